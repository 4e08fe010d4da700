"""Decap for tests: its server, which writes into a folder, and its program, as `sitegen editor` fetches it.

Both come from the npm registry, are kept in this folder, and are not committed.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from sitegen.contribute.web_editor import fetch_decap
from sitegen.editor import DECAP_FOLDER
from sitegen.read.editor.files import fetched_decap

_HERE = Path(__file__).parent
# Ignored by Git everywhere.
_PACKAGES = _HERE / "node_modules"
_PROGRAM = _PACKAGES / "decap-server" / "dist" / "index.js"


def has_npm() -> bool:
    """True when there is Node.js with npm."""
    return bool(shutil.which("node") and shutil.which("npm"))


def install() -> None:
    """Installs what is missing; npm checks the digests of the lock file and runs no script of a package."""
    with FileLock(Path(tempfile.gettempdir()) / "sitegen-decap-server.lock"):
        if not _PROGRAM.is_file():
            quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
            subprocess.run(["npm", "ci", *quiet], cwd=_HERE, check=True)
        if not fetched_decap(_PACKAGES):
            fetch_decap(_PACKAGES, _registry())


def bring_decap(root: Path) -> None:
    """Puts Decap's program into an archive, as `sitegen editor` does."""
    shutil.copytree(_PACKAGES / DECAP_FOLDER, root / DECAP_FOLDER)


@contextmanager
def decap_server(root: Path, port: int) -> Iterator[None]:
    """Decap's server for the archive at `root`, while the context lasts."""
    environment = {
        **os.environ,
        "PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "GIT_REPO_DIRECTORY": str(root),
        "LOG_LEVEL": "error",
    }
    server = subprocess.Popen(["node", str(_PROGRAM)], cwd=root, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        number: int = found.getsockname()[1]
        return number


def _wait_for(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("decap-server did not start")


def _registry() -> str:
    """The registry that npm is set up for on this machine."""
    found = subprocess.run(["npm", "config", "get", "registry"], capture_output=True, text=True, check=True)
    return found.stdout.strip()
