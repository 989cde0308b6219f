"""Every public docstring is built as numpydoc has it: the reference says where a reader looks for it."""

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from numpydoc.validate import validate

import hipmech as hm
from docs.making.reference import BESIDES

NOT_ASKED = {
    "ES01": "a summary that says it all needs no second paragraph",
    "EX01": "an example stands where one helps",
    "PR01": "a record tells its fields as attributes, a function of one plain argument in its summary",
    "PR07": "a name of the table of quantities is described there",
    "RT01": "a summary that names what comes back needs no section for it",
    "RT03": "a record that comes back describes itself",
    "SA01": "the page of the room lists what belongs together",
    "SS05": "a summary says what a thing is, not what it does",
    "YD01": "an iterator is told as what comes back",
}
"""Rules of numpydoc that these docstrings do not follow, and why; all others they do."""


def public() -> Iterator[str]:
    """Functions and classes of the public rooms with their own methods, by where they are defined."""
    offered = [getattr(hm, name) for name in hm.__all__]
    for room in (hm, *(one for one in offered if isinstance(one, ModuleType)), *BESIDES):
        for name in room.__all__:
            named = getattr(room, name)
            if inspect.isclass(named) or inspect.isfunction(named):
                yield path_of(named)
            if inspect.isclass(named) and named.__module__.startswith("hipmech"):
                yield from (f"{path_of(named)}.{method}" for method in methods_of(named))


def path_of(named: Any) -> str:
    return f"{named.__module__}.{named.__qualname__}"


def methods_of(named: type) -> list[str]:
    return [
        name
        for name, value in vars(named).items()
        if not name.startswith("_") and (inspect.isfunction(value) or isinstance(value, property))
    ]


@pytest.mark.parametrize("path", sorted(set(public())))
def test_a_docstring_is_built_as_numpydoc_has_it(path: str) -> None:
    wrong = [f"{code}: {said}" for code, said in validate(path)["errors"] if code not in NOT_ASKED]
    assert wrong == []
