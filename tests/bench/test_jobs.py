"""The jobs on tiny archives, the Hugo site, and the parts that meet a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.bench import lanes
from tests.bench.__main__ import main
from tests.bench.corpus import Corpus
from tests.bench.hugo_site import LAYOUTS, hugo_command, hugo_program, write_hugo_site
from tests.bench.lanes import Bench, lanes_for, own_theme, peers, preview, with_search, without_search
from tests.bench.live import file_percentiles
from tests.bench.measure import measure
from tests.bench.report import Samples
from tests.bench.search_truth import Question, Truth, wrong_in
from tests.bench.write import write_archive


@pytest.mark.parametrize("layouts", LAYOUTS)
@pytest.mark.skipif(hugo_program() is None, reason="Hugo comes with `make bench`")
def test_hugo_builds_every_article(tmp_path: Path, layouts: str) -> None:
    corpus, output = Corpus(30), tmp_path / "public"
    write_hugo_site(corpus, tmp_path / "site", layouts)
    measure(hugo_command(tmp_path / "site", output, tmp_path / "cache"), tmp_path)
    for number in range(30):
        page = output / "articles" / corpus.heading(number).path.removesuffix(".md") / "index.html"
        text = page.read_text(encoding="utf-8")
        assert "data-pagefind-body" in text
        assert ".md" not in text
    term = corpus.article(0).tags[0]
    assert corpus.heading(0).title in (output / "tags" / term.id / "index.html").read_text(encoding="utf-8")
    assert (output / "tags" / term.id / "feed.xml").exists() == (layouts == "full")


def test_a_job_runs_on_a_tiny_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "BODY_EDITS", 1)
    bench = Bench(Corpus(20), tmp_path, ["cold", "body"], settle=False)
    write_archive(bench.corpus, bench.archive)
    without_search(bench, 0)
    assert bench.samples.figures("cold")["files"] > 100
    assert 0 < bench.samples.figures("body")["files"] < bench.samples.figures("cold")["files"]
    assert bench.samples.figures("cold")["memory"] > 10_000_000


def test_jobs_bring_the_lanes_that_they_need() -> None:
    assert lanes_for(["cold"]) == [peers, without_search]
    assert lanes_for(["nothing", "template"]) == [with_search, own_theme]
    assert lanes_for(["serve"]) == [preview]


def test_the_command_line_knows_jobs_by_name_and_number() -> None:
    wrong = CliRunner().invoke(main, ["--jobs", "1,speed"])
    assert wrong.exit_code == 2
    assert "speed: no such job" in wrong.output


def test_percentiles_of_saves() -> None:
    samples = Samples()
    file_percentiles(samples, "serve body", [number / 100 for number in range(1, 102)])
    assert samples.figures("serve body p50")["wall"] == pytest.approx(0.51)
    assert samples.figures("serve body p95")["wall"] == pytest.approx(0.96)


# Searches -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def truth() -> Truth:
    return Truth(Corpus(60))


def test_words_of_various_frequency_are_asked(truth: Truth) -> None:
    words = truth.words()
    counts = [len(truth.answer(Question(word))) for word in words]
    assert len(words) == len(set(words)) == 20
    assert (min(counts), max(counts)) == (1, 15)


def test_a_filter_narrows_and_a_sort_orders(truth: Truth) -> None:
    for question in truth.questions():
        found = truth.answer(question)
        assert found
        assert not question.facet or all((question.facet, question.value) in a.filters for a in found)
        days = [a.day for a in found]
        assert not question.sort or days == sorted(days, reverse=question.sort == "newest")


def test_wrong_answers_are_told(truth: Truth) -> None:
    word = max(truth.words(), key=lambda word: len(truth.answer(Question(word))))
    question = Question(word, sort="newest")
    right = [a.address for a in truth.answer(question)]
    assert wrong_in(question, truth, right, len(right)) == ""
    assert "results, not" in wrong_in(question, truth, right, len(right) + 1)
    assert "order" in wrong_in(question, truth, right[::-1], len(right))
    assert "belong" in wrong_in(question, truth, [*right[:-1], "/elsewhere/"], len(right))


def test_a_companion_is_found_together_with_its_word(truth: Truth) -> None:
    word = truth.words()[-1]
    first, second = ({a.address for a in truth.answer(Question(w))} for w in (word, truth.companion(word)))
    assert first & second
