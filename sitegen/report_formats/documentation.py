"""Where the documentation of this sitegen stands on the web."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution

from sitegen.diagnostics import Rule


def rule_url(rule: Rule) -> str:
    """The section that explains a rule; empty when it is not known where sitegen came from."""
    base = repository()
    return f"{base}/docs/diagnostics.md#{rule.code.lower()}-{rule.name}" if base else ""


@cache
def repository() -> str:
    """Where the files of the commit can be read from which this sitegen was installed (PEP 610)."""
    try:
        origin = json.loads(distribution("sitegen").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return ""
    url, commit = str(origin.get("url", "")), origin.get("vcs_info", {}).get("commit_id", "")
    if not url.startswith("https://") or not commit:
        return ""
    return f"{url.removesuffix('/').removesuffix('.git')}/blob/{commit}"
