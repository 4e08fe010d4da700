"""Bodies of articles against expected texts: `python -m tests.bench.extraction FOLDER`.

FOLDER holds `ground-truth.json`, `{id: {"articleBody": …, "url": …}}`, and `html/ID.html.gz`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import mean
from time import process_time

import click
from trafilatura import extract

from sitegen.contribute.importing.found_outlets import Outlets
from sitegen.contribute.importing.html_body import body_blocks, standfirst_of
from sitegen.contribute.importing.html_document import parse_html
from sitegen.contribute.importing.html_metadata import metadata_of
from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.contribute.importing.values import NoArticleError
from sitegen.read.registers import Register
from tests.bench.report import aligned

Extractor = Callable[[bytes, str], str]
_SHINGLE = 4
_WORDS = re.compile(r"\w+")
_HEADINGS = ("extractor", "pages", "precision", "recall", "F1", "pages/s")


def half_of(identifier: str) -> str:
    """`report` for the pages that nobody may tune on, else `tune`."""
    odd = int(hashlib.md5(identifier.encode()).hexdigest(), 16) % 2  # Not for security.
    return "report" if odd else "tune"


def ours(data: bytes, url: str) -> str:
    """The body as `sitegen import` finds it, with all metadata; without figures, which texts do not hold."""
    try:
        source = HtmlSource(parse_html(data), url)
        found = metadata_of(source, Outlets(Register(kind="outlet", path="")))
    except NoArticleError:
        return ""
    title = (found.titles or ("",))[0]
    repeated = (found.origin.outlet, found.origin.portal)
    blocks = body_blocks(source.tree, base=url, title=title, authors=found.authors, repeated=repeated)
    return "\n\n".join(block.text for block in standfirst_of(blocks)[1] if block.kind != "figure")


def theirs(data: bytes, url: str) -> str:
    """trafilatura's own output, with its metadata."""
    return extract(data, url=url, with_metadata=True, output_format="json", include_comments=False) or ""


def text_of_theirs(output: str) -> str:
    """The body in trafilatura's output."""
    return str(json.loads(output)["text"] or "") if output else ""


def scores(expected: str, found: str) -> tuple[float, float]:
    """Precision and recall of the runs of four words, as the Scrapinghub benchmark counts them."""
    wanted, given = _shingles(expected), _shingles(found)
    common = (wanted & given).total()
    if not wanted and not given:
        return 1.0, 1.0
    return common / max(given.total(), 1), common / max(wanted.total(), 1)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORDS.findall(text)
    return Counter(tuple(words[n : n + _SHINGLE]) for n in range(max(len(words) - _SHINGLE + 1, bool(words))))


def measure(folder: Path, half: str = "") -> list[list[str]]:
    """A row for each extractor: its name, pages, precision, recall, F1, and pages per second of one core."""
    truth: Mapping[str, Mapping[str, str]] = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    chosen = {key: page for key, page in sorted(truth.items()) if half in ("", half_of(key))}
    extractors: list[tuple[str, Extractor, Callable[[str], str]]] = [
        ("sitegen", ours, str),
        ("trafilatura", theirs, text_of_theirs),
    ]
    return [_row(folder, chosen, name, find, text) for name, find, text in extractors]


def _row(
    folder: Path,
    truth: Mapping[str, Mapping[str, str]],
    name: str,
    find: Extractor,
    text: Callable[[str], str],
) -> list[str]:
    found = []
    seconds = 0.0
    for number, (key, page) in enumerate(truth.items()):
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        if not number:
            find(data, page.get("url", ""))  # Not counted: it loads models and the like.
        start = process_time()
        output = find(data, page.get("url", ""))
        seconds += process_time() - start
        found.append(scores(page.get("articleBody", ""), text(output)))
    if not found:
        return [name, "0", "–", "–", "–", "–"]
    precision, recall = mean(p for p, _ in found), mean(r for _, r in found)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    speed = len(found) / seconds if seconds else 0.0
    return [name, str(len(found)), f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", f"{speed:.1f}"]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", type=click.Choice(["tune", "report"]), default=None, help="Default: all pages.")
def main(folder: Path, half: str | None) -> None:
    """Measures bodies against the expected texts in FOLDER."""
    click.echo(aligned(_HEADINGS, measure(folder, half or ""), {"extractor"}))


if __name__ == "__main__":
    main()
