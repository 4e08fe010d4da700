"""A small archive whose registers the tests of this folder change."""

from __future__ import annotations

from pathlib import Path

from sitegen.contribute.file_changes import write_changes
from sitegen.contribute.terms.adding import NewTerm, add_terms
from sitegen.contribute.terms.editing import TermChange
from sitegen.contribute.terms.merging import merge_terms
from sitegen.contribute.terms.renaming import rename_term
from sitegen.contribute.terms.uses import read_texts
from sitegen.model import TermKind
from tests.sites import Site, article, make_site

TAGS = """\
# Subjects.
disasters:
  name: Disasters  # all of them

# Water.
flooding:
  name: Flooding
  aliases: [Inundation]
  description: Rivers.
  broader: disasters

floods:
  name: "Floods"
  aliases:
    - High water
dykes:
  name: Dykes
  broader: flooding
"""
ARTICLE = "content/articles/2025/11/a.md"


def archive(root: Path, register: str = TAGS, /, **front_matter: str) -> Site:
    """An archive with a register of tags and one article."""
    site = make_site(root)
    site.write("content/tags.yaml", register)
    site.write(ARTICLE, article(**{"tags": "[Flooding, floods, Dykes]", **front_matter}))
    return site


def tags_of(site: Site) -> str:
    return (site.root / "content/tags.yaml").read_text()


def done(site: Site, change: TermChange) -> TermChange:
    """Writes a change."""
    write_changes(site.root, change.files)
    return change


def add(
    site: Site, name: str, *, kind: TermKind = "tag", similar: bool = False, **values: object
) -> TermChange:
    new = NewTerm(name=name, **values)  # type: ignore[arg-type]
    return done(site, add_terms(site.root, read_texts(site.root), kind, [new], allow_similar=similar))


def rename(site: Site, text: str, name: str, new_id: str = "", kind: TermKind = "tag") -> TermChange:
    return done(site, rename_term(site.root, read_texts(site.root), kind, text, name, new_id))


def merge(site: Site, *names: str, kind: TermKind = "tag", articles: bool = False) -> TermChange:
    texts = read_texts(site.root)
    return done(site, merge_terms(site.root, texts, kind, names[:-1], names[-1], in_articles=articles))
