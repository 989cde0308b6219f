"""Metadata as the ``# `` lines above the header of a CSV file, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from hipmech.cells import number, one_line
from hipmech.quantities import QUANTITIES
from hipmech.stores.origin import FRAME, Metadata, Value


def lines(metadata: Metadata) -> Iterator[str]:
    """Comment lines, without the mark before them."""
    first = _first(metadata.provenance)
    yield first
    short = _provenance(first.strip())
    if rest := {name: text for name, text in metadata.provenance.items() if short.get(name) != text}:
        yield f"provenance: {json.dumps(rest, ensure_ascii=False)}"
    yield from (f"varied: {line}" for line in metadata.varied)
    if metadata.fixed:
        yield f"fixed: {listed(metadata.fixed)}"
    if metadata.defaults:
        yield f"default: {listed(metadata.defaults)}"
    yield "units: " + "; ".join(f"{name} {unit or '1'}" for name, unit in metadata.units.items())
    own = {name: words for name, words in metadata.long_names.items() if words != _words(name)}
    if own:
        yield "long names: " + "; ".join(f"{one_line(n)} = {one_line(w)}" for n, w in own.items())
    yield f"frame: {metadata.frame}"
    yield from (f"design: {line}".rstrip() for line in metadata.design.splitlines())


def metadata_of(comments: Iterable[str]) -> Metadata:
    """The metadata behind the comment lines of a file; what they do not say stays empty."""
    told: dict[str, list[str]] = {}
    for comment in comments:
        line = comment.removeprefix("#").strip()
        # The line of versions has colons of its own, in a date or a title.
        key, _, text = (line, "", "") if line.startswith("hipmech ") else line.partition(":")
        told.setdefault(key if text or comment.endswith(":") else "origin", []).append(text[1:] or key)
    units = dict(_split(told.get("units", [])))
    own = dict(part.split(" = ", 1) for line in told.get("long names", []) for part in line.split("; "))
    return Metadata(
        units={name: "" if unit == "1" else unit for name, unit in units.items()},
        long_names={name: own.get(name, _words(name)) for name in units} | own,
        fixed=_values(told.get("fixed", [])),
        defaults=_values(told.get("default", [])),
        varied=tuple(told.get("varied", [])),
        frame=next(iter(told.get("frame", [])), FRAME),
        provenance=next(filter(None, map(_provenance, told.get("origin", []))), {})
        | {name: text for line in told.get("provenance", []) for name, text in json.loads(line).items()},
        design="\n".join("" if line == "design" else line for line in told.get("design", [])),
    )


def listed(inputs: Mapping[str, Value]) -> str:
    """Inputs with their values and units."""
    return "; ".join(f"{name} {_shown(value)}{_unit(name)}" for name, value in inputs.items())


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return value
    return "unspecified" if value is None or value != value else f"{value:.12g}"


def _unit(name: str) -> str:
    unit = QUANTITIES[name].unit
    return f" {unit}" if unit else ""


def _words(name: str) -> str:
    return QUANTITIES[name].en if name in QUANTITIES else name


def _first(provenance: Mapping[str, str]) -> str:
    """Versions and command as one line, with the texts that it does not change."""
    versions = dict(provenance)
    version = one_line(versions.pop("hipmech")).replace(" ", "_")
    command = one_line(versions.pop("command", ""))
    plain = {name: text for name, text in versions.items() if name.isidentifier() and text == one_line(text)}
    return (
        f"hipmech {version} {command}".rstrip()
        + "; "
        + "; ".join(f"{name} {text}" for name, text in plain.items())
    )


def _split(parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in parts:
        for part in line.split("; "):
            name, _, rest = part.partition(" ")
            yield name, rest


def _values(parts: Iterable[str]) -> dict[str, Value]:
    return {name: _value(name, rest) for name, rest in _split(parts)}


def _value(name: str, text: str) -> Value:
    word = text.partition(" ")[0]
    if name in QUANTITIES and QUANTITIES[name].kind == "choice":
        return word
    return None if word == "unspecified" else number(word)


def _provenance(line: str) -> dict[str, str]:
    """Versions and command behind the first line of a file."""
    if not line.startswith("hipmech "):
        return {}
    first, *rest = line.removeprefix("hipmech ").rstrip("; ").split("; ")
    version, _, command = first.partition(" ")
    return {"hipmech": version, **dict(_split(rest)), **({"command": command} if command else {})}
