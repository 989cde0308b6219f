"""Windows of the browser tests: they close however a test ends, and do not hide how it did."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.live_windows import watching


def complaining(browser: Browser, then: Callable[[], object]) -> None:
    """A test of two windows, of which one complains."""
    with watching(browser) as window:
        window()
        window().evaluate("console.error('so it goes')")
        assert len(browser.contexts) >= 2
        then()


def test_what_a_page_complains_of_fails_the_test(browser: Browser) -> None:
    before = len(browser.contexts)
    with pytest.raises(AssertionError, match="so it goes"):
        complaining(browser, lambda: None)
    assert len(browser.contexts) == before


def test_where_a_test_fails_its_windows_close_and_its_own_words_stay(browser: Browser) -> None:
    before = len(browser.contexts)
    with pytest.raises(ZeroDivisionError):
        complaining(browser, lambda: divmod(1, 0))
    assert len(browser.contexts) == before
