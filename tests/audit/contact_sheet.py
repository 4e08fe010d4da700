"""A page that shows all pictures in a folder, one row for each kind of page."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from pathlib import Path

_HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Screenshots</title>
<style>
body { margin: 1rem; font: 0.875rem/1.4 system-ui, sans-serif; background: #ccc; color: #000; }
section { display: flex; gap: 1rem; overflow-x: auto; align-items: start; }
figure { flex: none; margin: 0; }
img { display: block; height: 24rem; width: auto; max-width: 40rem; object-fit: cover; object-position: top; }
</style>
<h1>Screenshots</h1>
"""


def contact_sheet(folder: Path) -> str:
    """HTML of the page. folder: holds `ARCHIVE/KIND-WIDTH-SCHEME.png`"""
    rows: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for file in folder.glob("*/*.png"):
        kind, _, _ = file.stem.rsplit("-", 2)
        rows[file.parent.name, kind].append(file)
    return _HEAD + "".join(
        _row(f"{archive}: {kind}", sorted(files, key=_order), folder)
        for (archive, kind), files in sorted(rows.items())
    )


def _order(file: Path) -> tuple[int, int]:
    """Light, then dark, then print; narrow before wide."""
    _, width, scheme = file.stem.rsplit("-", 2)
    return ("light", "dark", "print").index(scheme), int(width)


def _row(title: str, files: list[Path], folder: Path) -> str:
    figures = "".join(_figure(file.relative_to(folder).as_posix()) for file in files)
    return f"<h2>{escape(title)}</h2>\n<section>\n{figures}</section>\n"


def _figure(path: str) -> str:
    """A small picture that leads to the whole one."""
    name = escape(path.rpartition("/")[2].removesuffix(".png"))
    source = escape(path)
    return (
        f'<figure><a href="{source}"><img src="{source}" alt="" loading="lazy"></a>'
        f"<figcaption>{name}</figcaption></figure>\n"
    )
