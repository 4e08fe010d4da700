"""`sitegen init`: a new archive that builds at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from slugify import slugify

from sitegen.contribute.schemas.writing import write_editor_files
from sitegen.read.field_types import Text
from sitegen.read.theme import DEFAULT_THEME

_SCAFFOLD = Path(__file__).parent / "scaffold"
# Names under which the package carries files that Git or a packager would otherwise heed.
_RENAMED = {"gitignore": ".gitignore", "github": ".github", "python-version": ".python-version"}


# What a local installation leaves for the archive's keeper to fill in.
_UNKNOWN_ORIGIN = """\
# Name here where a host gets sitegen from: a Git address, or the address of a wheel, such as
#   sitegen @ git+https://forge.example/you/sitegen@v0.1.0
# The bare name would install another project of that name from PyPI."""


class InitError(ValueError):
    """The archive cannot be made. The message says why and what to do."""


def create_archive(folder: Path, *, title: str, theme: str = DEFAULT_THEME) -> list[str]:
    """Makes a new archive; returns the paths of its files, relative to `folder`.

    folder: a folder that does not exist or is empty but for `.git`
    theme: `default`, or the name of a theme to be made in the archive on top of it

    Raises `InitError`.
    """
    if folder.exists() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise InitError(f"{folder} is not empty. Choose a new folder.")
    if slugify(theme) != theme:
        raise InitError(
            f"A theme's name may hold only a–z, 0–9 and hyphens, such as {slugify(theme) or 'own'}."
        )
    _check_title(title)
    files = dict(_scaffold(title, theme))
    if theme != DEFAULT_THEME:
        files[f"themes/{theme}/theme.yaml"] = _theme_yaml(theme)
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return sorted([*files, *write_editor_files(folder).stale])


def _check_title(title: str) -> None:
    """Raises `InitError` for a title that site.yaml could not hold."""
    try:
        TypeAdapter(Text).validate_python(title)
    except ValidationError as error:
        raise InitError(f"The title is refused: {error.errors()[0]['msg']}. Choose another.") from None


def _scaffold(title: str, theme: str) -> Iterator[tuple[str, str]]:
    plain = " ".join(title.split())
    quoted = plain.replace("\\", "\\\\").replace('"', '\\"')
    values = {
        "@TITLE@": plain,
        "@TITLE_IN_YAML@": quoted,
        "@THEME@": theme,
        "@REQUIREMENT@": requirement(),
    }
    marks = re.compile("|".join(values))
    for file in sorted(_SCAFFOLD.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            parts = [_RENAMED.get(part, part) for part in file.relative_to(_SCAFFOLD).parts]
            # In one pass: a title may look like a mark.
            text = marks.sub(lambda match: values[match[0]], file.read_text(encoding="utf-8"))
            yield "/".join(parts), text


def requirement() -> str:
    """The line of requirements.txt that installs this sitegen: from where this one came (PEP 610).

    The name alone would not do: on PyPI it belongs to another project.
    """
    origin = distribution("sitegen").read_text("direct_url.json")
    found = json.loads(origin) if origin else {}
    version_control = found.get("vcs_info")
    if version_control:
        return f"sitegen @ {version_control['vcs']}+{found['url']}@{version_control['commit_id']}"
    if str(found.get("url", "")).startswith("https://"):
        return f"sitegen @ {found['url']}"
    return _UNKNOWN_ORIGIN


def _theme_yaml(theme: str) -> str:
    return (
        f"name: {theme}\n"
        "# Templates and static files that this theme does not have come from its parent.\n"
        f"parent: {DEFAULT_THEME}\n"
    )
