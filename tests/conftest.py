"""What several tests share: a fixed Hypothesis profile, a browser, the single file, a running server."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
LONGEST = (
    "test_docs_build.py",
    "test_studies_runs.py",
    "test_docs.py",
    "test_live_access.py",
    "test_live_pages.py",
    "test_live_stage_sizes.py",
    "test_live_evidence.py",
)
SERVER_STARTS_WITHIN = 60  # seconds; a cold disk on a busy machine needs most of it

Opened = Callable[..., Page]
Serving = Callable[[Sequence[str | Path], Path], AbstractContextManager[str]]

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that processes which share the work end together."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the tests that need it are skipped, or fail in CI."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse(f"NO BROWSER, SO THE PAGES ARE NOT TESTED: install one of {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The single file of the live page in every language."""
    from tests.live_windows import files_in

    return files_in(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def usual() -> dict[str, Any]:
    """How windows open where a test does not say; a file of tests may have a way of its own."""
    return {}


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path], usual: dict[str, Any]) -> Iterator[Opened]:
    """Open the single file in windows of its own for each test."""
    from tests.live_windows import opening

    with opening(browser, files, **usual) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def looked(browser: Browser, files: dict[str, Path], usual: dict[str, Any]) -> Iterator[Opened]:
    """Look at the single file in one window for a whole file of tests."""
    from tests.live_windows import looking

    with looking(browser, files, **usual) as look:
        yield look


@pytest.fixture(scope="session")
def app_server(serving: Serving) -> Iterator[str]:
    """The address of the running app."""
    with serving([sys.executable, "-m", "streamlit", "run", "app.py"], ROOT) as address:
        yield address


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    """Run a command that starts Streamlit, as a context that gives the server's address."""

    @contextmanager
    def serve(command: Sequence[str | Path], folder: Path) -> Iterator[str]:
        log = tmp_path_factory.mktemp("server") / "log.txt"
        port = _free_port()
        with log.open("wb") as sink:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=os.environ | _server_settings(port),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
            )
        try:
            _wait_until_healthy(process, port, log)
            yield f"http://localhost:{port}"
        finally:
            _stop(process)

    return serve


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def _server_settings(port: int) -> dict[str, str]:
    return {
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "localhost",
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    }


def _wait_until_healthy(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    patience = time.monotonic() + SERVER_STARTS_WITHIN
    while process.poll() is None and time.monotonic() < patience:
        if _healthy(port):
            return
        time.sleep(0.1)
    what = "did not answer" if process.poll() is None else f"ended with code {process.returncode}"
    pytest.fail(f"{process.args!r} {what}; its log:\n{log.read_text(errors='replace')}")


def _healthy(port: int) -> bool:
    # http.client goes straight to the port, whatever proxy the environment names
    with closing(http.client.HTTPConnection("localhost", port, timeout=5)) as connection:
        try:
            connection.request("GET", "/_stcore/health")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the server and whatever it started: the command may be a shell around Streamlit."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
