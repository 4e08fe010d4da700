"""Reads the documentation: headings, tables, code blocks, code in the text, links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"^(#+) +(.+?) *$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """A code block: the words after its fence, such as `yaml tags`, and what it holds."""

    info: str
    text: str


@dataclass(frozen=True)
class Document:
    """A Markdown file of the documentation, or a section of one."""

    name: str
    text: str

    @cached_property
    def blocks(self) -> list[Block]:
        return [Block(m["info"].strip(), dedent(m["text"])) for m in _FENCE.finditer(self.text)]

    @cached_property
    def prose(self) -> str:
        """The text without its code blocks."""
        return _FENCE.sub("", self.text)

    @property
    def code(self) -> list[str]:
        """Code in the text, as `this`."""
        return _CODE.findall(self.prose)

    @property
    def links(self) -> list[str]:
        return _LINK.findall(_CODE.sub("", self.prose))

    @property
    def anchors(self) -> set[str]:
        """Ids of headings, as GitHub makes them."""
        titles = [title.replace("`", "") for _, title in _HEADING.findall(self.prose)]
        return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}

    @property
    def sections(self) -> dict[str, Document]:
        """What stands under each heading, up to the next heading of any level."""
        blanked = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), self.text)
        headings = [(m.start(), m.end(), m[2].strip("`")) for m in _HEADING.finditer(blanked)]
        ends = [start for start, _, _ in headings[1:]] + [len(self.text)]
        return {
            title: Document(f"{self.name}: {title}", self.text[after:end])
            for (_, after, title), end in zip(headings, ends, strict=True)
        }

    def section(self, title: str) -> Document:
        found = self.sections.get(title)
        assert found, f"{self.name} has no section “{title}”"
        return found

    def block(self, info: str) -> str:
        """The one code block with these words after its fence."""
        found = [block.text for block in self.blocks if block.info == info]
        assert len(found) == 1, f"{self.name} has {len(found)} blocks “{info}”"
        return found[0]

    def table(self, first_column: str) -> list[dict[str, str]]:
        """The rows of the table whose first column has this heading, by column."""
        lines = self.prose.split("\n")
        start = next((n for n, line in enumerate(lines) if line.startswith(f"| {first_column} |")), None)
        assert start is not None, f"{self.name} has no table that begins with “{first_column}”"
        columns = _cells(lines[start])
        rows = []
        for line in lines[start + 2 :]:
            if not line.startswith("|"):
                break
            rows.append(dict(zip(columns, _cells(line), strict=True)))
        return rows


def code_in(cell: str) -> str:
    """The code in a table's cell."""
    match = _CODE.search(cell)
    assert match, f"“{cell}” holds no code"
    return match[1]


def document(name: str) -> Document:
    return Document(name, (ROOT / name).read_text(encoding="utf-8"))


def all_documents() -> list[Document]:
    names = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    names += sorted(f"docs/{file.name}" for file in (ROOT / "docs").glob("*.md"))
    return [document(name) for name in names]


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
