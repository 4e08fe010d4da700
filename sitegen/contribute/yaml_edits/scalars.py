"""Values as YAML text: quoted where it is needed, in the style that stood there where it can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from sitegen.read.frontmatter import scalar_yaml
from sitegen.read.yaml12 import Value

Scalar = str | int | float | bool
# What can be written: None is a key without a value.
Written = None | Scalar | Sequence[Scalar] | Mapping[str, Scalar]

_WORD = re.compile(r"[+-]?[\w.]+", re.ASCII)
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*(?P<comment>[^\r\n]*)(?:\r\n|\r|\n|\Z)")


def value_text(value: Written, *, in_flow: bool = False) -> str:
    """A value on one line. Lists and mappings stand in brackets."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        pairs = (
            f"{scalar_text(key, in_flow=True)}: {scalar_text(v, in_flow=True)}" for key, v in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(scalar_text(item, in_flow=True) for item in value) + "]"
    return scalar_text(value, in_flow=in_flow)


def scalar_text(value: Scalar, *, in_flow: bool = False, quote: str = "") -> str:
    """A scalar on one line.

    in_flow: it stands in brackets, where more signs need quotes
    quote: `'` or `"` to be quoted so, if the value allows
    """
    if not isinstance(value, str):
        return plain_value(value)
    if quote == "'" and not value.isprintable():
        quote = '"'
    return scalar_yaml(value, in_flow=in_flow, quote=quote)


def plain_value(value: Scalar) -> str:
    """The text that sitegen reads from a scalar once it is written."""
    return value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else repr(value)


def data_of(value: Written) -> Value:
    """What sitegen reads from a value once it is written."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: plain_value(inner) for key, inner in value.items()}
    return [plain_value(item) for item in value] if isinstance(value, Sequence) else plain_value(value)


def replacements(old: yaml.ScalarNode, text: str, value: Scalar, *, in_flow: bool) -> Iterator[str]:
    """Texts for a value in the place of a scalar, the likest to the old one first.

    text: the old one's
    """
    if old.style in ("|", ">") and isinstance(value, str):
        block = _block_text(old, text, value)
        if block:
            yield block
    quote = old.style if old.style in ("'", '"') else ""
    if not quote and _keeps_kind(old, value):
        yield str(value)
    yield scalar_text(value, in_flow=in_flow, quote=quote)
    yield scalar_text(value, in_flow=in_flow, quote='"')


def _keeps_kind(old: yaml.ScalarNode, value: Scalar) -> bool:
    """True when plain text stays what it was for other readers of YAML: a number a number."""
    if old.tag == "tag:yaml.org,2002:str" or not isinstance(value, str) or not _WORD.fullmatch(value):
        return False
    node = yaml.compose(value, Loader=yaml.SafeLoader)
    return node is not None and node.tag == old.tag


def _block_text(old: yaml.ScalarNode, text: str, value: str) -> str:
    """A block scalar with the old one's sign, comment and indentation; empty when it cannot hold this."""
    header = _BLOCK_HEADER.match(text)
    lines = value.removesuffix("\n").split("\n")
    is_simple = all(not line or (line.isprintable() and line == line.strip()) for line in lines)
    if not header or not (lines[0] and lines[-1]) or not is_simple:
        return ""
    indent = re.match(r"[ \r\n]*?(?P<indent> +)\S", text[header.end() :])
    if not indent:
        return ""
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"
    sign = ">" if old.style == ">" and len(lines) == 1 else "|"
    chomp = "" if value.endswith("\n") else "-"
    body = newline.join(f"{indent['indent']}{line}" if line else "" for line in lines)
    return f"{sign}{chomp}{header['comment']}{newline}{body}"
