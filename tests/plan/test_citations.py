"""Citations in words: golden entries of APA (7th ed.), Chicago (18th ed., bibliography) and MLA (9th ed.)."""

from __future__ import annotations

import pytest

from sitegen.dates import parse_date
from tests.plan.citing import article, as_text, citation

PAGE = "example.org/articles/2025/11/floods/"
# What all entries of an exact date end in.
APA_END = f"*The Courier*. *Open Archive*. https://{PAGE}"
CHICAGO_END = f"*Courier*, November 21, 2025. Open Archive. https://{PAGE}."
MLA_END = f"*The Courier*, 21 Nov. 2025. *Open Archive*, {PAGE}."

MANY = tuple(f"Author, {letter}na" for letter in "ABCDEFGHIJKLMNOPQRSTU")

EXAMPLES = {
    "one author": (
        article(),
        f"Smith, J. Q. (2025, November 21). Floods in Hội An. {APA_END}",
        f"Smith, Jane Q. “Floods in Hội An.” {CHICAGO_END}",
        f"Smith, Jane Q. “Floods in Hội An.” {MLA_END}",
    ),
    "no author: title first, in Chicago style the newspaper": (
        article(authors=()),
        f"Floods in Hội An. (2025, November 21). {APA_END}",
        f"*Courier*. “Floods in Hội An.” November 21, 2025. Open Archive. https://{PAGE}.",
        f"“Floods in Hội An.” {MLA_END}",
    ),
    "a name as it is spoken is not turned round": (
        article(authors=("Nguyễn Văn A",)),
        f"Nguyễn Văn A. (2025, November 21). Floods in Hội An. {APA_END}",
        f"Nguyễn Văn A. “Floods in Hội An.” {CHICAGO_END}",
        f"Nguyễn Văn A. “Floods in Hội An.” {MLA_END}",
    ),
    "two authors": (
        article(authors=("Smith, Jane", "Doe, Jean-Luc")),
        f"Smith, J., & Doe, J.-L. (2025, November 21). Floods in Hội An. {APA_END}",
        f"Smith, Jane, and Jean-Luc Doe. “Floods in Hội An.” {CHICAGO_END}",
        f"Smith, Jane, and Jean-Luc Doe. “Floods in Hội An.” {MLA_END}",
    ),
    "two authors, of whom the first is not inverted": (
        article(authors=("Reuters staff", "Doe, Ann")),
        f"Reuters staff, & Doe, A. (2025, November 21). Floods in Hội An. {APA_END}",
        f"Reuters staff and Ann Doe. “Floods in Hội An.” {CHICAGO_END}",
        f"Reuters staff and Ann Doe. “Floods in Hội An.” {MLA_END}",
    ),
    "three authors": (
        article(authors=("Smith, Jane", "Lê Minh", "King, Martin Luther, Jr.")),
        f"Smith, J., Lê Minh, & King, M. L., Jr. (2025, November 21). Floods in Hội An. {APA_END}",
        f"Smith, Jane, Lê Minh, and Martin Luther King Jr. “Floods in Hội An.” {CHICAGO_END}",
        f"Smith, Jane, et al. “Floods in Hội An.” {MLA_END}",
    ),
    "twenty-one authors": (
        article(authors=MANY),
        ", ".join(f"Author, {letter}." for letter in "ABCDEFGHIJKLMNOPQRS")
        + f", . . . Author, U. (2025, November 21). Floods in Hội An. {APA_END}",
        f"Author, Ana, Bna Author, Cna Author, et al. “Floods in Hội An.” {CHICAGO_END}",
        f"Author, Ana, et al. “Floods in Hội An.” {MLA_END}",
    ),
    "an approximate year": (
        article("1987~"),
        f"Smith, J. Q. (ca. 1987). Floods in Hội An. {APA_END}",
        f"Smith, Jane Q. “Floods in Hội An.” *Courier*, [ca. 1987]. Open Archive. https://{PAGE}.",
        f"Smith, Jane Q. “Floods in Hội An.” *The Courier*, [circa 1987]. *Open Archive*, {PAGE}.",
    ),
    "an uncertain month": (
        article("1987-05?"),
        f"Smith, J. Q. (1987, May?). Floods in Hội An. {APA_END}",
        f"Smith, Jane Q. “Floods in Hội An.” *Courier*, [May 1987?]. Open Archive. https://{PAGE}.",
        f"Smith, Jane Q. “Floods in Hội An.” *The Courier*, [May 1987?]. *Open Archive*, {PAGE}.",
    ),
    "a span of years": (
        article("1964/1965"),
        f"Smith, J. Q. (1964–1965). Floods in Hội An. {APA_END}",
        f"Smith, Jane Q. “Floods in Hội An.” *Courier*, 1964–1965. Open Archive. https://{PAGE}.",
        f"Smith, Jane Q. “Floods in Hội An.” *The Courier*, 1964–1965. *Open Archive*, {PAGE}.",
    ),
    "a month only": (
        article("2025-09"),
        f"Smith, J. Q. (2025, September). Floods in Hội An. {APA_END}",
        f"Smith, Jane Q. “Floods in Hội An.” *Courier*, September 2025. Open Archive. https://{PAGE}.",
        f"Smith, Jane Q. “Floods in Hội An.” *The Courier*, Sept. 2025. *Open Archive*, {PAGE}.",
    ),
    "a translation": (
        article(translator="Trần, Lan", original_title="Lũ lớn!"),
        f"Smith, J. Q. (2025, November 21). Floods in Hội An (L. Trần, Trans.). {APA_END}",
        "Smith, Jane Q. “Floods in Hội An.” Translated by Lan Trần. *Courier*, November 21, 2025. "
        f"Originally published as “Lũ lớn!” Open Archive. https://{PAGE}.",
        f"Smith, Jane Q. “Floods in Hội An.” Translated by Lan Trần. {MLA_END} "
        "Originally published as “Lũ lớn!”",
    ),
    "a title that ends in a question mark": (
        article(title="Will it rain?"),
        f"Smith, J. Q. (2025, November 21). Will it rain? {APA_END}",
        f"Smith, Jane Q. “Will it rain?” {CHICAGO_END}",
        f"Smith, Jane Q. “Will it rain?” {MLA_END}",
    ),
    "a title that ends in a quotation": (
        article(title="Mayor: “We were warned”"),
        f"Smith, J. Q. (2025, November 21). Mayor: “We were warned.” {APA_END}",
        f"Smith, Jane Q. “Mayor: ‘We were warned.’” {CHICAGO_END}",
        f"Smith, Jane Q. “Mayor: ‘We were warned.’” {MLA_END}",
    ),
    "straight quotation marks, one of them with an exclamation mark": (
        article(title='"No," he said, "never!"'),
        f'Smith, J. Q. (2025, November 21). "No," he said, "never!" {APA_END}',
        f"Smith, Jane Q. “‘No,’ he said, ‘never!’” {CHICAGO_END}",
        f"Smith, Jane Q. “‘No,’ he said, ‘never!’” {MLA_END}",
    ),
    "signs that mean something elsewhere": (
        article(title=r"<b>5%</b> & {more} \ $3_#~"),
        rf"Smith, J. Q. (2025, November 21). <b>5%</b> & {{more}} \ $3_#~. {APA_END}",
        rf"Smith, Jane Q. “<b>5%</b> & {{more}} \ $3_#~.” {CHICAGO_END}",
        rf"Smith, Jane Q. “<b>5%</b> & {{more}} \ $3_#~.” {MLA_END}",
    ),
    "Arabic": (
        article(title="هل وصل الماء؟", authors=("محفوظ, نجيب",)),
        f"محفوظ, نجيب. (2025, November 21). هل وصل الماء؟ {APA_END}",
        f"محفوظ, نجيب. “هل وصل الماء؟” {CHICAGO_END}",
        f"محفوظ, نجيب. “هل وصل الماء؟” {MLA_END}",
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_entry_in_each_style(name: str) -> None:
    cited, apa, chicago, mla = EXAMPLES[name]
    result = citation(cited)
    assert as_text(result.apa) == apa
    assert as_text(result.chicago) == chicago
    assert as_text(result.mla) == mla


@pytest.mark.parametrize(
    ("date", "apa", "chicago", "mla"),
    [
        ("2025", "2025", "2025", "2025"),
        ("2025-06-01", "2025, June 1", "June 1, 2025", "1 June 2025"),
        ("2025-11-21T10:20+07:00", "2025, November 21", "November 21, 2025", "21 Nov. 2025"),
        ("2025-24", "2025, Winter", "Winter 2025", "winter 2025"),
        ("198X", "1980s", "1980s", "1980s"),
        ("19XX", "1900–1999", "1900–1999", "1900–1999"),
        ("1987-05-03%", "ca. 1987, May 3?", "[ca. May 3, 1987?]", "[circa 3 May 1987?]"),
        ("1964-05~/1965", "ca. 1964, May–1965", "[ca. May 1964]–1965", "[circa May 1964]–1965"),
        ("1964/..", "from 1964", "from 1964", "from 1964"),
        ("../1965", "until 1965", "until 1965", "until 1965"),
        ("0987", "987", "987", "987"),
    ],
)
def test_a_date_in_each_style(date: str, apa: str, chicago: str, mla: str) -> None:
    result = citation(article(date))
    assert f" ({apa}). " in as_text(result.apa)
    assert f"*Courier*, {chicago}. " in as_text(result.chicago)
    assert f"*The Courier*, {mla}. " in as_text(result.mla)


def test_an_archive_that_a_newspaper_keeps_of_itself_is_not_named_twice() -> None:
    result = citation(article(), archive="The Courier")
    assert as_text(result.apa).endswith(f". *The Courier*. https://{PAGE}")
    assert as_text(result.chicago).endswith(f"*Courier*, November 21, 2025. https://{PAGE}.")
    assert as_text(result.mla).endswith(f"*The Courier*, 21 Nov. 2025, {PAGE}.")


def test_a_name_that_ends_in_a_mark_gets_no_full_stop() -> None:
    result = citation(article(authors=()), outlet="Yahoo!", archive="What Was Said?")
    assert as_text(result.apa).endswith(f"*Yahoo!* *What Was Said?* https://{PAGE}")
    assert as_text(result.chicago).startswith("*Yahoo!* “Floods in Hội An.”")


def test_the_day_on_which_the_editors_read_the_source_is_no_date_of_access() -> None:
    result = citation(article(retrieved=parse_date("2025-11-22"), source_url="https://courier.example/1"))
    assert "22" not in as_text(result.apa) + as_text(result.chicago) + as_text(result.mla)


def test_the_key_is_made_of_the_address_and_outlives_a_corrected_date() -> None:
    assert citation(article()).key == citation(article("2024-01-01")).key == "floods-2025-11"
