"""Where an archived copy of a page may be: the address to look at, and what the Wayback Machine says."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

from sitegen.contribute.importing.polite_client import PoliteClient
from sitegen.contribute.importing.web_client import FetchError

# https://archive.org/help/wayback_api.php
AVAILABILITY_API = "https://archive.org/wayback/available"
_COPIES = "https://web.archive.org/web/"
_MAX_ANSWER = 64 * 1024
_MOMENT = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def is_archived_copy(url: str) -> bool:
    """True for an address of the Wayback Machine."""
    return url.startswith(_COPIES)


def likely_copy(url: str, date: str) -> str:
    """Where the Wayback Machine shows its copy closest to a date, if it has any.

    date: in EDTF; the Wayback Machine takes as many digits of it as there are
    """
    return f"{_COPIES}{_moment(date) or '*'}/{url}"


def find_copy(client: PoliteClient, url: str, date: str, *, api: str = AVAILABILITY_API) -> str:
    """The copy closest to a date that the Wayback Machine has; empty when it has none, or does not tell.

    Raises `StoppedError`.
    """
    query = urlencode({"url": url, **({"timestamp": _moment(date)} if _moment(date) else {})})
    try:
        answer = client.get_offered(client.checked(f"{api}?{query}"), most=_MAX_ANSWER)
    except FetchError:
        return ""
    return _closest(answer.data) if answer.data else ""


def _closest(data: bytes) -> str:
    try:
        closest = json.loads(data)["archived_snapshots"]["closest"]
        url = str(closest["url"]).replace("http://", "https://", 1)
        is_good = closest["available"] is True and str(closest["status"]) == "200"
    except (ValueError, TypeError, LookupError, RecursionError):
        return ""
    return url if is_good and is_archived_copy(url) and url.isprintable() else ""


def _moment(date: str) -> str:
    found = _MOMENT.match(date)
    return found[0].replace("-", "") if found else ""
