"""Near texts are found again for what changed only, and the answer is that of a look at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.read import near_texts as module
from sitegen.read.near_texts import near_texts
from sitegen.read.similarity import NearDuplicates, signature
from sitegen.read.store import Store

WORDS = " ".join(f"On day {n} the wardens counted {n * n + 3} herons at weir {n % 7}." for n in range(20))
TEXTS = {
    "a.md": WORDS,
    "b.md": WORDS.replace("weir 3", "the third weir"),
    "c.md": " ".join(f"Ship {n} brought {n * 7} barrels of salt to quay {n % 5}." for n in range(20)),
}


def signatures(**texts: str) -> dict[str, bytes]:
    """Signatures of the texts, with others in the place of some."""
    given = {f"{name}.md": text for name, text in texts.items()}
    return {path: signature(text) for path, text in {**TEXTS, **given}.items() if text}


def looked_at_all(of: dict[str, bytes], folder: Path) -> object:
    return near_texts(of, Store(folder / "fresh" / str(len(list(folder.iterdir()))), "code"))


def test_near_texts_name_each_other(tmp_path: Path) -> None:
    near = near_texts(signatures(), Store(tmp_path / "store", "code"))

    assert [path for path, _ in near["a.md"]] == ["b.md"]
    assert [path for path, _ in near["b.md"]] == ["a.md"]
    assert "c.md" not in near
    assert near["a.md"][0][1] >= 0.5


@pytest.mark.parametrize(
    "texts",
    [
        {"d": WORDS},
        {"b": ""},
        {"b": "Something else."},
        {"c": WORDS.replace("weir 5", "a weir")},
        {"a": TEXTS["c.md"], "d": WORDS},
    ],
)
def test_after_a_change_the_answer_is_that_of_a_look_at_all(tmp_path: Path, texts: dict[str, str]) -> None:
    store = Store(tmp_path / "store", "code")
    near_texts(signatures(), store)
    after = signatures(**texts)

    assert near_texts(after, store) == looked_at_all(after, tmp_path)
    assert near_texts(after, store) == looked_at_all(after, tmp_path)


def test_only_what_changed_is_put_into_an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "store", "code")
    near_texts(signatures(), store)
    added: list[str] = []

    class Noting(NearDuplicates):
        def add(self, name: str, of: bytes) -> None:
            added.append(name)
            super().add(name, of)

    monkeypatch.setattr(module, "NearDuplicates", Noting)
    near_texts(signatures(d=WORDS), store)
    near_texts(signatures(d=WORDS), store)

    assert added == ["d.md"]
