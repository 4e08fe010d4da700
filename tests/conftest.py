"""Fixtures that all tests share."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.render import templates
from tests.sites import Site, make_site
from tests.templates import remembering_code, remembering_uses

# A shell starts background jobs deaf to Ctrl-C, and programs that tests start would inherit that.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Three for two cores: browsers, servers and watchers let a test wait for a third of its time."""
    cores = os.cpu_count() or 1
    return cores + (cores + 1) // 2


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tests give to several processes is small, and is to go to them all the same."""
    monkeypatch.setattr("sitegen.executors.Workers.few", 2)


_make_environment = remembering_code(templates.make_environment)
_used_templates = remembering_uses(templates.used_templates)


@pytest.fixture(autouse=True)
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of this process compile a template once for all tests."""
    monkeypatch.setattr("sitegen.produce.make_environment", _make_environment)
    monkeypatch.setattr("sitegen.render.pages.make_environment", _make_environment)
    monkeypatch.setattr("sitegen.render.templates.used_templates", _used_templates)


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Site]:
    """Makes an archive in a folder of its own: `site('''-- content/articles/… --…''')`."""

    def make(text: str = "") -> Site:
        return make_site(tmp_path / "archive", text)

    return make
