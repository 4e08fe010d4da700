"""What differs from a Git revision, and which problems come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from sitegen.diagnostics import Diagnostic, ProblemsError, Setting
from sitegen.git_revision import Revision, changed_files, files_at, find_revision
from sitegen.model import TERM_KINDS, Article, FreePage, TermKind
from sitegen.plan.urls import article_path, month_path, page_path, term_path, year_path
from sitegen.read.discover import DOCUMENT_FOLDERS
from sitegen.read.names import slug_of
from sitegen.read.registers import REGISTER_PATHS, Register, entry_key, names_of, read_register
from sitegen.read.site_config import CONFIG_PATH, parse_site_config, read_site_config


def find_changes(root: Path, name: str) -> ChangedContent:
    """What differs from where this branch and that of a name parted.

    name: of a branch, tag or commit

    Raises `RevisionError`.
    """
    revision = find_revision(root, name)
    return ChangedContent(revision=revision, files=changed_files(revision))


@dataclass(frozen=True)
class ChangedContent:
    """What differs from a revision. What stood there is read only when a problem depends on it.

    files: paths of files that were added, edited or removed, relative to the archive's root
    """

    revision: Revision
    files: frozenset[str]

    def concerned(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The problems that are in what was changed, or may come of it.

        Raises `RevisionError` when Git no longer tells what stood there.
        """
        return (diagnostic for diagnostic in diagnostics if self._concerns(diagnostic))

    def _concerns(self, diagnostic: Diagnostic) -> bool:
        path = diagnostic.path
        return (
            not path
            or path in self.files
            or path in self._folders
            or (path.startswith("themes/") and "themes" in self._folders)
            or any(self._has_changed(thing) for thing in diagnostic.about)
            or (CONFIG_PATH in self.files and diagnostic.code in self._rules)
        )

    def _has_changed(self, thing: str) -> bool:
        """Whether something was changed that a problem depends on; see `Diagnostic.about`."""
        if thing.startswith("/"):
            return thing in self._addresses
        return thing in (self._entries if "#" in thing else self.files)

    @cached_property
    def _folders(self) -> frozenset[str]:
        """All folders around changed files: a problem may be about a folder."""
        parents = {str(folder) for file in self.files for folder in PurePosixPath(file).parents}
        return frozenset(parents - {"."})

    @cached_property
    def _rules(self) -> frozenset[str]:
        """The codes of rules that site.yaml takes otherwise than before."""
        before = files_at(self.revision, [CONFIG_PATH])
        old, new = _settings_in(before.get(CONFIG_PATH, b"")), read_site_config(self.revision.root).rules
        return frozenset(code for code in {*old, *new} if old.get(code) != new.get(code))

    @cached_property
    def _entries(self) -> frozenset[str]:
        """Names that registers had and have no more, or have now."""
        return frozenset(
            entry_key(kind, slug)
            for kind in self._changed_registers
            for slug in _slugs(self._registers[kind]) ^ _slugs(read_register(self.revision.root, kind))
        )

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """The pages that changed documents and register entries had, or had a part in."""
        documents = [path for path in self.files if path.startswith(DOCUMENT_FOLDERS)]
        addresses: set[str] = set()
        for path, data in files_at(self.revision, documents).items():
            addresses.update(self._addresses_of(path, data))
        for kind in self._changed_registers:
            before, now = self._registers[kind].terms, read_register(self.revision.root, kind).terms
            addresses.update(term_path(kind, term_id) for term_id in before.keys() ^ now.keys())
        return frozenset(addresses)

    @property
    def _changed_registers(self) -> list[TermKind]:
        return [kind for kind in TERM_KINDS if REGISTER_PATHS[kind] in self.files]

    @cached_property
    def _registers(self) -> dict[TermKind, Register]:
        """The registers as they were."""
        from sitegen.read.register_file import parse_register

        before = files_at(self.revision, REGISTER_PATHS.values())
        return {kind: parse_register(kind, before.get(path, b"")) for kind, path in REGISTER_PATHS.items()}

    def _addresses_of(self, path: str, data: bytes) -> Iterator[str]:
        from sitegen.read.document_values import document_in

        document = document_in(path, data)
        if isinstance(document, FreePage):
            yield page_path(document)
        if isinstance(document, Article):
            yield article_path(document)
            yield year_path(document.date.year)
            yield month_path(document.date.year, document.date.month or 1)
            yield from self._term_addresses(document)
        yield from (f"{alias.rstrip('/')}/" for alias in (document.aliases if document else ()))

    def _term_addresses(self, article: Article) -> Iterator[str]:
        """The pages of an article's terms, and of those above them."""
        names = {"tag": article.tags, "place": article.places, "outlet": (article.outlet,)}
        for kind in TERM_KINDS:
            register = self._registers[kind]
            for name in names[kind]:
                term = register.find(name)
                yield term_path(kind, term.id if term else slug_of(name))
                while term and term.parent:
                    term = register.terms[term.parent]
                    yield term_path(kind, term.id)


def _settings_in(data: bytes) -> dict[str, Setting]:
    """The rules that a site.yaml sets; none when it cannot be read."""
    try:
        return dict(parse_site_config(data).rules)
    except ProblemsError:
        return {}


def _slugs(register: Register) -> set[str]:
    return {slug_of(name) for term in register.terms.values() for name in names_of(term)}
