"""What a `Content-Type` says (RFC 9110, section 8.3.1)."""

from __future__ import annotations

import re

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE | re.ASCII)


def media_type(content_type: str | None) -> str:
    """`text/html` of `text/html; charset=utf-8`; empty when there is none."""
    return (content_type or "").split(";")[0].strip().lower()


def charset_of(content_type: str | None) -> str:
    """The charset's name as it stands there; empty when there is none."""
    found = _CHARSET.search(content_type or "")
    return found[1].lower() if found else ""
