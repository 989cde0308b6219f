"""One script from the modules of this folder, without any tool but Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hipmech import generated
from hipmech.live.tables import tables

__all__ = ["bundle", "modules", "style"]

FOLDER = Path(__file__).parent
IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w]+)\.js";\n', flags=re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function (\w+)|const (\w+)|class (\w+))", flags=re.MULTILINE)


@cache
def modules() -> Mapping[str, str]:
    """Source of every module by name: written by hand, written by the derivation, and the tables."""
    files = [*FOLDER.glob("*.js"), *Path(generated.__file__ or "").parent.glob("*.js")]
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(files)} | {"tables": tables()}


@cache
def style() -> str:
    """The style sheets of the live picture as one: what all share comes first."""
    files = sorted(FOLDER.glob("*.css"), key=lambda file: (file.name != "live.css", file.name))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def bundle(entry: str = "page") -> str:
    """One script in which a module is a function that returns its exports; it ends with those of the entry.

    Parameters
    ----------
    entry : str
        Name of a module; only what it rests on is included.

    Returns
    -------
    str
        Statements that define one constant per module, named ``module_<name>``.
    """
    sources: dict[str, str] = {}

    def visit(name: str) -> None:
        if name in sources:
            return
        source = modules()[name]
        for _, other in IMPORT.findall(source):
            visit(other)
        sources[name] = wrapped(name, source)

    visit(entry)
    return "\n".join(sources.values())


def wrapped(name: str, source: str) -> str:
    """A module as the constant ``module_<name>``."""
    names = [next(filter(None, found)) for found in EXPORT.findall(source)]
    body = EXPORT.sub("", IMPORT.sub(_taken, source))
    return f"const module_{name} = (() => {{\n{body}\nreturn {{ {', '.join(names)} }};\n}})();"


def _taken(found: re.Match[str]) -> str:
    names = " ".join(found[1].split()).replace(" as ", ": ")
    return f"const {{ {names} }} = module_{found[2]};\n"
