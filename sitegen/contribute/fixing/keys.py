"""Fixes of keys, and of lines that YAML cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.contribute.fixing.cases import Case, Repair, value_at
from sitegen.contribute.fixing.values import list_of, wants_texts
from sitegen.contribute.yaml_edits import rename_key, to_list
from sitegen.contribute.yaml_edits.nodes import path_name
from sitegen.read.frontmatter import scalar_yaml
from sitegen.read.schema import ArticleMeta, PageMeta

# A value without quotes on the line of its key, and a comment behind it.
_VALUE = re.compile(
    r"(?P<before>[ ]*(?:- +)?[A-Za-z_]+:[ ]+)(?P<value>[^\s\"'\[\]{}|>#&*!][^\r\n]*?)"
    r"(?P<comment>[ \t]+#[^\r\n]*)?[ \t]*(?=\r|\n|\Z)"
)
# A quotation with more words behind it.
_QUOTATION = re.compile(
    r"""(?P<before>[ ]*(?:- +)?[A-Za-z_]+:[ ]+)"""
    r"""(?P<value>(?:"[^"\\\r\n]*"|'[^'\r\n]*')[^\r\n#]*?)"""
    r"""(?P<comment>[ \t]+#[^\r\n]*)?[ \t]*(?=\r|\n|\Z)"""
)
_KEYS = "|".join([*ArticleMeta.model_fields, *PageMeta.model_fields])
_QUOTES = "\"'"
_SECOND_KEY = re.compile(rf"(?:^|[\s,])(?:{_KEYS}):(?:\s|$)", re.IGNORECASE)


def key_nearby(case: Case) -> Repair | None:
    """E105: the one key that is meant, in other capitals or one sign away; its value in a list if need be."""
    file = case.yaml
    path = case.key_path(file)
    if not path:
        return None
    model = case.model(path)
    siblings = value_at(file, path[:-1])
    free = [key for key in model.model_fields if not isinstance(siblings, dict) or key not in siblings]
    name = _meant_key(str(path[-1]), free, model.model_fields)
    if not name:
        return None
    renamed = rename_key(file, path, name)
    new_path = (*path[:-1], name)
    value = value_at(renamed, new_path)
    items = list_of(case, new_path, value) if isinstance(value, str) else []
    result = to_list(renamed, new_path, items) if items else renamed
    return Repair(result.text, f"`{path_name(path)}` → `{path_name(new_path)}`")


def _meant_key(written: str, free: Iterable[str], known: Iterable[str]) -> str:
    """The only known key that a writer can have meant; empty when it is used already, or none is near."""
    from rapidfuzz.distance import OSA

    plain = re.sub(r"[\s-]+", "_", written.strip().lower())
    near = [key for key in known if key == plain]
    if not near and len(plain) >= 3:
        near = [key for key in known if OSA.distance(key, plain) == 1 or key == f"{plain}es"]
    return near[0] if len(near) == 1 and near[0] in free else ""


def value_in_quotes(case: Case) -> Repair | None:
    """E103: quotes around a value that YAML cannot read without, such as one with a colon."""
    start = case.position - max(case.problem.column, 1) + 1
    found = _VALUE.match(case.text, start) or _QUOTATION.match(case.text, start)
    # Two keys on one line are another mistake, and only people can tell where the first value ends.
    if not found or _SECOND_KEY.search(found["value"]):
        return None
    is_quotation = found["value"][0] in _QUOTES
    # Several quotations where a list belongs are as many items.
    if is_quotation and wants_texts(case.model(()), found["before"].strip(" -:")):
        return None
    quoted = scalar_yaml(found["value"], quote="'" if is_quotation else '"')
    text = case.text[: found.start("value")] + quoted + case.text[found.end("value") :]
    return Repair(text, f"quotes around {quoted}")
