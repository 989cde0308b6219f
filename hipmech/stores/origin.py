"""What a table must say of itself: units, long names, what was fixed, and where its numbers come from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from itertools import count
from typing import Any, Protocol

from hipmech import further
from hipmech.levers import Lever
from hipmech.notebooks import Tabled
from hipmech.quantities import INPUTS, QUANTITIES
from hipmech.tables import provenance

FRAME = (
    "joint_reaction is the force of the acetabulum on the femoral head; lateral is positive away from "
    "the midline; joint_reaction_angle is counted from the vertical and positive down and lateral"
)

Value = float | str | None


class DescribedAxis(Protocol):
    """What is asked of an axis of :mod:`hipmech.designs`."""

    @property
    def names(self) -> tuple[str, ...]:
        """What varies."""

    @property
    def length(self) -> int:
        """Number of rows."""

    @property
    def kind(self) -> str:
        """What its rows are."""

    @property
    def kept(self) -> Mapping[str, Any]:
        """Cells that are carried along, by column."""

    @property
    def told(self) -> tuple[str, ...]:
        """What varies and how, one line a quantity."""


class DescribedDesign(Protocol):
    """What is asked of a design of :mod:`hipmech.designs`."""

    @property
    def axes(self) -> tuple[DescribedAxis, ...]:
        """Its axes."""

    @property
    def names(self) -> tuple[str, ...]:
        """What varies."""

    @property
    def fixed(self) -> Mapping[str, Any]:
        """What is the same for every case."""

    @property
    def text(self) -> str:
        """The design as TOML."""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One dimension of a table that is a grid.

    Attributes
    ----------
    name : str
    columns : tuple of str
        Columns that vary along it alone.
    length : int
    """

    name: str
    columns: tuple[str, ...]
    length: int


@dataclass(frozen=True, kw_only=True, repr=False)
class Metadata(Tabled):
    """What a file says of the table in it.

    Attributes
    ----------
    units : mapping of str to str
        Unit by column; empty for plain numbers and words. Columns without one are text of the user.
    long_names : mapping of str to str
        Plain English words by column.
    fixed : mapping of str to value
        Inputs that were set, the same for every row.
    defaults : mapping of str to value
        Inputs that were left out: those of the default adult.
    varied : tuple of str
        What varies and how, one sentence each.
    frame : str
        Frame of reference and signs.
    provenance : mapping of str to str
        Versions, the command, and a date if SOURCE_DATE_EPOCH is set.
    design : str
        The design as TOML.
    dimensions : tuple of Dimension
        Dimensions of the grid that the rows make, the last fastest; empty if they make none.
    """

    units: Mapping[str, str]
    long_names: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Value] = field(default_factory=dict)
    defaults: Mapping[str, Value] = field(default_factory=dict)
    varied: tuple[str, ...] = ()
    frame: str = FRAME
    provenance: Mapping[str, str] = field(default_factory=provenance)
    design: str = ""
    dimensions: tuple[Dimension, ...] = ()

    @property
    def attributes(self) -> dict[str, Any]:
        """All of it as plain dictionaries, lists and texts."""
        return {**asdict(self), "varied": list(self.varied), "dimensions": list(map(asdict, self.dimensions))}

    @classmethod
    def of(cls, attributes: Mapping[str, Any]) -> Metadata:
        """The metadata behind :attr:`attributes`."""
        dimensions = (Dimension(**{**d, "columns": tuple(d["columns"])}) for d in attributes["dimensions"])
        return cls(**{**attributes, "varied": tuple(attributes["varied"]), "dimensions": tuple(dimensions)})


def metadata(design: DescribedDesign, outputs: Collection[str], command: str, **more: str) -> Metadata:
    """What to say of the table of a design with these outputs.

    Parameters
    ----------
    design : Design
        Of :mod:`hipmech.designs`.
    outputs : collection of str
        Canonical names.
    command : str
        What made the table, such as ``sweep``.
    **more : str
        Further provenance, such as a title or a seed.

    Examples
    --------
    >>> from hipmech import designs
    >>> told = metadata(designs.grid(pelvic_drop=[0, 5]), ["joint_reaction_bw"], "sweep")
    >>> told.units, told.varied
    ({'pelvic_drop': 'deg', 'joint_reaction_bw': 'BW'}, ('pelvic_drop 0 to 5 deg in 2 values',))
    """
    columns = (*design.names, *outputs)
    return Metadata(
        units={name: QUANTITIES[name].unit for name in columns},
        long_names={name: QUANTITIES[name].en for name in columns},
        fixed=dict(design.fixed),
        defaults=_defaults({*design.names, *design.fixed}, outputs),
        varied=tuple(line for axis in design.axes for line in axis.told),
        provenance={**provenance(), "command": command, **more},
        design=design.text,
        dimensions=_dimensions(design),
    )


def _defaults(given: Collection[str], outputs: Collection[str]) -> dict[str, Value]:
    """Inputs of the default adult, or of a lever, that are not given; and those of further outputs."""
    told = {*given, "cane_force_bw", *(["cane_force"] if "cane_force_bw" in given else [])}
    hip = {name: QUANTITIES[name].default for name in INPUTS}
    rest = hip if all(name in further.GIVEN for name in given) else vars(Lever())
    rest = {**rest, **{name: QUANTITIES[name].default for name in further.inputs_of(outputs)}}
    return {name: value for name, value in rest.items() if name not in told}


ROWS: Mapping[str, str] = {"values": "row", "table": "person", "sample": "draw"}
"""What the rows of an axis are called, by its kind."""


def _dimensions(design: DescribedDesign) -> tuple[Dimension, ...]:
    """A dimension for each axis: named as its quantity, or as what its rows are."""
    taken = {name for axis in design.axes for name in (*axis.kept, *axis.names)}
    found = []
    for axis in design.axes:
        columns = (*axis.kept, *axis.names)
        alone = len(columns) == 1 and axis.kind == "values"
        name = columns[0] if alone else _free(ROWS[axis.kind], taken)
        taken.add(name)
        found.append(Dimension(name=name, columns=columns, length=axis.length))
    return tuple(found)


def _free(name: str, taken: Collection[str]) -> str:
    """The name, or the name with the first number that makes it new."""
    numbered = (f"{name}_{number}" for number in count(2))
    return name if name not in taken else next(new for new in numbered if new not in taken)
