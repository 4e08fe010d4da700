"""Publishes the pictures of images. Each is made once, in a worker, and kept for the builds to come."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from uuid import uuid4

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.plan.images import Picture
from sitegen.plan.urls import output_file
from sitegen.publish.output import Output
from sitegen.publish.staging import Staged, Staging, write_whole
from sitegen.read.discover import MAX_MEDIA_BYTES, read_bytes
from sitegen.versions import digest_of, package_version

_DIGEST = 32  # Characters before the bytes of a kept picture.
# A picture that no build wants is kept for so long: a branch, a draft or another output may want it.
_KEPT_SECONDS = 30 * 24 * 3600


class PictureFolders(msgspec.Struct, frozen=True, kw_only=True):
    """Where a worker finds images, and where it leaves pictures.

    root: the archive's folder
    cache: of pictures that were made
    output, staging: the output folder and its staging folder
    """

    root: str
    cache: str
    output: str
    staging: str


class PictureTask(msgspec.Struct, frozen=True, kw_only=True):
    """Pictures to be made of one image, or taken from the cache.

    source: the image's file
    digest: of its bytes
    pictures: with the key of each
    """

    source: str
    digest: str
    pictures: tuple[tuple[str, Picture], ...]


class MadePicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that is ready.

    file: relative to the output folder
    key: tells all that its bytes depend on
    """

    file: str
    key: str
    staged: Staged


class PictureWork:
    """Which pictures are to be made: those that lie in the output as the last build left them are kept."""

    def __init__(self, pictures: Iterable[Picture], output: Output) -> None:
        self._output = output
        self._keys: set[str] = set()
        wanted: dict[tuple[str, str], list[tuple[str, Picture]]] = defaultdict(list)
        for picture in pictures:
            file, key = output_file(picture.path), picture_key(picture)
            self._keys.add(key)
            if output.is_current(file, key):
                output.keep(file)
            else:
                wanted[picture.source, picture.digest].append((key, picture))
        self.tasks = [
            PictureTask(source=source, digest=digest, pictures=tuple(found))
            for (source, digest), found in wanted.items()
        ]

    def take(self, made: Iterable[MadePicture]) -> None:
        """Puts pictures into the output."""
        for picture in made:
            self._output.adopt(picture.file, picture.staged, picture.key)

    def forget_old(self, cache: Path) -> None:
        """Deletes what this build does not want and no build has made for a month."""
        oldest = time.time() - _KEPT_SECONDS
        for file in cache.iterdir() if cache.is_dir() else ():
            if file.name not in self._keys and file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)


def make_pictures(folders: PictureFolders, tasks: Sequence[PictureTask]) -> list[MadePicture]:
    """Makes the pictures of some images; runs in a worker."""
    return [made for task in tasks for made in _made(folders, task)]


def _made(folders: PictureFolders, task: PictureTask) -> list[MadePicture]:
    cache, staging = Path(folders.cache), Staging(Path(folders.output), Path(folders.staging))
    known = {key: _kept(cache / key) for key, _ in task.pictures}
    missing = [(key, picture) for key, picture in task.pictures if known[key] is None]
    known.update(_encoded(Path(folders.root), cache, task, missing) if missing else {})
    made = []
    for key, picture in task.pictures:
        file, data = output_file(picture.path), known[key]
        assert data is not None  # noqa: S101  (for the type checker)
        # As in `Workshop`: a cluster may run a task twice.
        staged = staging.stage(file, uuid4().hex, data)
        made.append(MadePicture(file=file, key=key, staged=staged))
    return made


def _encoded(
    root: Path, cache: Path, task: PictureTask, missing: Sequence[tuple[str, Picture]]
) -> dict[str, bytes]:
    """New pictures by key, which are kept. Raises `ProblemsError`."""
    from sitegen.publish.encode import encode
    from sitegen.read.images import ImageError

    data = read_bytes(root, task.source, limit=MAX_MEDIA_BYTES)
    if digest_of(data) != task.digest:
        raise _problem("E207", "The file was changed while the site was being built", task, "Build again.")
    pictures = [picture for _, picture in missing]
    try:
        found = dict(zip((key for key, _ in missing), encode(data, pictures), strict=True))
    except ImageError as error:
        raise _problem(error.problem, f"The image {error.reason}", task, "Save it anew.") from None
    cache.mkdir(parents=True, exist_ok=True)
    for key, encoded in found.items():
        write_whole(cache / key, digest_of(encoded).encode() + encoded)
    return found


def _problem(code: str, message: str, task: PictureTask, hint: str) -> ProblemsError:
    return ProblemsError([Diagnostic(code=code, message=message, path=task.source, hint=hint)])


def _kept(file: Path) -> bytes | None:
    """A picture from the cache; None when it is not there, or not whole."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    digest, data = content[:_DIGEST], content[_DIGEST:]
    return data if digest == digest_of(data).encode() else None


def picture_key(picture: Picture) -> str:
    """Tells all that the bytes of a picture depend on."""
    made = f"{picture.base} {picture.size} {picture.format}"
    return digest_of(picture.digest.encode(), made.encode(), encoder_key().encode())


@cache
def encoder_key() -> str:
    """Digest of what makes pictures: our code for that, and Pillow, whose wheels bring the encoders along.

    Not of all code, as elsewhere: to make the pictures of an archive takes long.
    """
    package = Path(__file__).parent.parent
    code = [(package / name).read_bytes() for name in ("read/images.py", "publish/encode.py")]
    return digest_of(*code, package_version("pillow").encode())
