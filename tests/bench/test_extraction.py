from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.bench.extraction import half_of, measure, scores

PARAGRAPHS = [
    "The mill at Orrin turned again on Monday, after a winter in which its wheel had stood in the ice.",
    "The miller, the third of his family there, ground two sacks of rye before noon and gave one away.",
    "A school class watched from the bridge and wrote down how often the wheel went round in a minute.",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = f"<html><head><title>Mill</title></head><body><article><h1>Mill</h1>{body}</article></body></html>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress(html.encode()))
    truth = {"one": {"articleBody": "\n".join(PARAGRAPHS), "url": "https://mill.example/a"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    return tmp_path


def test_a_body_that_is_found_whole_scores_one(folder: Path) -> None:
    row = measure(folder)[0]
    assert row[:5] == ["sitegen", "1", "1.000", "1.000", "1.000"]


def test_pages_of_the_other_half_are_left_out(folder: Path) -> None:
    other = {"tune": "report", "report": "tune"}[half_of("one")]
    assert [row[1] for row in measure(folder, other)] == ["0", "0"]


def test_scores_count_runs_of_four_words() -> None:
    assert scores("a b c d e", "a b c d") == (1.0, 0.5)
