"""Which network addresses are public: the others lead into the archivist's own network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# From a host's name to its addresses, as text.
Resolver = Callable[[str], Sequence[str]]

# Global unicast (IANA, IPv6 address space); within it, documentation (RFC 9637).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_DOCUMENTATION = IPv6Network("3fff::/20")
# The last 32 bits are an IPv4 address: mapped, compatible (RFC 4291), translated (2765), NAT64 (6052).
_CARRIERS = tuple(map(IPv6Network, ("::ffff:0:0/96", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96")))
_SIX_TO_FOUR = IPv6Network("2002::/16")
_ANYCAST_RELAYS = (0xC0586300, 0xC05863FF)  # 192.88.99.0/24, RFC 7526: deprecated


def resolve(host: str) -> Sequence[str]:
    """A host's addresses from the system's resolver, in its order. Raises `OSError`."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """False for loopback, private, link-local, multicast and reserved addresses, also inside of others.

    An IPv6 address that carries an IPv4 address is as public as that is; Teredo (2001::/32) never is.
    """
    if "%" in address:  # a zone: it is meant for one link
        return False
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return _is_public_v4(parsed) if isinstance(parsed, IPv4Address) else _is_public_v6(parsed)


def _is_public_v4(address: IPv4Address) -> bool:
    first, last = _ANYCAST_RELAYS
    is_special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not is_special and not first <= int(address) <= last


def _is_public_v6(address: IPv6Address) -> bool:
    if any(address in network for network in _CARRIERS):
        return _is_public_v4(IPv4Address(int(address) & 0xFFFFFFFF))
    if address in _SIX_TO_FOUR:
        return _is_public_v4(IPv4Address(int(address) >> 80 & 0xFFFFFFFF))
    return address.is_global and address in _GLOBAL_UNICAST and address not in _DOCUMENTATION
