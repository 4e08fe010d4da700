"""Web addresses as they stand in a page become absolute, plain ones."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from sitegen.read.tracking import is_likely_tracking

_MAX_ADDRESS = 2000
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?(?::\d{1,5})?", re.IGNORECASE)
# All that Markdown or HTML could take for something else is encoded.
_SAFE_IN_PATH = "/:@!$&,=+%-._~"


def absolute_address(written: str, base: str) -> str:
    """The http or https address that a page's address means, without tracking parameters; empty for others.

    base: where the page lies; may be empty
    """
    written = "".join(written.split())
    if not written or len(written) > _MAX_ADDRESS or written.startswith("#"):
        return ""
    try:
        parts = urlsplit(urljoin(base, written))
        host = _host_of(parts.netloc)
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    path = quote(parts.path, safe=_SAFE_IN_PATH)
    fragment = quote(parts.fragment, safe=_SAFE_IN_PATH + "?")
    return urlunsplit((parts.scheme, host, path or "/", _query(parts.query), fragment))


def _host_of(netloc: str) -> str:
    """Host and port; a host in other letters as DNS knows it. An address with a password has none."""
    return netloc.lower() if netloc.isascii() else netloc.lower().encode("idna").decode("ascii")


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    kept = [(name, value) for name, value in pairs if not is_likely_tracking(name)]
    if len(kept) == len(pairs):
        return quote(query, safe=_SAFE_IN_PATH + "?")
    return urlencode(kept)


def host_of(url: str) -> str:
    """The host of an address without `www.` and port, in small letters; empty when there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|mobile)\.(?=[^.]+\.)", "", host)


def same_site(one: str, other: str) -> bool:
    """True when two addresses lie on one host, or one on a subdomain of the other's."""
    first, second = host_of(one), host_of(other)
    if not first or not second:
        return False
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")
