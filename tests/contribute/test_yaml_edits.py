"""Edits of YAML in place: what they change, and that they change nothing else."""

from __future__ import annotations

import random
from textwrap import dedent

import pytest

from sitegen.contribute.yaml_edits import (
    Edit,
    EditError,
    YamlFile,
    add_entry,
    add_item,
    add_key,
    apply_edits,
    open_yaml,
    remove_entry,
    remove_item,
    remove_key,
    rename_entry,
    rename_key,
    replace_value,
    to_list,
)
from sitegen.read.frontmatter import read_front_matter, scalar_yaml


def front_matter(yaml: str, body: str = "Text.\n") -> YamlFile:
    return open_yaml(f"---\n{dedent(yaml).strip()}\n---\n{body}".encode(), path="content/articles/a.md")


def register(yaml: str) -> YamlFile:
    return open_yaml(dedent(yaml).lstrip("\n").encode(), path="content/tags.yaml")


def inner(file: YamlFile) -> str:
    return file.content.rstrip("\n")


class TestValues:
    def test_quotes_and_the_comment_beside_stay(self):
        file = replace_value(front_matter('title: "Rain: a story"  # checked'), ("title",), 'Snow: "white"')
        assert inner(file) == r'title: "Snow: \"white\""  # checked'

    def test_quotes_are_put_where_a_plain_value_would_be_misread(self):
        for value, text in {
            "a: b": "'a: b'",
            "NO": "'NO'",
            "1984": "'1984'",
            "2025-01-05": "2025-01-05",
        }.items():
            assert inner(replace_value(front_matter("title: Rain"), ("title",), value)) == f"title: {text}"

    def test_a_number_stays_a_number(self):
        assert inner(replace_value(front_matter("latitude: 49.0"), ("latitude",), "50.1")) == "latitude: 50.1"

    def test_a_folded_block_keeps_its_sign_and_indentation(self):
        file = replace_value(
            front_matter("summary: >  # two lines\n   It\n   rained.\ndate: 2025"), ("summary",), "No: dry."
        )
        assert inner(file) == "summary: >-  # two lines\n   No: dry.\ndate: 2025"

    def test_an_item_in_brackets_is_quoted_for_brackets(self):
        file = replace_value(front_matter("tags: [rain, snow]  # both"), ("tags", 0), "rain, heavy")
        assert inner(file) == "tags: ['rain, heavy', snow]  # both"

    def test_a_value_that_was_left_out_is_filled_in(self):
        assert (
            inner(replace_value(front_matter("outlet: # who?"), ("outlet",), "Courier"))
            == "outlet: Courier # who?"
        )

    def test_one_value_becomes_a_list_with_its_own_quotes(self):
        assert inner(to_list(front_matter('tags: "War"  # c'), ("tags",), ["War"])) == 'tags: ["War"]  # c'

    def test_a_list_is_not_replaced_by_a_scalar(self):
        with pytest.raises(EditError, match="holds a list"):
            replace_value(front_matter("tags: [a]"), ("tags",), "b")


class TestKeys:
    def test_a_renamed_key_keeps_value_and_place(self):
        assert inner(rename_key(front_matter("Title: Rain # c\ndate: 2025"), ("Title",), "title")) == (
            "title: Rain # c\ndate: 2025"
        )

    def test_a_key_does_not_take_the_name_of_another(self):
        with pytest.raises(EditError, match="`tags` is in"):
            rename_key(front_matter("tag: x\ntags: [y]"), ("tag",), "tags")

    def test_a_new_key_stands_behind_the_one_it_follows(self):
        file = front_matter("title: Rain\ntags:\n  - a\n  # more to come\n\ndate: 2025")
        assert inner(add_key(file, ("places",), ["Huế"], after="tags")) == (
            "title: Rain\ntags:\n  - a\n  # more to come\nplaces:\n  - Huế\n\ndate: 2025"
        )

    def test_a_key_goes_with_its_comments_but_not_with_those_of_its_neighbours(self):
        file = front_matter(
            """
            # of the file
            title: Rain
            # of the tags
            tags:  # own
              - a
              # inner
            # of the date
            date: 2025
            """
        )
        assert inner(remove_key(file, ("tags",))) == "# of the file\ntitle: Rain\n# of the date\ndate: 2025"
        assert inner(remove_key(file, ("title",))).startswith("# of the file\n# of the tags\ntags:")

    def test_what_looks_like_a_comment_in_a_text_is_none(self):
        file = front_matter("summary: |\n  Rain\n  # heavy\nTags: x")
        assert inner(remove_key(file, ("Tags",))) == "summary: |\n  Rain\n  # heavy"

    def test_the_first_key_of_an_item_leaves_its_dash(self):
        file = front_matter("corrections:\n  - date: 2025-01-01 # c\n    note: x")
        assert inner(remove_key(file, ("corrections", 0, "date"))) == "corrections:\n  - note: x"

    def test_a_comment_about_another_key_is_not_lost(self):
        file = front_matter("corrections:\n  - date: 2025-01-01\n    # of the note\n    note: x")
        with pytest.raises(EditError, match="comment"):
            remove_key(file, ("corrections", 0, "date"))


class TestItems:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("tags: [a, b] # c", "tags: [a, b, n] # c"),
            ("tags: [a, b, ]", "tags: [a, b, n ]"),
            ("tags:\n- a\n- b # c", "tags:\n- a\n- b # c\n- n"),
            ("tags:\n  - a\ndate: 1", "tags:\n  - a\n  - n\ndate: 1"),
            ("tags: [\n  a, # x\n  b # y\n]", "tags: [\n  a, # x\n  b, # y\n  n\n]"),
            ("tags: [\n  a,\n  b,\n]", "tags: [\n  a,\n  b,\n  n,\n]"),
            ("tags: []", "tags: [n]"),
            ("tags: # none yet", "tags: [n] # none yet"),
        ],
    )
    def test_a_new_item_is_written_as_the_others_are(self, before, after):
        assert inner(add_item(front_matter(before), ("tags",), "n")) == after

    @pytest.mark.parametrize(
        ("before", "number", "after"),
        [
            ("tags: [a, b] # c", 0, "tags: [b] # c"),
            ("tags: [a, b] # c", 1, "tags: [a] # c"),
            ("tags: [a]", 0, "tags: []"),
            ("tags: [\n  a, # x\n  b # y\n]", 1, "tags: [\n  a, # x\n]"),
            ("tags: [\n  a, # x\n  # of b\n  b # y\n]", 0, "tags: [\n  # of b\n  b # y\n]"),
            ("tags:\n- a # x\n- b # y", 0, "tags:\n- b # y"),
            ("tags: # all\n  - a # x\ndate: 1", 0, "tags: [] # all\ndate: 1"),
        ],
    )
    def test_an_item_goes_with_its_comma_and_its_comment(self, before, number, after):
        assert inner(remove_item(front_matter(before), ("tags", number))) == after


class TestRegisters:
    REGISTER = """
        # Subjects.
        archives:
            name: Archives

        # Water
        floods:
            name: Floods
            aliases:
              - Flood  # c

        storms:
            name: Storms
        """

    def test_a_new_entry_takes_its_alphabetical_place_and_the_layout_of_the_others(self):
        file = register(self.REGISTER)
        new = add_entry(file, "rain", {"name": "Rain: all", "aliases": ["Regen", "a, b"]})
        entry = "rain:\n    name: 'Rain: all'\n    aliases:\n      - Regen\n      - a, b\n"
        assert new.text == file.text.replace("storms:", f"{entry}\nstorms:")

    def test_a_new_entry_comes_last_where_entries_have_no_order(self):
        file = register("storms: {name: Storms}\nfloods:\n  name: Floods")
        assert add_entry(file, "rain", {"name": "Rain"}).text == f"{file.text}\nrain:\n  name: Rain"

    @pytest.mark.parametrize("empty", ["", "# Subjects.\n", "{}\n"])
    def test_an_empty_register_takes_its_first_entry(self, empty):
        assert add_entry(register(empty), "rain", {"name": "Rain"}).value == {"rain": {"name": "Rain"}}

    def test_a_removed_entry_leaves_no_gap(self):
        file = register(self.REGISTER)
        text = file.text
        start, end = text.index("# Water"), text.index("storms:")
        assert remove_entry(file, "floods").text == text[:start] + text[end:]

    def test_a_renamed_entry_stays_where_it_is(self):
        file = register(self.REGISTER)
        assert rename_entry(file, "floods", "high-water").text == file.text.replace("floods:", "high-water:")


class TestSafety:
    def test_a_file_stays_what_it_was_when_others_are_made_of_it(self):
        file = front_matter("tags: [a, b]\ntitle: x")
        add_item(file, ("tags",), "c")
        remove_item(file, ("tags", 0))
        rename_key(file, ("title",), "headline")
        assert file.value == {"tags": ["a", "b"], "title": "x"}

    def test_edits_that_overlap_are_refused(self):
        with pytest.raises(EditError, match="overlap"):
            apply_edits("abcdef", [Edit(start=0, end=3, text="x"), Edit(start=2, end=4, text="y")])

    def test_an_edit_that_would_change_other_values_is_refused(self):
        file = front_matter("title: Rain\ndate: 2025")
        with pytest.raises(EditError, match="other values would change"):
            file.edited([Edit(start=0, end=11, text="title: Snow")], {"title": "Rain", "date": "2025"})

    def test_an_edit_cannot_end_the_front_matter(self):
        file = front_matter("title: Rain")
        with pytest.raises(EditError):
            file.edited([Edit(start=0, end=11, text="title: Rain\n---\nx: y")], {"title": "Rain"})


# What people write, and what breaks careless tools.
WORDS = [
    "Rain", "Huế", "a: b", "it's", 'the "best"', "x, y", "[draft]", "# no comment", "a #b", "NO", "12:30",
    "- dash", "back\\slash", "Đà Nẵng", "Russia–Ukraine", "🌊 flood", "{x}", "% of", "@home", "tab\there",
    "https://example.org/a?b=c#d", "'quoted'", "?", "2025-11-21", "nbsp\u00a0here", "ends with:", "مطر",
    "* star", "& and", "null", "010",
]  # fmt: skip


class Generated:
    """A front matter of random keys, styles and comments.

    parts: for each key what stands above it, and its own lines
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.newline = self.random.choice(["\n", "\n", "\r\n"])
        self.bom = self.random.choice(["", "", "\ufeff"])
        self.value: dict[str, str | list[str]] = {}
        self.parts: list[tuple[str, str]] = []
        for number in range(self.random.randint(1, 6)):
            self.add(f"key{number}")

    def add(self, key: str) -> None:
        above = "".join(self.random.choices(["", "\n", "# above\n"], [5, 1, 2], k=2))
        self.value[key], lines = self.scalar(key) if self.random.random() < 0.5 else self.list(key)
        self.parts.append((self.ended(above), self.ended(lines)))

    def scalar(self, key: str) -> tuple[str, str]:
        words = [self.random.choice(WORDS) for _ in range(self.random.randint(1, 3))]
        if self.random.random() < 0.25 and not any("\t" in word for word in words):
            sign, chomp = self.random.choice("|>"), self.random.choice(["", "-"])
            lines = [word for word in words if word[0] not in " #"] or ["Rain"]
            text = (" " if sign == ">" else "\n").join(lines) + ("" if chomp else "\n")
            return text, f"{key}: {sign}{chomp}{self.comment()}\n" + "".join(f"   {line}\n" for line in lines)
        text = " ".join(words)
        return text, f"{key}: {self.quoted(text)}{self.comment()}\n"

    def list(self, key: str) -> tuple[list[str], str]:
        items = [self.random.choice(WORDS) for _ in range(self.random.randint(0, 4))]
        style = self.random.choice(["brackets", "lines of brackets", "dashes", "flush dashes"])
        if not items or style == "brackets":
            inner = ", ".join(self.quoted(item, in_flow=True) for item in items)
            return items, f"{key}: [{inner}]{self.comment()}\n"
        if style == "lines of brackets":
            lines = "".join(f"  {self.quoted(item, in_flow=True)},{self.comment()}\n" for item in items)
            return items, f"{key}: [{self.comment()}\n{lines}]\n"
        indent = "  " if style == "dashes" else ""
        lines = "".join(f"{indent}- {self.quoted(item)}{self.comment()}\n" for item in items)
        return items, f"{key}:{self.comment()}\n{lines}"

    def quoted(self, text: str, *, in_flow: bool = False) -> str:
        return scalar_yaml(text, in_flow=in_flow, quote=self.random.choice(["", "", '"', "'"]))

    def comment(self) -> str:
        return self.random.choice(["", "", "  # beside"])

    def ended(self, text: str) -> str:
        return text.replace("\n", self.newline)

    @property
    def head(self) -> str:
        return self.bom + self.ended("---\n")

    @property
    def tail(self) -> str:
        return self.ended("---\n\n# Body\n\nkey0: no key\n---\n")

    def file(self) -> YamlFile:
        text = self.head + "".join(above + own for above, own in self.parts) + self.tail
        return open_yaml(text.encode(), path="content/articles/a.md")

    def around(self, number: int) -> tuple[str, str]:
        """What must stay: all before a key, and all behind it."""
        before = self.head + "".join(above + own for above, own in self.parts[:number])
        behind = "".join(above + own for above, own in self.parts[number + 1 :]) + self.tail
        return before + self.parts[number][0], behind


def edit(file: YamlFile, key: str, choose: random.Random) -> tuple[YamlFile, object]:
    """A random edit of one key's value, and the value that is intended."""
    old, word = file.value[key], choose.choice(WORDS)
    if isinstance(old, str):
        new = choose.choice([word, f"{old} {word}".replace("\n", " "), f"{word}\n"])
        return replace_value(file, (key,), new), new
    items = [str(item) for item in old or []]
    kind = choose.choice(["add", "remove", "replace"]) if items else "add"
    if kind == "add":
        return add_item(file, (key,), word), [*items, word]
    at = choose.randrange(len(items))
    if kind == "remove":
        return remove_item(file, (key, at)), [*items[:at], *items[at + 1 :]]
    return replace_value(file, (key, at), word), [*items[:at], word, *items[at + 1 :]]


def written_value(file: YamlFile) -> object:
    return read_front_matter(file.data, path="a.md").meta.value


@pytest.mark.parametrize("block", range(8))
def test_an_edit_of_a_value_changes_nothing_else(block):
    for seed in range(block * 200, block * 200 + 200):
        generated = Generated(seed)
        file = generated.file()
        assert written_value(file) == generated.value, seed
        number = generated.random.randrange(len(generated.parts))
        key = f"key{number}"
        new, intended = edit(file, key, generated.random)
        before, behind = generated.around(number)
        assert new.text.startswith(before), seed
        assert new.text.endswith(behind), seed
        assert written_value(new) == {**generated.value, key: intended}, seed
        assert "\n" not in new.text.replace(generated.newline, ""), seed


@pytest.mark.parametrize("block", range(4))
def test_an_edit_of_a_key_changes_nothing_else(block):
    for seed in range(block * 200, block * 200 + 200):
        generated = Generated(seed)
        file = generated.file()
        number = generated.random.randrange(len(generated.parts))
        key = f"key{number}"
        before, behind = generated.around(number)
        own = generated.parts[number][1]
        renamed = rename_key(file, (key,), "new key")
        assert renamed.text == before + own.replace(key, "new key", 1) + behind, seed
        added = add_key(file, ("added",), "a: b", after=key)
        assert added.text == f"{before}{own}added: 'a: b'{generated.newline}{behind}", seed
        removed = remove_key(file, (key,)) if len(generated.parts) > 1 else None
        if removed:
            rest = {name: value for name, value in generated.value.items() if name != key}
            assert written_value(removed) == rest, seed
            assert removed.text.startswith(before.removesuffix(generated.parts[number][0]).rstrip()), seed
            assert removed.text.endswith(behind.lstrip("\r\n")), seed


def generated_register(choose: random.Random) -> YamlFile:
    """A register with ids in order or not, comments, blank lines and either kind of list."""
    ids = choose.sample(["a", "b2", "norway", "rain", "storms", "z-z"], k=choose.randint(1, 5))
    ids = sorted(ids) if choose.random() < 0.5 else ids
    newline, gap = choose.choice(["\n", "\r\n"]), choose.choice(["", "\n"])
    indent, aliases = (
        choose.choice(["  ", "    "]),
        choose.choice(["[{0}]", "\n{1}- {0}  # c", "\n{1}  - {0}"]),
    )
    entries: list[str] = []
    for entry_id in ids:
        comment = choose.choice(["", "# about it\n"]) if entries else ""
        lines = f"{indent}name: {scalar_yaml(choose.choice(WORDS))}{choose.choice(['', '  # c'])}\n"
        if choose.random() < 0.6:
            word = scalar_yaml(choose.choice(WORDS), in_flow=True, quote='"')
            lines += f"{indent}aliases: {aliases.format(word, indent)}\n"
        entries.append(f"{comment}{entry_id}:\n{lines}")
    text = "# A register.\n\n" + gap.join(entries)
    return open_yaml(text.replace("\n", newline).encode(), path="content/tags.yaml")


def test_what_is_added_to_a_register_can_be_taken_away_without_a_trace():
    for seed in range(400):
        choose = random.Random(seed)
        file = generated_register(choose)
        entry_id = choose.choice(["aa", "middle", "zzz"])
        added = add_entry(file, entry_id, {"name": choose.choice(WORDS), "aliases": ["x, y", "NO"]})
        assert set(file.text.splitlines()) <= set(added.text.splitlines()), seed
        assert remove_entry(added, entry_id).text == file.text, seed
        first = next(iter(file.value))
        assert rename_entry(rename_entry(file, first, "other"), "other", first).text == file.text, seed
