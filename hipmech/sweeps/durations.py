"""How long a work takes, in words as rough as what is known."""

from __future__ import annotations

from hipmech.cells import counted

SLOWER = 3
"""How many times longer a work may take than its processor time: disks, and what else the machine does."""

UNITS = (("year", 365.25 * 86400), ("day", 86400.0), ("hour", 3600.0), ("minute", 60.0), ("second", 1.0))


def roughly(seconds: float) -> str:
    """A range of times for a work that takes this much processor time.

    Examples
    --------
    >>> roughly(0.2), roughly(4.2), roughly(50), roughly(4e4), roughly(1e12)
    ('1 second', '4 to 10 seconds', '50 seconds to 2 minutes', '10 to 30 hours', 'more than 10,000 years')
    """
    if seconds > 1e4 * UNITS[0][1]:
        return "more than 10,000 years"
    low, high = _parts(seconds), _parts(SLOWER * seconds)
    if low == high:
        return counted(*low)
    return f"{low[0]:,} to {counted(*high)}" if low[1] == high[1] else f"{counted(*low)} to {counted(*high)}"


def _parts(seconds: float) -> tuple[int, str]:
    """A number of one digit, and the largest unit of which there are two."""
    name, length = next((unit for unit in UNITS if seconds >= 2 * unit[1]), UNITS[-1])
    return int(float(f"{max(1.0, seconds / length):.1g}")), name
