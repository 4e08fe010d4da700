"""Articles that repeat others are found by a check, and published by a build all the same."""

from __future__ import annotations

from pathlib import Path

from tests.sites import Site, article, make_site

TEXT = " ".join(
    f"On day {n} the wardens counted {n * n + 3} herons at weir {n % 7}, the office said." for n in range(20)
)
EDITED = TEXT.replace("herons at weir 3", "grey herons at the third weir")


def doubles(site: Site) -> list[tuple[str, str]]:
    return [(problem.path, problem.message) for problem in site.check() if problem.code == "W204"]


def test_nearly_the_same_text_is_reported_with_how_alike_it_is(tmp_path: Path) -> None:
    site = make_site(tmp_path / "archive")
    site.write("content/articles/2025/11/herons.md", article("Herons", body=TEXT))
    site.write("content/articles/2025/12/more-herons.md", article("More herons", body=EDITED))
    ((path, message),) = doubles(site)
    assert path == "content/articles/2025/12/more-herons.md"
    assert message.startswith("The text is nearly that of content/articles/2025/11/herons.md: ")
    assert message.endswith(" % alike")
    assert site.build().warnings == ()


def test_the_answer_is_the_same_with_what_an_earlier_check_remembers(tmp_path: Path) -> None:
    site = make_site(tmp_path / "archive")
    site.write("content/articles/2025/11/herons.md", article("Herons", body=TEXT))
    assert doubles(site) == []
    site.write("content/articles/2025/12/more-herons.md", article("More herons", body=EDITED))
    first = doubles(site)
    assert first == doubles(site) != []
    site.write("content/articles/2025/12/more-herons.md", article("More herons", body="Something else."))
    assert doubles(site) == []


def test_a_withdrawn_article_may_be_repeated(tmp_path: Path) -> None:
    site = make_site(tmp_path / "archive")
    gone = article("Herons", body=TEXT, status="withdrawn", status_note="It was wrong.")
    site.write("content/articles/2025/11/herons.md", gone)
    site.write("content/articles/2025/12/more-herons.md", article("More herons", body=EDITED))
    assert doubles(site) == []
