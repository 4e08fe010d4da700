"""Finds the programs that the audit runs but Python does not bring."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.browser.chromium import find_chromium

_PACKAGES = Path(__file__).parent / "node_modules"


class NoToolError(Exception):
    """A program is missing. The message says how to get it."""


def java() -> str:
    """Path of Java, which the Nu HTML Checker needs. Raises NoToolError."""
    found = shutil.which("java")
    if not found:
        raise NoToolError(
            "The Nu HTML Checker needs Java 11 or newer, and there is none on the PATH.\n"
            "On Debian or Ubuntu: apt-get install default-jre-headless\n"
            "Or leave it out: make audit PART=axe,lighthouse,weight,links"
        )
    return found


def node() -> str:
    """Path of Node.js. Raises NoToolError."""
    found = shutil.which("node")
    if not found:
        raise NoToolError("Lighthouse needs Node.js 18.16 or newer, and there is none on the PATH.")
    return found


def chromium() -> str:
    """Path of a Chromium. Raises NoToolError."""
    found = find_chromium()
    if not found:
        raise NoToolError("No Chromium found. `make unit` finds or installs one.")
    return found


def axe() -> Path:
    """axe-core, a script for the page. Raises NoToolError."""
    return _package_file("axe-core/axe.min.js")


def markup_checker() -> Path:
    """The Nu HTML Checker, for Java. Raises NoToolError."""
    return _package_file("vnu-jar/build/dist/vnu.jar")


def lighthouse() -> Path:
    """Lighthouse's command line, for Node.js. Raises NoToolError."""
    return _package_file("lighthouse/cli/index.js")


def _package_file(path: str) -> Path:
    file = _PACKAGES / path
    if not file.is_file():
        raise NoToolError("The tools from npm are not installed. Run: make audit")
    return file
