"""Outlets that pages name, as the register of outlets calls them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from sitegen.contribute.importing.markdown_text import visible_text
from sitegen.contribute.importing.web_addresses import host_of
from sitegen.read.registers import Register

_TWITTER = re.compile(r"^@(?=\w)")
_AROUND = re.compile(
    r"^(?:©|\(c\)|copyright|source\s*:|quelle\s*:)\s*(?:\d{4}\s*)?|\s*版权所有$|\s*[|–—-]\s*(?:home|homepage|startseite)$",
    re.IGNORECASE,
)
_MAX_NAME = 80


class Outlets:
    """The register of outlets, to be asked by address and by name."""

    def __init__(self, register: Register) -> None:
        self._register = register
        hosts = ((host_of(term.url), term.name) for term in register.terms.values() if term.url)
        self._by_host = {host: name for host, name in hosts if host}

    def by_url(self, url: str) -> str:
        """Name of the outlet on whose site an address lies, or empty."""
        return next((self._by_host[host] for host in _hosts(host_of(url)) if host in self._by_host), "")

    def by_name(self, text: str) -> str:
        """The register's name of the outlet that a text names, else the text itself, tidied."""
        name = _AROUND.sub("", _TWITTER.sub("", visible_text(html.unescape(text)))).strip(" |,;:")
        for candidate in (
            name,
            re.sub(r"^(?:the|die|der|das)\s+", "", name, flags=re.IGNORECASE),
            f"The {name}",
        ):
            if found := self._register.find(candidate):
                return found.name
        return name if len(name) <= _MAX_NAME else ""

    def is_known(self, name: str) -> bool:
        """True for a name that stands in the register."""
        return self._register.find(name) is not None


def _hosts(host: str) -> Iterator[str]:
    """A host, and those above it: news.example.org, example.org."""
    parts = host.split(".")
    for start in range(max(len(parts) - 1, 0)):
        yield ".".join(parts[start:])
