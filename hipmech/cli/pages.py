"""The pages in the browser, on this computer alone unless asked otherwise."""

from __future__ import annotations

from pathlib import Path

import click

from hipmech.errors import FileError

PACKAGE = Path(__file__).parents[1]
QUIET_AND_CLOSED = (
    "--browser.gatherUsageStats=false",
    "--client.showErrorDetails=none",
    "--client.toolbarMode=viewer",
    "--server.maxUploadSize=20",
    "--server.showEmailPrompt=false",
)


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--host", is_flag=True, help="Open the pages to everyone on this network, such as a class.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; 8501 by default.")
@click.argument("further", nargs=-1, type=click.UNPROCESSED, metavar="[STREAMLIT OPTIONS]...")
def app(host: bool, port: int | None, further: tuple[str, ...]) -> None:
    """Open the pages in the browser.

    Ctrl-C stops them. They are served to this computer alone, unless --host is given. Further options go to
    Streamlit.
    """
    script = str(find_script())
    from streamlit.web.cli import main as streamlit

    address = "0.0.0.0" if host else "localhost"
    if host:
        click.echo("Everyone on this network can now open these pages.", err=True)
    chosen = [f"--server.address={address}", *([f"--server.port={port}"] if port else [])]
    streamlit(["run", script, *QUIET_AND_CLOSED, *chosen, *further], standalone_mode=False)


def find_script() -> Path:
    """The script of the pages: inside an installed package, or beside the package in the repository."""
    shipped, beside = PACKAGE / "_shipped" / "app.py", PACKAGE.parent / "app.py"
    if shipped.is_file():
        return shipped
    if beside.is_file() and (PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    raise FileError("The pages are missing from this installation: there is no app.py. Install hipmech anew.")
