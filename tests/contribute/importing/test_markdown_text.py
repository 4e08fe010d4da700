from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.contribute.importing.body_blocks import Block, markdown_of
from sitegen.contribute.importing.markdown_text import Run, inline_markdown
from sitegen.read.markdown import render_markdown

# Quotation marks are left out: the archive sets them as the language wants.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Co", "Cn"), exclude_characters="\"'"), max_size=30)
TRICKY = st.text(st.sampled_from("*_`~[]()<>&;#+-=|\\!.:1 aé\n"), max_size=30)
RUNS = st.builds(
    Run,
    text=TEXTS | TRICKY,
    bold=st.booleans(),
    italic=st.booleans(),
    code=st.booleans(),
    href=st.sampled_from(["", "", "https://a.example/x"]),
)
LINES = st.lists(RUNS, min_size=1, max_size=5).map(tuple)
KINDS = st.sampled_from(["paragraph", "heading"])


def rendered(markdown: str) -> str:
    return render_markdown(markdown, path="content/articles/2025/01/a.md", language="en")[0].text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(Block, kind=KINDS, level=st.just(2), lines=LINES.map(lambda line: (line,))), max_size=4
    )
)
def test_what_is_written_is_what_readers_see(blocks: list[Block]) -> None:
    expected = [block.text for block in blocks if block.text]
    assert rendered(markdown_of(blocks)) == "\n".join(" ".join(text.split()) for text in expected)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS | TRICKY, min_size=2, max_size=3))
def test_forced_breaks_and_lists_keep_their_words(texts: list[str]) -> None:
    lines = tuple((Run(text=text),) for text in texts)
    blocks = [
        Block(kind="paragraph", lines=lines),
        Block(kind="quote", children=(Block(kind="paragraph", lines=lines),)),
    ]
    assert "".join(rendered(markdown_of(blocks)).split()) == "".join("".join(b.text for b in blocks).split())


def test_marks_go_around_words_not_spaces() -> None:
    assert inline_markdown([Run(text="a"), Run(text=" bold ", bold=True), Run(text="b")]) == "a **bold** b"


def test_an_exclamation_mark_before_a_link_makes_no_picture() -> None:
    runs = [Run(text="Look!"), Run(text="here", href="https://a.example/x")]
    assert inline_markdown(runs) == r"Look\![here](https://a.example/x)"
