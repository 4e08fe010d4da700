"""`pip install .` alone gives a working command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parent.parent
PARTS = ("sitegen", "themes", "pyproject.toml", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md")


def test_an_installed_package_makes_and_builds_an_archive(tmp_path: Path) -> None:
    # A copy, so that nothing of the checkout can help.
    source, target = tmp_path / "source", tmp_path / "installed"
    source.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (SOURCE / part).is_dir() else shutil.copy
        copy(SOURCE / part, source / part)
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target")
    subprocess.run((*pip, str(target), str(source)), check=True, capture_output=True)
    shutil.rmtree(source)

    def run(*arguments: str, folder: Path = tmp_path) -> str:
        command = (sys.executable, "-P", "-m", "sitegen", *arguments)
        environment = {**os.environ, "PYTHONPATH": str(target)}
        done = subprocess.run(
            command, cwd=folder, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    assert run("--version") == "sitegen 0.1.0\n"
    run("init", "archive")
    assert "Built 1 article" in run("build", "--strict", folder=tmp_path / "archive")
    home = (tmp_path / "archive/public/index.html").read_text()
    assert "A first article" in home
    assert (target / "sitegen/themes/default/static/fonts/OFL.txt").is_file()
