"""Pages that a browser saved as one file: MHTML (RFC 2557)."""

from __future__ import annotations

import email.policy
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from sitegen.contribute.importing.media_types import HTML_TYPES
from sitegen.contribute.importing.provenance import is_web_url, of_page
from sitegen.contribute.importing.source_values import MAX_PAGE_BYTES, Source, SourceError, too_large
from sitegen.contribute.importing.values import RawPage

# The page, with all its pictures in Base64.
MAX_MHTML_BYTES = 60_000_000


def read_mhtml(source: Source) -> RawPage:
    """The main part of an MHTML file. Raises `SourceError`."""
    with Path(source.path).open("rb") as file:
        whole = file.read(MAX_MHTML_BYTES + 1)
    if len(whole) > MAX_MHTML_BYTES:
        raise SourceError(too_large(len(whole), MAX_MHTML_BYTES))
    try:
        message = message_from_bytes(whole, policy=email.policy.HTTP)
        main = _main_part(message)
        if main is None:
            raise SourceError("It holds no HTML page")
        data = main.get_payload(decode=True)
        location = _header(main, "Content-Location") or _header(message, "Snapshot-Content-Location")
        charset = main.get_content_charset("")
        retrieved = _day(str(message.get("Date") or ""))
    except (RecursionError, LookupError, ValueError, AttributeError) as error:
        raise (
            error if isinstance(error, SourceError) else SourceError("It is no MHTML file, or broken")
        ) from None
    if not isinstance(data, bytes) or not data.strip():
        raise SourceError("Its page is empty")
    if len(data) > MAX_PAGE_BYTES:
        raise SourceError(too_large(len(data)))
    said = of_page(data, url=location if is_web_url(location) else "")
    return RawPage(
        name=source.name,
        data=data,
        kind="html",
        charset=charset,
        url=said.url,
        archive_url=said.archive_url,
        retrieved=retrieved or said.retrieved,
    )


def _main_part(message: EmailMessage) -> EmailMessage | None:
    """The part that `start` names, or that lies where the snapshot lay; else the first HTML part."""
    pages = [part for part in message.walk() if part.get_content_type() in HTML_TYPES]
    start = str(message.get_param("start", "") or "").strip()
    address = _header(message, "Snapshot-Content-Location")
    for part in pages:
        if start and _header(part, "Content-ID") == start:
            return part
    for part in pages:
        if address and _header(part, "Content-Location") == address:
            return part
    return pages[0] if pages else None


def _header(part: EmailMessage, name: str) -> str:
    """A header's value without the line ends and spaces that long ones are folded with."""
    return "".join(str(part.get(name) or "").split())


def _day(text: str) -> str:
    try:
        return parsedate_to_datetime(text).date().isoformat() if text else ""
    except ValueError:
        return ""
