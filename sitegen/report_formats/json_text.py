"""JSON that may be read by people, too, in the log of a workflow."""

from __future__ import annotations

import json


def json_text(value: object) -> str:
    """A value as JSON on several lines.

    None of them is a command to a runner of GitHub Actions, which obeys `##[command]` anywhere in a line.
    """
    return json.dumps(value, ensure_ascii=False, indent=2).replace("##[", "##\\u005b") + "\n"
