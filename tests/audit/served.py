"""Builds archives as their editors do, and serves them as a host does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.audit.archives import ARCHIVES
from tests.static_server import static_server


class BuildFailedError(Exception):
    """sitegen could not build an archive. The message is what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A site on this machine.

    name: of its archive, a key of `ARCHIVES`
    folder: its files
    url: where it is served, without a slash at the end
    """

    name: str
    folder: Path
    url: str


def build_archive(name: str, root: Path) -> Path:
    """Writes an archive into an empty folder and builds it; gives the folder of the site.

    Raises BuildFailedError.
    """
    ARCHIVES[name](root)
    command = [sys.executable, "-m", "sitegen", "build"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildFailedError(f"The archive “{name}” could not be built:\n{done.stdout}{done.stderr}")
    return root / "public"


@contextmanager
def served(names: Iterable[str], tell: Callable[[str], None]) -> Iterator[dict[str, Served]]:
    """Sites by the names of their archives, while the context lasts."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="sitegen-audit-")))
        sites = {}
        for name in names:
            tell(f"building the archive “{name}”")
            root = folder / name
            root.mkdir()
            site = build_archive(name, root)
            server = stack.enter_context(static_server(site, as_host=True))
            sites[name] = Served(name=name, folder=site, url=server.url)
        yield sites
