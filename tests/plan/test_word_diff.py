"""Differences between two texts, word by word."""

from __future__ import annotations

import random
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.plan.word_diff import MAX_SHOWN, TextDiffer

MARKS = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
TEXTS = st.lists(st.text("ab \n'", max_size=12), max_size=6).map("\n\n".join)


def shown(before, after):
    """Each passage in one line; a gap as `…`."""
    return [
        ("… " if passage.follows_gap else "")
        + "".join(MARKS[piece.kind].format(piece.text) for piece in passage.pieces)
        for passage in TextDiffer().diff(before, after).passages
    ]


def test_words_that_changed_are_marked():
    assert shown("The river rose by two metres.", "The river rose by three metres.") == [
        "The river rose by -two-+three+ metres."
    ]


def test_paragraphs_that_stayed_are_left_out():
    before = "One.\n\nTwo is here.\n\nThree.\n\nFour is here."
    after = "One.\n\nTwo was here.\n\nThree.\n\nFour was here."

    assert shown(before, after) == ["… Two -is-+was+ here.", "… Four -is-+was+ here."]


def test_a_paragraph_is_compared_with_the_one_that_it_was():
    before = "The mayor spoke to the press on Friday."
    after = "Rain fell all night long.\n\nThe mayor spoke to the press on Saturday."

    assert shown(before, after) == [
        "+Rain fell all night long.+",
        "The mayor spoke to the press on -Friday-+Saturday+.",
    ]


def test_where_words_have_no_spaces_signs_are_compared():
    assert shown("港は二日間水に浸かった。", "港は三日間水に浸かった。") == ["港は-二-+三+日間水に浸かった。"]


def test_a_text_of_its_own_is_all_new():
    assert shown("", "One.\n\nTwo.") == ["+One.+", "+Two.+"]
    assert shown("One.", "") == ["-One.-"]


def test_equal_texts_show_nothing():
    assert shown("One.\n\nTwo.", "One.\n\nTwo.") == []


@settings(deadline=None, max_examples=60)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_what_is_shown(before, after):
    """Without the paragraphs that stayed, the pieces give the words of each version, in order."""
    diff = TextDiffer().diff(before, after)
    for kind, text in (("removed", before), ("added", after)):
        read = " ".join("".join(p.text for p in x.pieces if p.kind in ("same", kind)) for x in diff.passages)
        rest = iter(text.split())
        assert all(word in rest for word in read.split())


def test_a_long_difference_is_cut():
    diff = TextDiffer().diff("", "\n\n".join(f"Paragraph {number} is new." for number in range(5_000)))

    assert diff.is_cut
    assert sum(len(p.text) for x in diff.passages for p in x.pieces) <= MAX_SHOWN


def test_hostile_texts_take_no_long_time():
    words = random.Random(6).choices(["a ", "b "], k=60_000)
    before, after = "".join(words[:30_000]), "".join(words[30_000:])
    lines = ["\n\n".join(words[n : n + 3_000]) for n in (0, 3_000)]
    started = perf_counter()
    differ = TextDiffer(effort=1_000_000)
    differ.diff(before, after)
    differ.diff(*lines)
    for _ in range(100):
        differ.diff("a " * 400 + "b", "a " * 401)

    assert perf_counter() - started < 10
