"""Near-duplicate texts: signatures, their index, and the exact similarity."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.read.similarity import (
    SIGNATURE_BYTES,
    NearDuplicates,
    containment,
    estimate,
    exact_similarity,
    signature,
)

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()  # noqa: SIM905  (read as a list)


def made_up(seed: int, words: int = 300) -> str:
    """A text of invented words; texts of different seeds share no shingle but by chance."""
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(400)]
    return " ".join(chance.choices(vocabulary, k=words))


def index_of(*texts: str) -> NearDuplicates:
    index = NearDuplicates()
    for number, text in enumerate(texts):
        index.add(f"{number}.md", signature(text))
    return index


def test_a_signature_has_a_fixed_size() -> None:
    assert {len(signature(text)) for text in ("", "One.", made_up(1), "東京で地震があった。")} == {
        SIGNATURE_BYTES
    }


def test_a_signature_is_the_same_in_another_process() -> None:
    code = (
        "from sitegen.read.similarity import signature;"
        "print(signature('The river rose by night, they say.').hex())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert other.strip() == signature("The river rose by night, they say.").hex()


def test_a_signature_does_not_change_from_version_to_version() -> None:
    digest = hashlib.sha256(signature("A dam above Lantern Quay broke on Tuesday morning.")).hexdigest()
    assert digest[:16] == "c8499676440d6a4a"


def test_case_punctuation_and_typography_do_not_count() -> None:
    one = "“It’s over,” the mayor said – and left the old town hall."
    other = "'It's over', the Mayor said - and left the old town hall"
    assert exact_similarity(one, other) == (1.0, 1.0)
    assert signature("The river ROSE — by night.") == signature("the river rose, by night")


def test_a_text_with_a_few_edits_is_near() -> None:
    text = made_up(1)
    words = text.split()
    words[40], words[200] = "corrected", "mended"
    [(name, similar)] = index_of(text, made_up(2)).near(signature(" ".join(words)))
    assert name == "0.md"
    assert similar > 0.8


def test_a_text_with_a_paragraph_cut_and_another_tail_is_near() -> None:
    text = made_up(1)
    words = text.split()
    edited = " ".join([*words[:120], *words[170:], "our", "newsletter", "comes", "every", "day"])
    assert [name for name, _ in index_of(made_up(3), text).near(signature(edited))] == ["1.md"]


def test_texts_of_the_same_words_in_another_order_are_not_near() -> None:
    words = made_up(1).split()
    assert index_of(" ".join(words)).near(signature(" ".join(sorted(words)))) == []


def test_two_accounts_of_one_event_are_not_near() -> None:
    one = (
        "A ferry with sixty people on board ran aground off Lantern Quay on Tuesday night. All were brought"
        " ashore by morning, the harbour office said, and nobody was hurt."
    )
    other = (
        "Sixty passengers were rescued after their ferry hit a sandbank near Lantern Quay. Nobody was hurt in"
        " the accident of Tuesday night, according to the harbour office."
    )
    assert index_of(one).near(signature(other)) == []


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    text = (
        "港の町で火曜日の夜に大きな火事があり、古い市場の建物が三棟焼けた。消防によると、けが人はいなかった。"
    )
    assert (
        index_of(text, "山の村では水曜日に雪が降り、学校は休みになった。").near(
            signature(text.replace("三棟", "四棟"))
        )[0][0]
        == "0.md"
    )


@pytest.mark.parametrize(
    "script", ["ไฟไหม้ตลาดเก่าริมท่าเรือเมื่อคืนวันอังคาร", "ភ្លើងឆេះផ្សារចាស់នៅកំពង់ផែ", "နှစ်ဟောင်းဈေးမီးလောင်သည်"]
)
def test_one_word_of_southeast_asia_is_many_shingles(script: str) -> None:
    assert exact_similarity(script, script + script[:2])[0] > 0.5


def test_how_much_of_an_excerpt_is_in_the_whole() -> None:
    text = made_up(1, words=600)
    excerpt = " ".join(text.split()[:300])
    assert exact_similarity(text, excerpt)[1] == 1.0
    assert containment(signature(text), signature(excerpt)) == pytest.approx(1.0, abs=0.2)


def test_the_estimate_is_near_the_exact_similarity() -> None:
    errors = []
    for seed in range(30):
        words = made_up(seed, words=600).split()
        part = " ".join(words[: 300 + 10 * seed])
        exact, _ = exact_similarity(" ".join(words), part)
        errors.append(abs(exact - estimate(signature(" ".join(words)), signature(part))))
    assert sum(errors) / len(errors) < 0.06


def test_only_equal_signatures_have_similarity_one() -> None:
    text = made_up(1, words=3000)
    assert estimate(signature(text), signature(text + " end")) < 1.0
    assert estimate(signature(text), signature(text.upper())) == 1.0


@pytest.mark.parametrize("empty", ["", " \n", "…!?", "“”"])
def test_texts_without_words_are_near_to_nothing(empty: str) -> None:
    assert index_of(empty, made_up(1)).near(signature(empty)) == []


def test_those_near_come_nearest_first_then_by_name() -> None:
    text = made_up(1)
    words = text.split()
    index = index_of(" ".join(words[:200]), text, text)
    assert [name for name, _ in index.near(signature(text))] == ["1.md", "2.md", "0.md"]


WORDS = st.lists(st.text(alphabet="abcdеёжớ中文ひ ", min_size=1, max_size=6), min_size=1, max_size=40)


@settings(deadline=None)
@given(words=WORDS)
def test_equal_texts_are_always_found(words: list[str]) -> None:
    text = " ".join(words)
    found = index_of(made_up(1), text).near(signature(text))
    assert not text.split() or ("1.md", 1.0) in found


@settings(deadline=None, max_examples=30)
@given(order=st.permutations(range(8)))
def test_the_order_of_adding_does_not_matter(order: list[int]) -> None:
    text = made_up(1)
    words = text.split()
    variants = [" ".join(words[: 300 - 20 * number]) for number in range(8)]
    index = NearDuplicates()
    for number in order:
        index.add(f"{number}.md", signature(variants[number]))
    assert index.near(signature(text)) == index_of(*variants).near(signature(text))
