"""Settings of Visual Studio Code for an archive: schemas, snippets and a task.

The extension redhat.vscode-yaml completes and underlines YAML files, and no front matter of Markdown files
(its issue 207). So in articles snippets complete, which need no extension, and a task underlines what
`sitegen check` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sitegen.contribute.schemas.documents import Registers, schema_path
from sitegen.contribute.schemas.jsonc import Json

FOLDER = ".vscode"
# More choices than anyone looks through, and a snippet of many would make the editor slow.
_MAX_CHOICES = 500
_PLAIN = re.compile(r"[^\W\d_][\w .()’–-]*")


def settings_files() -> Mapping[str, Json]:
    """What each file of settings has to hold, by its path in the archive. It may hold more."""
    return {
        f"{FOLDER}/settings.json": {"yaml.schemas": _schemas()},
        f"{FOLDER}/extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        f"{FOLDER}/tasks.json": {"version": "2.0.0", "tasks": [_CHECK]},
    }


def snippet_files(registers: Registers) -> Mapping[str, Json]:
    """The file of snippets, by its path in the archive. It holds nothing else."""
    return {f"{FOLDER}/sitegen.code-snippets": _snippets(registers)}


def _schemas() -> Json:
    names = ("site", "tags", "places", "outlets")
    return {f"./{schema_path(name)}": f"content/{name}.yaml" for name in names}


# Reads what `sitegen.report` writes: the place, and the message on the next line.
_CHECK: Json = {
    "label": "sitegen check",
    "detail": "Underlines what is wrong with articles, pages and registers.",
    "type": "shell",
    "command": "sitegen check",
    "group": {"kind": "build", "isDefault": True},
    "presentation": {"reveal": "silent"},
    "problemMatcher": {
        "owner": "sitegen",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": [
            {
                "regexp": r"^(.+?):(\d+):(?:(\d+):)? (error|warning) ([EW]\d+) \S+$",
                "file": 1,
                "line": 2,
                "column": 3,
                "severity": 4,
                "code": 5,
            },
            {"regexp": r"^  (.+)$", "message": 1},
        ],
    },
}


def _snippets(registers: Registers) -> Json:
    def snippet(prefix: str, description: str, *body: str) -> Json:
        return {"scope": "markdown", "prefix": prefix, "description": description, "body": list(body)}

    outlets, tags, places = (
        _choices(term.name for term in registers[kind].terms.values()) for kind in ("outlet", "tag", "place")
    )
    return {
        "New article": snippet(
            "article",
            "The front matter of an article",
            "---",
            "title: $1",
            "date: ${2:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}",
            f"outlet: ${{3{outlets}}}",
            f"tags: [${{4{tags}}}]",
            f"places: [${{5{places}}}]",
            "summary: $6",
            "source_url: $7",
            "---",
            "",
            "$0",
        ),
        "Outlet": snippet("outlet", "An outlet of the register", f"${{1{outlets}}}"),
        "Tag": snippet("tag", "A tag of the register", f"${{1{tags}}}"),
        "Place": snippet("place", "A place of the register", f"${{1{places}}}"),
    }


def _choices(names: Iterable[str]) -> str:
    """Names to choose from, in the syntax of snippets; a blank where there are none or too many."""
    written = [_escaped(_quoted(name)) for name in sorted(names)]
    return f"|{','.join(written)}|" if 0 < len(written) <= _MAX_CHOICES else ":name"


def _quoted(name: str) -> str:
    """A name as YAML may hold it in a list in brackets."""
    if _PLAIN.fullmatch(name):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _escaped(text: str) -> str:
    return re.sub(r"([\\,|$}])", r"\\\1", text)
