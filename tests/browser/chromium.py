"""Finds a Chromium for the browser tests, or installs one: `python -m tests.browser.chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "SITEGEN_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_chromium() -> str | None:
    """Path of a Chromium: from the environment, from the PATH, or Playwright's own."""
    named = os.environ.get(VARIABLE)
    if named:
        return named
    return next((path for path in map(shutil.which, _NAMES) if path), None) or _playwright_chromium()


def _playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_chromium() -> None:
    """Debian's package when root on Debian, else Playwright's own download. Says what it does."""
    if _is_root_on_debian():
        print("No Chromium found: installing Debian's package chromium", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (("update", "-qq"), ("install", "-qq", "-y", "--no-install-recommends", "chromium")):
            subprocess.run(["apt-get", *command], check=True, env=environment, stdout=subprocess.DEVNULL)
    else:
        print("No Chromium found: installing Playwright's own", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _is_root_on_debian() -> bool:
    """Ubuntu's package chromium is an empty one, so only Debian itself counts."""
    release = Path("/etc/os-release")
    if not release.exists() or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    return "ID=debian" in release.read_text().splitlines()


def main() -> None:
    """Makes sure that there is a Chromium."""
    if not find_chromium():
        install_chromium()
    found = find_chromium()
    if not found:
        sys.exit(f"No Chromium found. Install one, or name it in the environment variable {VARIABLE}.")
    print(f"Browser tests use {found}")


if __name__ == "__main__":
    main()
