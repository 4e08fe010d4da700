"""`sitegen editor`: brings Decap CMS, at the version and with the digests that sitegen knows."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from sitegen.editor import DECAP_FILES, DECAP_FOLDER, DECAP_INTEGRITY, DECAP_VERSION
from sitegen.read.editor.files import fetched_decap

REGISTRY = "https://registry.npmjs.org/"
_MAX_PACKAGE = 64 * 1024 * 1024
_SECONDS = 60


class FetchError(ValueError):
    """Decap could not be fetched. The message says why and what to do."""


def fetch_decap(root: Path, registry: str = REGISTRY) -> bool:
    """Puts Decap's files where a build looks for them; False when they lie there already.

    registry: address of an npm registry

    Raises `FetchError`, and leaves nothing behind.
    """
    if fetched_decap(root):
        return False
    files = _unpacked(_package(registry))
    folder = root / DECAP_FOLDER
    if folder.resolve() != root.resolve() / DECAP_FOLDER:
        raise FetchError(f"{DECAP_FOLDER} leads out of the archive over a symbolic link. Delete the link.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            staged = folder / f".{name}.tmp"
            staged.write_bytes(data)
            staged.replace(folder / name)
    except OSError as error:
        raise FetchError(f"{DECAP_FOLDER} cannot be written: {error.strerror}. Check permissions.") from None
    return True


def _package(registry: str) -> bytes:
    """The package's bytes, which are those that the digest stands for."""
    url = f"{registry.rstrip('/')}/decap-cms/-/decap-cms-{DECAP_VERSION}.tgz"
    if urlsplit(url).scheme not in ("http", "https"):
        raise FetchError(f"{registry} is no web address. Name a registry as https://registry.example.org/.")
    try:
        with urlopen(url, timeout=_SECONDS) as answer:  # noqa: S310  (the scheme was checked)
            data: bytes = answer.read(_MAX_PACKAGE + 1)
    except (URLError, TimeoutError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise FetchError(
            f"{url} cannot be fetched: {reason}. Check the network, or name a mirror with --registry."
        ) from None
    found = f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}"
    if found != DECAP_INTEGRITY:
        raise FetchError(
            f"{url} does not hold what it should: its digest is {found}, and not {DECAP_INTEGRITY}. "
            "Nothing was kept. Try another registry."
        )
    return data


def _unpacked(package: bytes) -> Mapping[str, bytes]:
    """The files that are needed. Only these are read, into memory: no path of the package is ever used."""
    files = {}
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        for name, digest in DECAP_FILES.items():
            member = archive.extractfile(f"package/dist/{name}")
            data = member.read() if member else b""
            if hashlib.sha256(data).hexdigest() != digest:
                raise FetchError(
                    f"{name} in the package of Decap CMS {DECAP_VERSION} is not what it should be."
                )
            files[name] = data
    return files
