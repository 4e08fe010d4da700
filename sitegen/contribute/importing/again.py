"""`sitegen import --again`: pages that were kept are cleaned anew, by a better version of sitegen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.contribute.importing.article_files import UnfinishedError, checked_text
from sitegen.contribute.importing.cleaning import Cleaned, CleanerData, Task
from sitegen.contribute.importing.gazetteer import remembered_city_index
from sitegen.contribute.importing.guarded_pool import TaskFailedError
from sitegen.contribute.importing.importer import (
    ImportRequest,
    Outcome,
    Status,
    cleaned_in_processes,
    disk_problems,
    filled,
)
from sitegen.contribute.importing.originals import (
    Original,
    digest_of,
    keep_original,
    kept_originals,
    read_original,
    replace_whole,
)
from sitegen.contribute.importing.values import Draft
from sitegen.interrupts import interrupt_held
from sitegen.model import TERM_KINDS, Article, TermKind
from sitegen.read.documents import parse_article
from sitegen.read.registers import Register, read_register
from sitegen.read.site_config import read_site_config
from sitegen.session import open_session


def import_again(request: ImportRequest) -> Iterator[Outcome]:
    """Cleans every page that was kept, and replaces its article unless somebody has edited it since.

    Raises `ProblemsError` when the folder is no archive.
    """
    with open_session(request.root, clean=False) as session:
        language = read_site_config(request.root, session.store).language
        cities = remembered_city_index(session.store)
    registers = {kind: read_register(request.root, kind) for kind in TERM_KINDS}
    data = CleanerData(registers=registers, cities=cities, today=request.today, keep=True)
    kept = dict(kept_originals(request.root))
    for task, cleaned in cleaned_in_processes(data, _tasks(request.root, kept), request.jobs, len(kept)):
        original = kept.get(cleaned.sha256) if isinstance(cleaned, Cleaned) else None
        if isinstance(cleaned, TaskFailedError) or cleaned.draft is None or original is None:
            reason = str(cleaned) if isinstance(cleaned, TaskFailedError) else cleaned.reason
            yield Outcome(name=task.name, status="failed", reason=reason)
            continue
        with interrupt_held(), disk_problems(original.article):
            outcome = _replaced(request, original, cleaned.draft, cleaned.sha256, registers, language)
            if outcome.status in ("imported", "attention") and cleaned.page and not request.dry_run:
                keep_original(request.root, cleaned.page, cleaned.sha256, original.article, outcome.text)
            yield outcome


def _tasks(root: Path, kept: Mapping[str, Original | None]) -> Iterator[Task]:
    """The pages one by one, as they are asked for: all together they may be larger than the memory."""
    for sha256, original in kept.items():
        page = read_original(root, sha256, original) if original else None
        yield page or Cleaned(name=sha256, reason="The page that was kept is damaged or gone")


def _replaced(
    request: ImportRequest,
    original: Original,
    draft: Draft,
    sha256: str,
    registers: dict[TermKind, Register],
    language: str,
) -> Outcome:
    path, target = original.article, request.root / original.article
    if not _is_article(path) or not target.is_file():
        return Outcome(name=original.name, status="failed", path=path, reason="Its article is gone")
    before = target.read_bytes()
    if digest_of(before) != original.written:
        reason = "Somebody has edited it: it stays"
        return Outcome(name=original.name, status="known", path=path, reason=reason)
    draft = _with_what_was_said(draft, path, before)
    try:
        text = checked_text(path, draft, sha256, registers, language=language)
    except UnfinishedError as error:
        return Outcome(name=original.name, status="failed", path=path, reason=str(error))
    if text.encode() == before:
        return Outcome(name=original.name, status="known", path=path, reason="Nothing changes")
    if not request.dry_run:
        replace_whole(target, text.encode())
    status: Status = "attention" if draft.doubts else "imported"
    return Outcome(name=original.name, status=status, path=path, text=text, doubts=draft.doubts)


def _with_what_was_said(draft: Draft, path: str, data: bytes) -> Draft:
    """A draft with the date and the outlet that the command line gave it the first time."""
    article = parse_article(path, data, "en")[0].document
    if not isinstance(article, Article):
        return draft
    return filled(draft, title=article.title, date=article.date.text, outlet=article.outlet)


def _is_article(path: str) -> bool:
    parts = Path(path).parts
    return parts[:2] == ("content", "articles") and ".." not in parts
