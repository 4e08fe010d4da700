"""Asks once whether there is still a page at an address."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

import httpx

from sitegen.contribute.external_links.values import Outcome
from sitegen.contribute.importing.fetching import status_text
from sitegen.contribute.importing.polite_client import MAX_REDIRECTS, PoliteClient
from sitegen.contribute.importing.web_client import Answer, BrokenOffError, FetchError, UnknownHostError

# RFC 9110, section 15: only these say that there is no such page. The others speak of the server, or of us.
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_PERMANENT = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
_FIRST_ERROR = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check gave.

    moved_to: where permanent redirects lead; else empty
    asks_for_rest: True when the host wants no more requests now
    """

    outcome: Outcome
    reason: str = ""
    moved_to: str = ""
    asks_for_rest: bool = False


def probe(client: PoliteClient, text: str) -> Finding:
    """What there is at an address. Raises `StoppedError`."""
    try:
        return _followed(client, client.checked(text))
    except UnknownHostError:
        return Finding(outcome="gone", reason="There is no such host any more")
    except FetchError as error:
        return Finding(outcome="unclear", reason=str(error))


def _followed(client: PoliteClient, url: httpx.URL) -> Finding:
    moved_to, is_permanent = "", True
    for _ in range(MAX_REDIRECTS + 1):
        answer = _answer(client, url)
        following = client.location(url, answer)
        if following is None:
            return _finding(answer.status, moved_to)
        is_permanent = is_permanent and answer.status in _PERMANENT
        if is_permanent:
            moved_to = str(following)
        url = following
    return Finding(outcome="unclear", reason=f"It redirects more than {MAX_REDIRECTS} times")


def _answer(client: PoliteClient, url: httpx.URL) -> Answer:
    """To HEAD, or to GET where a server does not answer HEAD as it should; many don't."""
    try:
        answer = client.get(url, most=0, method="HEAD")
    except BrokenOffError:
        return client.get(url, most=0)
    is_refused = answer.status >= _FIRST_ERROR and answer.status != HTTPStatus.TOO_MANY_REQUESTS
    return client.get(url, most=0) if is_refused else answer


def _finding(status: int, moved_to: str) -> Finding:
    if HTTPStatus(200) <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Finding(outcome="ok", moved_to=moved_to)
    return Finding(
        outcome="gone" if status in _GONE else "unclear",
        reason=f"The server answers {status_text(status)}",
        asks_for_rest=status == HTTPStatus.TOO_MANY_REQUESTS,
    )
