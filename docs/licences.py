"""Write anew the list of what hipmech needs and under which licence, from what is installed.

python -m docs.licences
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires

from packaging.requirements import Requirement

from docs.generate import DOCS, grid

PAGE = DOCS / "licences.md"
MARK = re.compile(r"<!--licences: (?P<tier>\w+)-->\n.*?<!--end-->", re.DOTALL)

TIERS = {"runtime": "", "sweep": "sweep", "validation": "validation", "docs": "docs", "dev": "dev"}
"""What a user gets, then what the extras add, by the name of the extra."""

PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "MIT",
    "MIT-0",
    "MIT-CMU",
}
PERMISSIVE |= {"PSF-2.0", "Zlib", "public domain"}

SPELT = {
    "3-Clause BSD License": "BSD-3-Clause",
    "3-clause BSD": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Words of the packages, as SPDX has them; BSD where a package does not say how many clauses."""

READ = {
    "axe-playwright-python": ("MIT AND MPL-2.0", "its file LICENSE is MIT; the axe-core inside says MPL-2.0"),
    "docutils": (
        "public domain AND BSD-2-Clause",
        "its COPYING; the GPL it names covers an Emacs mode that is not in the wheel",
    ),
}
"""Where the package does not say it, or says more than is installed: what its files say."""

JUDGED = {
    "axe-playwright-python": "used unchanged to test the pages, and not passed on",
    "certifi": "a list of certificate authorities; comes with Streamlit's requests, used unchanged",
    "hypothesis": "used unchanged to test",
    "pathspec": "used unchanged to build the wheel and to check types",
}
"""Under MPL-2.0: it asks that changed *files of theirs* stay under it, and nothing of whoever uses them."""


def requirements(name: str, extra: str = "") -> Iterator[str]:
    """What a package asks for here, without or with an extra."""
    for line in requires(name) or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            yield from ((wanted.name, *(f"{wanted.name}[{more}]" for more in wanted.extras)))


def closure(first: Iterator[str]) -> set[str]:
    """Packages and what they need in turn, as far as they are installed."""
    found: set[str] = set()
    waiting = list(first)
    while waiting:
        asked = waiting.pop()
        name, _, extra = asked.rstrip("]").partition("[")
        if asked not in found and installed(name):
            found.add(asked)
            waiting.extend(requirements(name, extra))
    return {told(asked.partition("[")[0])["Name"] for asked in found}


def installed(name: str) -> bool:
    try:
        return bool(told(name))
    except PackageNotFoundError:
        return False


def told(name: str) -> PackageMetadata:
    return metadata(name)


def tiers() -> dict[str, list[str]]:
    """Packages by tier, each where it comes first."""
    seen = {"hipmech"}
    found = {}
    for tier, extra in TIERS.items():
        packages = closure(requirements("hipmech", extra)) - seen
        seen |= packages
        found[tier] = sorted(packages, key=str.lower)
    return found


def licence(name: str) -> str:
    """The licence of an installed package as an SPDX expression, where it can be told."""
    if name.lower() in READ:
        return READ[name.lower()][0]
    about = told(name)
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if "License ::" in line
    ]
    free = about.get("License", "")
    short = [free] if free and len(free) < 40 and "\n" not in free else []
    candidates = [*filter(None, [about.get("License-Expression")]), *short, *classified]
    spelt = [SPELT.get(words, words) for words in candidates]
    return next((words for words in spelt if parts(words) <= PERMISSIVE), spelt[0] if spelt else "not told")


def parts(expression: str) -> set[str]:
    """The licences in an expression.

    Examples
    --------
    >>> sorted(parts("MIT AND PSF-2.0"))
    ['MIT', 'PSF-2.0']
    """
    return {part.strip("() ") for part in re.split(r" AND | OR ", expression)}


def accepted(name: str) -> bool:
    """Whether a package is permissive, or was judged."""
    return parts(licence(name)) <= PERMISSIVE or (
        name.lower() in JUDGED and parts(licence(name)) <= PERMISSIVE | {"MPL-2.0"}
    )


def table(names: list[str]) -> str:
    def note(name: str) -> str:
        return "; ".join(filter(None, (READ.get(name.lower(), ("", ""))[1], JUDGED.get(name.lower(), ""))))

    return grid(("package", "licence", "note"), ((name, licence(name), note(name)) for name in names))


def filled(text: str) -> str:
    """The page with the tables of today."""
    found = tiers()
    return MARK.sub(
        lambda mark: f"<!--licences: {mark['tier']}-->\n\n{table(found[mark['tier']])}\n\n<!--end-->", text
    )


def main() -> int:
    """Renew the page; 1 if a licence is neither permissive nor judged."""
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
    refused = [name for names in tiers().values() for name in names if not accepted(name)]
    for name in refused:
        print(f"{name}: {licence(name)} is neither permissive nor judged", file=sys.stderr)
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main())
