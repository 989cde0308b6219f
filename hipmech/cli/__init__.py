"""The command line: one hip, many hips, and where every number comes from."""

from __future__ import annotations

import errno
import io
import os
import sys
import warnings
from typing import Any

import click

from hipmech.cli.files import cohort, sweep
from hipmech.cli.hips import derive, solve
from hipmech.cli.lists import quantities, scenarios, sources
from hipmech.cli.offline import export_html
from hipmech.cli.pages import app
from hipmech.cli.questions import influence, inverse
from hipmech.cli.studies import study
from hipmech.cli.tissue import contact, exercises
from hipmech.cli.trials import gait
from hipmech.cli.validation import validate
from hipmech.cli.weak import weaken
from hipmech.errors import FileError, HipmechError

__all__ = ["main"]

HINTS = """\b
Examples
  hipmech solve                                  the default adult on one leg
  hipmech solve --set pelvic_drop=5              the same with a dropped pelvis
  hipmech weaken --set abductor_strength=0.3     what gives when the abductors are weak
  hipmech inverse --find cane_force --at-most 2  how much brings the joint under a load
  hipmech influence                              which input matters most
  hipmech sweep --vary neck_shaft_angle=105:150:46 -o neck.csv
  hipmech gait walk.csv --side left --set body_mass=70 -o loads.csv
  hipmech study run neck.toml                    what a file describes, resumed if stopped
  hipmech export-html -o hip.html                the live page as one file
  hipmech quantities                             every name that --set and --vary know
  hipmech validate                               beside the literature, and where we are wrong

\b
Exit codes
  0  solved, also when the abductors cannot hold the hip: the status says so
  1  not solvable: adductors needed or outside validity; no row of a file solved; a validation fails
  2  wrong usage, or a value that is not allowed
  3  a file that cannot be read or written, such as on a full disk
  70  a fault of hipmech
  130  stopped before the end, by Ctrl-C or by a request to end (SIGTERM); no file is left, of a
       study the parts that are complete
"""


UNWRITABLE = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG, errno.EIO)
"""A disk or device that takes no more."""


class _WrongInput(click.ClickException):
    exit_code = 2


class _WrongFile(click.ClickException):
    exit_code = 3


class _Fault(click.ClickException):
    exit_code = 70


class _Stopped(click.ClickException):
    exit_code = 130


class Commands(click.Group):
    """A group whose errors reach the user as one sentence, never as a traceback."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command; turn each error into words and an exit code."""
        for stream in (sys.stdout, sys.stderr):
            # An old terminal shows a question mark for a sign that it does not have.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            with warnings.catch_warnings():
                warnings.showwarning = _warn
                return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            raise _Stopped("Stopped before the end; no output file was written.") from None
        except FileError as error:
            raise _WrongFile(str(error)) from None
        except HipmechError as error:
            raise _WrongInput(str(error)) from None
        except MemoryError:
            raise _WrongInput("This needs more memory than there is: take fewer values.") from None
        except Exception as error:
            if os.environ.get("HIPMECH_TRACEBACK") or _takes_no_more(error):
                raise
            raise _Fault(
                f"This is a fault of hipmech, not of yours ({type(error).__name__}: {error}). Please report "
                "it; the same command with HIPMECH_TRACEBACK=1 set says where it happened."
            ) from None

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run from the command line; help and results may meet a full disk alike."""
        try:
            return super().main(*arguments, **options)
        except OSError as error:
            if not _takes_no_more(error):
                raise
            _forget_output()
            full = _WrongFile(f"The output cannot be written: {(error.strerror or '').lower()}.")
            full.show()
            sys.exit(full.exit_code)


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    """A warning that no command tells itself, in words alone."""
    click.echo(f"Warning: {message}", err=True)


def _takes_no_more(error: Exception) -> bool:
    """Whether the standard output ends at a disk or device that takes no more."""
    return isinstance(error, OSError) and error.errno in UNWRITABLE and error.filename is None


def _forget_output() -> None:
    """Let what cannot be written go, or the interpreter tries again when it ends, and complains."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from hipmech.tables import provenance

        click.echo(f"hipmech {provenance()['hipmech']}")
        context.exit()


@click.group(
    cls=Commands,
    epilog=HINTS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    callback=_print_version,
    expose_value=False,
    is_eager=True,
    help="Show the version.",
)
def main() -> None:
    """The frontal balance of the human hip: two arms, what the abductors pull, what the joint bears."""


for command in (solve, weaken, inverse, influence, contact, exercises, sweep, cohort, gait, study, derive):
    main.add_command(command)
for command in (scenarios, quantities, sources, validate, app, export_html):
    main.add_command(command)
