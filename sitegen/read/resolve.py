"""Names in articles become ids of terms; names outside the registers become terms of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sitegen.diagnostics import Diagnostic
from sitegen.model import TERM_KINDS, Article, Term, TermKind
from sitegen.read.documents import Parsed, slug_of
from sitegen.read.registers import REGISTER_PATHS, Register
from sitegen.suggest import did_you_mean

_WARNINGS: dict[TermKind, str] = {"tag": "W201", "outlet": "W202", "place": "W203"}


class Resolver:
    """Finds the term for each name, and keeps count of the unknown ones.

    terms: for each kind, all terms by id: the registers', then those that only articles name
    diagnostics: what was found on the way
    """

    def __init__(self, registers: Mapping[TermKind, Register]) -> None:
        self.registers = registers
        self.terms: dict[TermKind, dict[str, Term]] = {
            kind: dict(registers[kind].terms) for kind in TERM_KINDS
        }
        self.diagnostics: list[Diagnostic] = []
        self._hints: dict[tuple[TermKind, str], str] = {}

    def resolve(self, parsed: Parsed[Article], article: Article) -> Article:
        """The article with ids of terms in the place of names."""
        outlet = self._ids("outlet", [(article.outlet, "outlet")], parsed)
        return replace(
            article,
            outlet=next(iter(outlet), ""),
            tags=self._ids("tag", _keyed("tags", article.tags), parsed),
            places=self._ids("place", _keyed("places", article.places), parsed),
        )

    def _ids(
        self, kind: TermKind, names: Iterable[tuple[str, str]], parsed: Parsed[Article]
    ) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for name, key in names:
            term = self.registers[kind].find(name) or self._unregistered(kind, name, parsed, key)
            if term:
                found[term.id] = None
        return tuple(found)

    def _unregistered(self, kind: TermKind, name: str, parsed: Parsed[Article], key: str) -> Term | None:
        """The term that a name makes by itself; reports it."""
        line, column = parsed.position(key)
        slug = slug_of(name)
        if not slug:
            message = f"The {kind} “{name}” holds no letter or digit that an address could use"
            hint = "Write a name in letters."
            self._report("E109", message, hint, parsed.path, line, column)
            return None
        message = f"The {kind} “{name}” is not in {REGISTER_PATHS[kind]}"
        self._report(_WARNINGS[kind], message, self._hint(kind, name), parsed.path, line, column)
        return self.terms[kind].setdefault(slug, Term(id=slug, name=name, registered=False))

    def _hint(self, kind: TermKind, name: str) -> str:
        """Remembered, because one misspelling may stand in thousands of files."""
        if (kind, name) not in self._hints:
            register = self.registers[kind]
            names = [name for term in register.terms.values() for name in (term.name, *term.aliases)]
            near = did_you_mean(name, names)
            self._hints[kind, name] = near or f"Add it to {register.path}, or use a name from there."
        return self._hints[kind, name]

    def _report(self, code: str, message: str, hint: str, path: str, line: int, column: int) -> None:
        self.diagnostics.append(
            Diagnostic(code=code, message=message, path=path, line=line, column=column, hint=hint)
        )


def _keyed(key: str, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, f"{key}.{number}") for number, name in enumerate(names)]
