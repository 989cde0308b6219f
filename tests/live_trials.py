"""Pages that hold parts of the live page alone, and functions of a test's own that show or ask them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from hipmech.figures.themes import THEMES
from hipmech.live import bundle as live
from tests.live_windows import PROJECTOR, watching


@contextmanager
def knowing(browser: Browser, *modules: str, more: str = "") -> Iterator[Page]:
    """A page that knows modules and what they rest on, and nothing else."""
    with watching(browser) as window:
        page = window()
        page.add_script_tag(content="\n".join([*map(live.bundle, modules), more]))
        yield page


def script_of(trial: str) -> str:
    """One script of a module of the test's own, ``module_trial``, and all that it imports."""
    known = {**live.modules(), "trial": trial}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live, "modules", lambda: known)
        return live.bundle.__wrapped__("trial")


@contextmanager
def trying(browser: Browser, trial: str, **look: Any) -> Iterator[Page]:
    """An empty page in the light style of the live page that knows a module as ``trial``."""
    theme = vars(THEMES["light"]).items()
    colours = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in theme)
    with watching(browser) as window:
        page = window(PROJECTOR, **look)
        page.set_content(
            f"<!doctype html><body><style>{live.style()}.hipmech{{{colours}}}</style>"
            f"<main class='hipmech'></main><script>{script_of(trial)}\nwindow.trial = module_trial;</script>"
        )
        yield page
