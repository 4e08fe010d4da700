"""`sitegen import --again`: pages that were kept are cleaned anew, by a better version of sitegen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.contribute.importing.article_files import UnfinishedError, checked_text
from sitegen.contribute.importing.cleaning import CleanerData, Task
from sitegen.contribute.importing.gazetteer import remembered_city_index
from sitegen.contribute.importing.guarded_pool import TaskFailedError
from sitegen.contribute.importing.importer import (
    ImportRequest,
    Outcome,
    Status,
    cleaned_in_processes,
    filled,
)
from sitegen.contribute.importing.originals import (
    Original,
    digest_of_text,
    keep_original,
    kept_originals,
    read_original,
)
from sitegen.contribute.importing.values import Draft, RawPage
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
    kept: dict[str, Original] = {}
    pages: list[RawPage] = []
    for sha256, original in kept_originals(request.root):
        page = read_original(request.root, sha256, original) if original else None
        if original is None or page is None:
            yield Outcome(name=sha256, status="failed", reason="The page that was kept is damaged or gone")
        else:
            kept[sha256] = original
            pages.append(page)
    tasks: list[Task] = list(pages)
    for task, cleaned in cleaned_in_processes(data, tasks, request.jobs, len(tasks)):
        if isinstance(cleaned, TaskFailedError) or cleaned.draft is None or cleaned.page is None:
            reason = str(cleaned) if isinstance(cleaned, TaskFailedError) else cleaned.reason
            yield Outcome(name=task.name, status="failed", reason=reason)
            continue
        original = kept[cleaned.sha256]
        with interrupt_held():
            outcome = _replaced(request, original, cleaned.draft, cleaned.sha256, registers, language)
            if outcome.status in ("imported", "attention") and not request.dry_run:
                keep_original(request.root, cleaned.page, cleaned.sha256, original.article, outcome.text)
            yield outcome


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
    before = target.read_text(encoding="utf-8")
    if digest_of_text(before) != original.written:
        reason = "Somebody has edited it: it stays"
        return Outcome(name=original.name, status="known", path=path, reason=reason)
    draft = _with_what_was_said(draft, path, before)
    try:
        text = checked_text(path, draft, sha256, registers, language=language)
    except UnfinishedError as error:
        return Outcome(name=original.name, status="failed", path=path, reason=str(error))
    if text == before:
        return Outcome(name=original.name, status="known", path=path, reason="Nothing changes")
    if not request.dry_run:
        _replace_file(target, text)
    status: Status = "attention" if draft.doubts else "imported"
    return Outcome(name=original.name, status=status, path=path, text=text, doubts=draft.doubts)


def _with_what_was_said(draft: Draft, path: str, text: str) -> Draft:
    """A draft with the date and the outlet that the command line gave it the first time."""
    article = parse_article(path, text.encode(), "en")[0].document
    if not isinstance(article, Article):
        return draft
    return filled(draft, title=article.title, date=article.date.text, outlet=article.outlet)


def _is_article(path: str) -> bool:
    parts = Path(path).parts
    return parts[:2] == ("content", "articles") and ".." not in parts


def _replace_file(target: Path, text: str) -> None:
    beside = target.with_name(f".{target.name}.tmp")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(target)
