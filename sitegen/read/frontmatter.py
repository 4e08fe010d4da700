"""Front matter: the YAML between two lines `---` at the head of a Markdown file. Read and written here."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence

import msgspec
import yaml

from sitegen.read.split import FENCE, SplitFile, split_file
from sitegen.read.yaml12 import Document, load_mapping

# Line breaks, and signs that YAML does not count as printable (YAML 1.1, chapters 4.1 and 4.2).
_NEEDS_ESCAPES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class FrontMatterFile(msgspec.Struct, frozen=True):
    """A Markdown file with its front matter parsed.

    meta: the front matter
    body, body_line: as in `SplitFile`
    """

    meta: Document
    body: str
    body_line: int


def read_front_matter(data: bytes, *, path: str) -> FrontMatterFile:
    """Splits a file and parses its front matter.

    Raises `ProblemsError` with code E101, E102, E103, E104, E201 or E202.
    """
    file = split_file(data, path=path)
    return FrontMatterFile(parse_front_matter(file, path=path), file.body, file.body_line)


def parse_front_matter(file: SplitFile, *, path: str) -> Document:
    """The front matter of a file. Raises `ProblemsError` with code E103 or E104."""
    return load_mapping(file.front_matter, path=path, first_line=file.first_line)


def dump_front_matter(meta: Mapping[str, object], body: str) -> str:
    """The text of a file with this front matter and body. Keys keep their order; None is left out."""
    kept = {key: value for key, value in meta.items() if value is not None}
    text = yaml.dump(
        kept, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000, default_flow_style=False
    )
    return f"{FENCE}\n{text}{FENCE}\n\n{body.strip()}\n"


def scalar_yaml(value: str, *, in_flow: bool = False, quote: str = "") -> str:
    """A text as a YAML scalar on one line, quoted only where it must be.

    in_flow: it stands in brackets, where more signs need quotes
    quote: `'` or `"`, to be quoted in any case
    """
    if quote == '"' or _NEEDS_ESCAPES.search(value):
        # A JSON string is a double-quoted scalar (YAML 1.2, chapter 1.3).
        text = json.dumps(value, ensure_ascii=False)
        return _NEEDS_ESCAPES.sub(lambda sign: f"\\u{ord(sign[0]):04X}", text)
    text = yaml.dump(
        [value] if in_flow and not quote else value,
        Dumper=_Dumper,
        allow_unicode=True,
        width=math.inf,
        default_style=quote or None,
    )
    return text[1:-2] if in_flow and not quote else text.removesuffix("\n...\n").removesuffix("\n")


class _Dumper(yaml.SafeDumper):
    """Writes dates without quotes, and short lists in brackets; quotes what other readers would mistake."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (PyYAML's own shape)
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _represent_list(dumper: yaml.SafeDumper, items: Sequence[object]) -> yaml.Node:
    flat = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flat)


_Dumper.add_representer(list, _represent_list)
