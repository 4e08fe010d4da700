"""Small sites for tests, each written as one text of `-- path --` blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sitegen.build import BuildRequest, BuildResult, build
from sitegen.checking import check
from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.publish.output import STATE_FOLDER
from sitegen.session import Session
from tests.images import described

_BLOCK = re.compile(r"^-- (?P<path>\S+) --\n", re.MULTILINE)

_LINTED = re.compile(r"W406|W[678]\d\d")

SITE_YAML = "title: Test Archive\nbase_url: https://example.org/\n"
OUTLETS = "courier:\n  name: The Courier\n"


def article(
    title: str = "A title",
    date: str = "2025-11-21",
    body: str = "Some text.",
    **front_matter: str,
) -> str:
    """The text of an article; further front matter as YAML text."""
    keys = {"title": title, "date": date, "outlet": "The Courier", **front_matter}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\n{lines}---\n\n{body}\n"


def is_linted(code: str) -> bool:
    """True for the code of what only the linter finds."""
    return bool(_LINTED.match(code))


@dataclass(frozen=True)
class Site:
    """An archive in a folder of its own."""

    root: Path

    @property
    def output(self) -> Path:
        """Where `build` puts the site."""
        return self.root / "public"

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file of the archive."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, path: str, old: str, new: str) -> None:
        """Edits a file; fails when it does not hold the old text."""
        text = (self.root / path).read_text()
        assert old in text
        (self.root / path).write_text(text.replace(old, new))

    def remove(self, path: str) -> None:
        """Deletes a file."""
        (self.root / path).unlink()

    def request(self, **options: object) -> BuildRequest:
        """What to build: by default without search, in this process."""
        values: dict[str, object] = {"root": self.root, "output": self.output, "search": False, "jobs": 1}
        return BuildRequest(**{**values, **options})  # type: ignore[arg-type]

    def build(self, **options: object) -> BuildResult:
        """Builds the site."""
        return build(self.request(**options))

    def problems(self, **options: object) -> tuple[Diagnostic, ...]:
        """What stops the build."""
        try:
            self.build(**options)
        except ProblemsError as problems:
            return problems.diagnostics
        raise AssertionError("the build should have stopped")

    def check(self) -> tuple[Diagnostic, ...]:
        """What `sitegen check` finds, but for `lint`: most articles of tests have no summary, and no text."""
        return tuple(problem for problem in self.all_problems() if not is_linted(problem.code))

    def lint(self) -> tuple[Diagnostic, ...]:
        """What only the linter finds."""
        return tuple(problem for problem in self.all_problems() if is_linted(problem.code))

    def all_problems(self) -> tuple[Diagnostic, ...]:
        """What `sitegen check` finds."""
        return check(Session(self.root), jobs=1)

    def page(self, url: str) -> str:
        """The file of a page, by its address: `/tags/war/`."""
        file = self.output / url.lstrip("/")
        return (file / "index.html" if url.endswith("/") else file).read_text()

    def files(self, output: Path | None = None) -> dict[str, bytes]:
        """All published files by path."""
        folder = output or self.output
        paths = (file for file in folder.rglob("*") if file.is_file())
        relative = {file.relative_to(folder).as_posix(): file.read_bytes() for file in paths}
        return {path: data for path, data in relative.items() if not path.startswith(f"{STATE_FOLDER}/")}


def make_site(root: Path, text: str = "") -> Site:
    """An archive with the files of a text, and a site.yaml and outlets.yaml where it has none.

    A PNG stands there as its size and colour, `640x480 teal`, and is drawn.
    """
    site = Site(root)
    blocks = _BLOCK.split(text.lstrip("\n"))
    assert not blocks[0].strip(), "the text must begin with `-- path --`"
    files = dict(zip(blocks[1::2], blocks[2::2], strict=True))
    for path, content in {"content/site.yaml": SITE_YAML, "content/outlets.yaml": OUTLETS, **files}.items():
        site.write(path, described(content) if path.endswith(".png") else content)
    return site
