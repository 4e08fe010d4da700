"""Citations for programs: BibTeX, RIS and CSL-JSON, as parsers of others read them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from sitegen.dates import parse_date
from sitegen.model import Article
from sitegen.plan.bylines import parse_name
from tests.plan.citing import URL, article, citation

# Any text with a sign in it, line ends of every kind included; and bylines, with and without a comma.
TEXTS = st.text(max_size=60).filter(lambda text: text.split())
WORDS = st.text(
    st.characters(exclude_characters=",", exclude_categories=["Cs"]), min_size=1, max_size=20
).filter(lambda text: text.split())
NAMES = st.one_of(
    WORDS, st.tuples(WORDS, WORDS).map(", ".join), st.sampled_from(["and", "A and B", "and, And"])
)
NASTY = "} \\{ %& $_#~^ <b>\"|' @article{\r\nER  - \u2028TY  - BOOK\x0b"

FULL = article(
    authors=("Smith, Jane Q.", "Nguyễn Văn A"),
    language="vi",
    source_url="https://courier.example/a_b?x=1&y=20%25",
    archive_url="https://web.archive.example/1",
    retrieved=parse_date("2025-11-22"),
    original_title="Lũ lớn",
    translator="Trần Lan",
)


def one_line(text: str) -> str:
    return " ".join(text.split())


# BibTeX -------------------------------------------------------------------------------------------

COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    **{f"\\{sign}": sign for sign in "%&$_#"},
    "{": "",
    "}": "",
}
TOKEN = re.compile(r"\\[a-z]+\{\}|\\[%&$_#]|[^\\%&$_#~^]", re.DOTALL)


def typeset(text: str) -> str:
    """What TeX makes of a text. Fails on a sign that means something to TeX, and on an unknown command."""
    tokens = TOKEN.findall(text)
    assert "".join(tokens) == text
    assert {token for token in tokens if token[0] == "\\"} <= set(COMMANDS)
    return "".join(COMMANDS.get(token, token) for token in tokens)


def entry(cited: Article) -> Entry:
    (found,) = parse_string(citation(cited).bibtex, "bibtex").entries.values()
    return found


def person(written: str) -> dict[str, str]:
    """The parts of the only author as BibTeX sees them."""
    (found,) = entry(article(authors=(written,))).persons["author"]
    parts = {
        "family": [*found.prelast_names, *found.last_names],
        "given": [*found.first_names, *found.middle_names],
        "suffix": found.lineage_names,
    }
    return {part: typeset(" ".join(names)) for part, names in parts.items() if names}


def test_a_bibtex_entry() -> None:
    assert (
        citation(FULL).bibtex
        == """\
@article{floods-2025-11,
  author = {Smith, Jane Q. and {Nguyễn Văn A}},
  title = {{Floods in Hội An}},
  journal = {The Courier},
  entrysubtype = {newspaper},
  date = {2025-11-21},
  year = {2025},
  month = nov,
  translator = {{Trần Lan}},
  origtitle = {Lũ lớn},
  url = {https://example.org/articles/2025/11/floods/},
  note = {Archived at Open Archive; original page: https://courier.example/a\\_b?x=1\\&y=20\\%25 \
(read November 22, 2025); copy of the original page: https://web.archive.example/1},
}
"""
    )


def test_pybtex_reads_the_entry() -> None:
    found = entry(FULL)
    assert found.type == "article"
    assert found.fields["month"] == "November"
    assert [str(name) for name in found.persons["author"]] == ["Smith, Jane Q.", "{Nguyễn Văn A}"]
    assert found.fields["translator"] == "{Trần Lan}"


@settings(deadline=None)
@given(TEXTS)
@example(NASTY)
def test_any_title_comes_back_from_bibtex(title: str) -> None:
    value = entry(article(title=title)).fields["title"]
    assert value[0] == "{"
    assert value[-1] == "}"
    assert typeset(value[1:-1]) == one_line(title)


@settings(deadline=None)
@given(NAMES)
def test_any_name_comes_back_from_bibtex_as_one_person(written: str) -> None:
    name = parse_name(one_line(written))
    parts = {"family": name.family or name.spoken, "given": name.given, "suffix": name.suffix}
    assert person(written) == {part: text for part, text in parts.items() if text}


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("2025-11-21T10:20+07:00", {"date": "2025-11-21", "year": "2025", "month": "November"}),
        ("2025-11", {"date": "2025-11", "year": "2025", "month": "November"}),
        ("2025", {"date": "2025", "year": "2025"}),
        ("1987~", {"date": "1987~", "year": "[ca. 1987]"}),
        ("1987-05?", {"date": "1987-05?", "year": "[May 1987?]"}),
        ("1964/1965", {"date": "1964/1965", "year": "1964–1965"}),
    ],
)
def test_biblatex_gets_edtf_and_bibtex_gets_words(date: str, fields: dict[str, str]) -> None:
    found = entry(article(date)).fields
    assert {key: found[key] for key in ("date", "year", "month") if key in found} == fields


def test_braces_in_an_address_do_not_end_the_entry() -> None:
    (found,) = parse_string(citation(article(), url="https://e.org/{a").bibtex, "bibtex").entries.values()
    assert found.fields["url"] == "https://e.org/%7Ba"


# RIS ----------------------------------------------------------------------------------------------


def record(cited: Article) -> dict[str, Any]:
    (found,) = rispy.loads(citation(cited).ris)
    return dict(found)


def test_a_ris_record() -> None:
    assert (
        citation(FULL).ris
        == """\
TY  - NEWS
ID  - floods-2025-11
TI  - Floods in Hội An
AU  - Smith, Jane Q.
AU  - Nguyễn Văn A,
T2  - The Courier
PY  - 2025
DA  - 2025/11/21/
A4  - Trần Lan,
OP  - Lũ lớn
LA  - vi
DB  - Open Archive
UR  - https://example.org/articles/2025/11/floods/
N1  - Original page: https://courier.example/a_b?x=1&y=20%25 (read November 22, 2025); \
copy of the original page: https://web.archive.example/1
ER  - \n"""
    )


@settings(deadline=None)
@given(TEXTS, NAMES)
@example(NASTY, NASTY)
def test_any_title_and_name_come_back_from_ris(title: str, written: str) -> None:
    found = record(article(title=title, authors=(written,)))
    name = parse_name(one_line(written))
    assert found["title"] == one_line(title)
    assert found["authors"] == [name.inverted if name.family else name.spoken.replace(",", "") + ","]


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
@example(NASTY, NASTY, NASTY)
def test_a_line_of_ris_is_never_broken(title: str, name: str, outlet: str) -> None:
    cited = article(title=title, authors=(name,), translator=name, original_title=title)
    lines = citation(cited, outlet=outlet, archive=outlet).ris.splitlines()
    tags = [line[:6] for line in lines]
    names = ("TY", "ID", "TI", "AU", "T2", "PY", "DA", "A4", "OP", "LA", "DB", "UR", "ER")
    assert tags == [f"{tag}  - " for tag in names]


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2025-11-21", "2025/11/21/"),
        ("2025-11", "2025/11//"),
        ("2025", "2025///"),
        ("1987~", "1987///ca. 1987"),
        ("1987-05?", "1987///May 1987?"),
        ("1964-05~/1965", "1964///ca. May 1964–1965"),
    ],
)
def test_a_date_in_ris(date: str, written: str) -> None:
    found = record(article(date))
    assert (found["date"], found["year"]) == (written, written[:4])


# CSL-JSON -----------------------------------------------------------------------------------------

# csl-data.json of CSL 1.0.2: the variables used here, and what they hold.
TEXT_VARIABLES = {
    "id", "type", "title", "container-title", "original-title", "language", "archive", "URL", "note",
}  # fmt: skip
NAME_VARIABLES = {"author", "translator"}
NAME_PARTS = {"family", "given", "suffix", "literal"}
DATE_PARTS = {"date-parts", "season", "circa", "literal"}


def item(cited: Article) -> dict[str, Any]:
    (found,) = json.loads(citation(cited).csl_json)
    return dict(found)


def check_schema(found: dict[str, Any]) -> None:
    """What csl-data.json demands of an item."""
    assert {"id", "type"} <= set(found) <= TEXT_VARIABLES | NAME_VARIABLES | {"issued"}
    assert found["type"] == "article-newspaper"
    assert all(isinstance(found[key], str) for key in TEXT_VARIABLES & set(found))
    for name in (name for key in NAME_VARIABLES & set(found) for name in found[key]):
        assert set(name) <= NAME_PARTS
        assert all(isinstance(part, str) and part for part in name.values())
        assert ("literal" in name) != ("family" in name)
    issued = found["issued"]
    assert set(issued) <= DATE_PARTS
    assert ("literal" in issued) != ("date-parts" in issued)
    assert 1 <= len(issued.get("date-parts", [0])) <= 2
    for parts in issued.get("date-parts", []):
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


def test_an_item_of_csl_json() -> None:
    assert item(FULL) == {
        "id": "floods-2025-11",
        "type": "article-newspaper",
        "title": "Floods in Hội An",
        "author": [{"family": "Smith", "given": "Jane Q."}, {"literal": "Nguyễn Văn A"}],
        "container-title": "The Courier",
        "issued": {"date-parts": [[2025, 11, 21]]},
        "translator": [{"literal": "Trần Lan"}],
        "original-title": "Lũ lớn",
        "language": "vi",
        "archive": "Open Archive",
        "URL": URL,
        "note": "Original page: https://courier.example/a_b?x=1&y=20%25 (read November 22, 2025); "
        "copy of the original page: https://web.archive.example/1",
    }


@settings(deadline=None)
@given(TEXTS, NAMES)
@example(NASTY, NASTY)
def test_any_title_and_name_come_back_from_json(title: str, written: str) -> None:
    found = item(article(title=title, authors=(written,)))
    check_schema(found)
    name = parse_name(one_line(written))
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    known = {part: text for part, text in parts.items() if text}
    assert found["title"] == one_line(title)
    assert found["author"] == [known or {"literal": name.spoken}]


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2025-11-21T10:20Z", {"date-parts": [[2025, 11, 21]]}),
        ("2025-11", {"date-parts": [[2025, 11]]}),
        ("2025", {"date-parts": [[2025]]}),
        ("2025-21", {"date-parts": [[2025]], "season": 1}),
        ("1987~", {"date-parts": [[1987]], "circa": True}),
        ("1987-05?", {"date-parts": [[1987, 5]], "circa": True}),
        ("198X", {"date-parts": [[1980], [1989]]}),
        ("1964/1965-02", {"date-parts": [[1964], [1965, 2]]}),
        ("1964-05~/1965", {"date-parts": [[1964, 5], [1965]], "circa": True}),
        ("../1965", {"literal": "until 1965"}),
    ],
)
def test_a_date_in_csl_json(date: str, issued: dict[str, object]) -> None:
    found = item(article(date))
    check_schema(found)
    assert found["issued"] == issued
