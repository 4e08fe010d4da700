"""Connections to addresses that were checked, and only for so long.

A name is resolved once, all its addresses are checked, and the connection is made to one of them: a name
server that answers differently a moment later (DNS rebinding) changes nothing. Who is spoken to stays the
name: in the request's `Host`, in TLS, and in the certificate.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from sitegen.contribute.importing.addresses import Resolver, is_public

# Hosts have many addresses so that one answers; the first ones tell.
_MOST_ADDRESSES = 4
SocketOption = Any  # as httpcore's own type, which it does not export


class RefusedAddressError(ValueError):
    """A name leads to an address that is not public. The message says so, without its full stop."""


class NoSuchHostError(httpcore.ConnectError):
    """The name servers answer that a name does not exist; they did not fail to answer."""


class GuardedBackend(httpcore.NetworkBackend):
    """Connects for one request, which ends at `deadline` on the monotonic clock."""

    def __init__(self, *, resolver: Resolver, allow_private: bool, deadline: float) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's addresses.

        Raises `RefusedAddressError` when any of them is not public, and httpcore's exceptions.
        """
        problem: Exception = httpcore.ConnectError("the name has no address")
        for address in self._checked(host)[:_MOST_ADDRESSES]:
            limit = _remaining(self._deadline, timeout, httpcore.ConnectTimeout)
            try:
                stream = self._plain.connect_tcp(address, port, limit, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem

    def _checked(self, host: str) -> tuple[str, ...]:
        try:
            addresses = tuple(self._resolver(host.strip("[]")))
        except (OSError, UnicodeError) as error:
            kind = NoSuchHostError if _is_unknown(error) else httpcore.ConnectError
            raise kind(f"the name {host[:100]} cannot be resolved") from error
        private = [address for address in addresses if not is_public(address)]
        if private and not self._allow_private:
            message = f"{host[:100]} leads to {private[0]}, which is no public address"
            raise RefusedAddressError(message)
        return addresses

    def sleep(self, seconds: float) -> None:
        """As httpcore asks for it."""
        time.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    """A connection of which every step ends at the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _remaining(self._deadline, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _remaining(self._deadline, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        limit = _remaining(self._deadline, timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, limit), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _is_unknown(error: Exception) -> bool:
    return isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME


def _remaining(deadline: float, timeout: float | None, kind: type[Exception]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise kind("the time for one page is over")
    return left if timeout is None else min(left, timeout)
