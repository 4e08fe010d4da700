"""Addresses of a change on the forge where it is discussed: a pull request, or a merge request."""

from __future__ import annotations

import re

import msgspec

# `git@host:owner/repository`, `ssh://git@host/…`: repositories that are cloned with a key.
_SSH = re.compile(r"(?:ssh://)?git@(?P<host>[^/:\s]+)(?::\d+/|[:/])(?P<path>.+)", re.ASCII)
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
_NAME = r"(?!\.{1,2}/)[A-Za-z0-9_.~-]+"
_CHANGE = re.compile(
    rf"https://(?:[^/@\s]*@)?(?P<host>{_HOST})(?P<port>:\d{{1,5}})?/(?P<path>{_NAME}(?:/{_NAME}){{1,10}})"
    r"/(?P<kind>pull|pulls|pull-requests|-/merge_requests)/(?P<number>[1-9]\d{0,9})/?",
    re.ASCII,
)
# The page with the whole difference, by kind: GitHub, Forgejo and Gitea, Bitbucket, GitLab.
_DIFFS = {"pull": "files", "pulls": "files", "pull-requests": "diff", "-/merge_requests": "diffs"}


class ProposedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A pull request or merge request.

    url: its page
    name: how people call it: `#12`, on GitLab `!12`
    diff_url: the page with all that it changes
    """

    url: str
    name: str
    diff_url: str


def proposed_change(text: str) -> ProposedChange:
    """The change that an address names.

    A name and password in the address, as hosts of builds have, are left out, and so is `.git`.

    Raises `ValueError` whose message goes on after the address, and does not repeat it.
    """
    ssh = _SSH.fullmatch(text.strip())
    match = _CHANGE.fullmatch(f"https://{ssh['host']}/{ssh['path']}" if ssh else text.strip())
    if not match:
        raise ValueError(
            "is no address of a pull request, such as https://github.com/owner/repository/pull/12"
        )
    kind, number = match["kind"], match["number"]
    server, path = f"{match['host'].lower()}{match['port'] or ''}", match["path"].removesuffix(".git")
    url = f"https://{server}/{path}/{kind}/{number}"
    mark = "!" if kind == "-/merge_requests" else "#"
    return ProposedChange(url=url, name=f"{mark}{number}", diff_url=f"{url}/{_DIFFS[kind]}")
