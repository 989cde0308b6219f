"""The live page as one file to hand out."""

from __future__ import annotations

import click

from hipmech.cli.hips import solved
from hipmech.cli.options import case, force_option, language_option, scenario_option, set_option
from hipmech.errors import InputError
from hipmech.links import SETTINGS

EXAMPLES = """\b
Examples
  hipmech export-html -o hip.html
  hipmech export-html --lang nl --scenario weak_abductors -o zwak.html
  hipmech export-html -o hip.html --address https://example.org/hip.html
  hipmech export-html -o lecture.html --page trendelenburg
"""


@click.command("export-html", epilog=EXAMPLES)
@click.option("-o", "--output", "target", metavar="FILE.html", required=True, help="File to write.")
@language_option
@scenario_option
@set_option
@click.option("--address", metavar="URL", help="Where the file will lie: told in it, as a QR code too.")
@click.option(
    "--page", type=click.Choice(SETTINGS["page"]), default="explore", help="Page on which it opens."
)
@force_option
def export_html(
    target: str,
    language: str,
    scenario: str | None,
    settings: tuple[str, ...],
    address: str | None,
    page: str,
    force: bool,
) -> None:
    """The live page as one HTML file.

    It needs no server and no network: it opens by a double click, from any web server, and inside the
    protected frame of a learning environment. It is smaller than 250 kB.
    """
    from hipmech.live.offline import offline_page
    from hipmech.tables import writing

    given = case(scenario, settings)
    if given.scenario is not None and given.scenario.kind == "lever":
        raise InputError(f"{scenario} is a lever without a body: the page shows whole hips.")
    solved(given)
    text = offline_page(language, given.inputs, address, page)
    with writing(target, overwrite=force) as stream:
        stream.write(text)
    click.echo(f"{target}: {len(text.encode()) / 1000:,.0f} kB.", err=True)
