"""What a check of links says to people: diagnostics of what is dead or moved, and a summary of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.contribute.external_links.archived_copies import is_archived_copy, likely_copy
from sitegen.contribute.external_links.checking import CheckedLinks
from sitegen.contribute.external_links.content_links import position
from sitegen.contribute.external_links.values import CONFIRMATION, ExternalLink, LinkCheck
from sitegen.diagnostics import Diagnostic, Setting, sorted_diagnostics, with_settings

_DEAD, _MOVED = "W805", "W806"
# Lines of a summary that are no more than examples.
_MOST_LINES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """What to tell.

    diagnostics: of links that are dead (W805) or have moved (W806)
    summary: lines of text
    """

    diagnostics: tuple[Diagnostic, ...]
    summary: tuple[str, ...]

    @property
    def has_dead(self) -> bool:
        """True when a link is dead, and the archive has not set the rule off."""
        return any(diagnostic.code == _DEAD for diagnostic in self.diagnostics)


def link_report(
    root: Path,
    links: Sequence[ExternalLink],
    checked: CheckedLinks,
    rules: Mapping[str, Setting],
) -> LinkReport:
    """What a check of these links has to tell. Reads the files of those that have a problem.

    rules: how severe the archive takes a rule, by code
    """
    known = [(link, checked.checks[link.address]) for link in links if link.address in checked.checks]
    problems = [_problem(root, link, check, checked) for link, check in known]
    return LinkReport(
        diagnostics=sorted_diagnostics(with_settings((p for p in problems if p), rules)),
        summary=tuple(_summary(links, checked)),
    )


def _problem(root: Path, link: ExternalLink, check: LinkCheck, checked: CheckedLinks) -> Diagnostic | None:
    is_lost = check.is_dead or _leads_to_front(link, check)
    if is_lost and _has_copy(link, checked):
        return None
    if check.is_dead:
        code, message, hint = _DEAD, _dead_message(link, check), _dead_hint(link, checked)
    elif check.outcome == "ok" and check.moved_to:
        code, (message, hint) = _MOVED, _moved_words(link, check)
    else:
        return None
    line, column = position(root, link)
    return Diagnostic(code=code, message=message, path=link.path, line=line, column=column, hint=hint)


def _has_copy(link: ExternalLink, checked: CheckedLinks) -> bool:
    """True for a source whose article names an archived copy that is not dead too: readers have that."""
    copy = checked.checks.get(link.archive_url.partition("#")[0])
    return link.key == "source_url" and bool(link.archive_url) and not (copy and copy.is_dead)


def _dead_message(link: ExternalLink, check: LinkCheck) -> str:
    since = f"{check.gone_since:%Y-%m-%d}" if check.gone_since else ""
    return f"{link.url} is dead. {check.reason}, on {since} and still on {check.checked:%Y-%m-%d}"


def _dead_hint(link: ExternalLink, checked: CheckedLinks) -> str:
    if link.archive_url and not link.key:
        return f"Link to the archived copy that the article names: {link.archive_url}."
    if link.key == "archive_url" or is_archived_copy(link.url):
        return "Look for another archived copy of the page, or take the link out."
    if link.key == "url":
        return "Write the address that holds today, or take the entry's `url` out."
    found = checked.copies.get(link.url)
    use = "write that address as `archive_url`" if link.key else "link to that"
    if found:
        return f"There is an archived copy: {found}. If it shows the page, {use}."
    if found == "":
        return "The Wayback Machine names no copy. Look for one elsewhere, or take the link out."
    return f"See whether {likely_copy(link.url, link.date)} shows the page; if so, {use}."


def _moved_words(link: ExternalLink, check: LinkCheck) -> tuple[str, str]:
    """Message and hint. A whole page that became a front page is gone, whatever the host says."""
    fragment = "".join(link.url.partition("#")[1:])
    target = check.moved_to if "#" in check.moved_to else check.moved_to + fragment
    if _leads_to_front(link, check):
        message = f"{link.url} leads to a front page now, {check.moved_to}; the page itself may be gone"
        copy = likely_copy(link.url, link.date)
        return message, f"Look for the page on that site. An archived copy may be at {copy}."
    return f"{link.url} has moved for good", f"If it shows the same page, write: {target}."


def _leads_to_front(link: ExternalLink, check: LinkCheck) -> bool:
    return bool(check.moved_to) and _is_front(check.moved_to) and not _is_front(link.url)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _summary(links: Sequence[ExternalLink], checked: CheckedLinks) -> Iterator[str]:
    addresses = {link.address for link in links}
    known = {url: check for url, check in checked.checks.items() if url in addresses}
    if not addresses:
        yield "No links to other sites."
        return
    left = len(addresses) - len(known)
    number = _number(len(addresses), "address", "addresses")
    waiting = f", {left} not asked yet" if left else ""
    yield f"{number} of other sites, {checked.asked} asked now{waiting}."
    dead = sorted(url for url, check in known.items() if check.is_dead)
    covered = sorted({link.address for link in links if link.address in dead and _has_copy(link, checked)})
    moved = sum(bool(check.moved_to) and check.outcome == "ok" for check in known.values())
    good = sum(check.outcome == "ok" for check in known.values()) - moved
    yield f"  good     {good}"
    yield f"  moved    {moved}"
    yield f"  dead     {len(dead)}"
    yield from _listed("of which an archived copy is named:", covered)
    yield from _gone_once(known)
    yield from _unclear(known)


def _gone_once(known: dict[str, LinkCheck]) -> Iterator[str]:
    gone = {url: check for url, check in known.items() if check.outcome == "gone" and not check.is_dead}
    if gone:
        yield f"  gone     {len(gone)}; dead only if they still are a day later:"
        yield from _cut(
            f"{url} ({_lower(check.reason)}; look again after {_time_of_second_check(check)})"
            for url, check in sorted(gone.items())
        )


def _time_of_second_check(check: LinkCheck) -> str:
    return f"{(check.gone_since or check.checked) + CONFIRMATION:%Y-%m-%d %H:%M} UTC"


def _unclear(known: dict[str, LinkCheck]) -> Iterator[str]:
    reasons = Counter(
        (urlsplit(url).hostname or "", check.reason)
        for url, check in known.items()
        if check.outcome == "unclear"
    )
    if reasons:
        yield f"  unclear  {sum(reasons.values())}; the answers tell nothing of the pages:"
        yield from _cut(
            f"{host}: {_lower(reason)}" + (f" ({count} times)" if count > 1 else "")
            for (host, reason), count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        )


def _listed(title: str, urls: Sequence[str]) -> Iterator[str]:
    if urls:
        yield f"           {title}"
        yield from _cut(urls)


def _cut(lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    shown = list(lines)
    yield from (f"           {line}" for line in shown[:_MOST_LINES])
    if len(shown) > _MOST_LINES:
        yield f"           and {len(shown) - _MOST_LINES} more"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
