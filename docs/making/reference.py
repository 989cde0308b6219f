"""The reference: one page for each public room, its names in the order in which the room lists them."""

import inspect
import re
import sys
from collections.abc import Iterator
from textwrap import indent
from types import ModuleType
from typing import Any

from sphinx.pycode import ModuleAnalyzer

import hipmech as hm
from hipmech import explanation, sources

BESIDES = (explanation, sources)
"""Rooms that the pages speak of, though hipmech does not offer them by name."""


def reference_pages() -> dict[str, str]:
    """The text of every page of the reference, by its file."""
    rooms = [room for room in (getattr(hm, name) for name in hm.__all__) if isinstance(room, ModuleType)]
    own = [name for name in hm.__all__ if not isinstance(getattr(hm, name), ModuleType)]
    named = {hm: own} | {room: list(room.__all__) for room in (*rooms, *BESIDES)}
    pages = {f"{short(room)}.rst": page_of(room, names) for room, names in each_once(named)}
    return pages | {"index.rst": index_of(list(named))}


def each_once(named: dict[ModuleType, list[str]]) -> Iterator[tuple[ModuleType, list[str]]]:
    """The names of each room without those that an earlier room has told."""
    told: set[int] = set()
    for room, names in named.items():
        new = [
            name for name in names if not (callable(getattr(room, name)) and id(getattr(room, name)) in told)
        ]
        told.update(id(getattr(room, name)) for name in new)
        yield room, new


def short(room: ModuleType) -> str:
    return room.__name__.rpartition(".")[2]


def titled(title: str, line: str = "=") -> str:
    return f"{title}\n{line * len(title)}\n"


def index_of(rooms: list[ModuleType]) -> str:
    firsts = "\n".join(f"* :doc:`{short(room)}` - {first_sentence(room)}" for room in rooms)
    listed = "\n".join(f"   {short(room)}" for room in rooms)
    return (
        f"{titled('Reference')}\n"
        "What ``import hipmech as hm`` offers, room by room. Units are those of the\n"
        ":doc:`table of quantities <../nomenclature>`: mm, degrees, kg, N, s, body weights.\n"
        f"Any input may be an array.\n\n{firsts}\n\n.. toctree::\n   :hidden:\n\n{listed}\n"
    )


def first_sentence(room: ModuleType) -> str:
    return (inspect.getdoc(room) or "").partition("\n\n")[0].replace("\n", " ")


def page_of(room: ModuleType, names: list[str]) -> str:
    """What the room is, its functions and records in one list, then each; then its constants."""
    shown = room.__name__ if room is hm else f"hm.{short(room)}"
    called = [name for name in names if callable(getattr(room, name))]
    listed = "\n".join(f"   {name}" for name in called)
    constants = [constant(room, name) for name in names if name not in called]
    return (
        f"{titled(shown)}\n.. automodule:: {room.__name__}\n   :no-members:\n\n"
        f".. currentmodule:: {room.__name__}\n\n.. autosummary::\n\n{listed}\n\n"
        + "\n".join(directive(name, getattr(room, name)) for name in called)
        + (f"\n{titled('Constants', '-')}\n{''.join(constants)}" if constants else "")
    )


def directive(name: str, value: Any) -> str:
    """How a name is told; fields of a named tuple stand in its docstring."""
    if not inspect.isclass(value):
        return f".. autofunction:: {name}\n"
    if issubclass(value, BaseException):
        return f".. autoexception:: {name}\n"
    fields = ", ".join(getattr(value, "_fields", ()))
    return f".. autoclass:: {name}\n   :members:\n{f'   :exclude-members: {fields}' if fields else ''}\n"


def constant(room: ModuleType, name: str) -> str:
    """A constant with the words that stand below it where it is defined."""
    return f".. py:data:: {name}\n\n{indent(words_below(room, name), '   ')}\n\n"


def words_below(room: ModuleType, name: str) -> str:
    value = getattr(room, name)
    for module in [one for one in sys.modules.values() if one.__name__.startswith("hipmech.")]:
        if vars(module).get(name) is value:
            said = ModuleAnalyzer.for_module(module.__name__).find_attr_docs().get(("", name))
            if said:
                return "\n".join(said).strip()
    return ""


ARRAY = re.compile(r"ndarray\[tuple\[Any, \.\.\.\], dtype\[\w+\]\]")


def plain_arrays(*event: Any) -> tuple[str | None, str | None]:
    """A signature in which an array is an array; Sphinx asks for each."""
    *_, arguments, returned = event
    return tuple(words and ARRAY.sub("ndarray", words) for words in (arguments, returned))  # type: ignore[return-value]
