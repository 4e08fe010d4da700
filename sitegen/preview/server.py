"""`sitegen serve`."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

import uvicorn
from filelock import FileLock, Timeout
from msgspec.structs import replace

from sitegen.build import BuildRequest, BuildResult, build
from sitegen.diagnostics import ProblemsError
from sitegen.preview.app import make_app
from sitegen.preview.state import PreviewState
from sitegen.preview.watch import Watcher
from sitegen.progress import CancelledError, Silent
from sitegen.read.discover import DOCUMENT_FOLDERS
from sitegen.read.editor.files import fetched_decap
from sitegen.read.site_config import read_site_config
from sitegen.report import diagnostic_text
from sitegen.session import Session

HOST = "127.0.0.1"
# Of more changed pages than these none is named: all reload.
_FEW = 200


class PreviewError(Exception):
    """The preview cannot start. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Serving:
    """The server listens at this address."""

    url: str

    def __str__(self) -> str:
        return f"The site is at {self.url}  (Ctrl-C ends)"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A build is done."""

    rendered: int
    seconds: float

    def __str__(self) -> str:
        return f"Built in {self.seconds:.2f} s: {self.rendered} pages rendered"


@dataclass(frozen=True, slots=True)
class Failed:
    """A build ended by a fault of sitegen's own."""

    text: str

    def __str__(self) -> str:
        return self.text


Event = Serving | Rebuilt | Failed | ProblemsError


class _Gate(Silent):
    """Holds requests back while files are moved into place; ends a build when `is_news` says so."""

    def __init__(self, state: PreviewState, is_news: Callable[[], bool] = lambda: False) -> None:
        self._state = state
        self._is_news = is_news

    def is_cancelled(self) -> bool:
        """True when there is something better to do."""
        return self._is_news()

    def stage(self, name: str, total: int) -> None:
        """Closes the gate for the last stage, and waits until nobody is between door and file.

        Raises `CancelledError` when there is something better to do.
        """
        if name == "write":
            if self._is_news():
                raise CancelledError
            self._state.close_gate()


class Preview:
    """One archive being previewed."""

    def __init__(self, root: Path, base_url: str, *, drafts: bool, tell: Callable[[Event], None]) -> None:
        self.state = PreviewState()
        # A folder of its own: the preview's addresses must not end up in public/.
        self.folder = root / ".sitegen" / "preview"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.root = root
        self._tell = tell
        # Whoever only wants to see the pages need not fetch the editor.
        has_editor = bool(fetched_decap(root))
        self._request = BuildRequest(
            root=root, output=self.folder, base_url=base_url, drafts=drafts, editor=has_editor
        )
        self._session = Session(root)
        self._plain_build_is_due = False

    def rebuild(
        self, touched: frozenset[str] | None = None, is_superseded: Callable[[], bool] = lambda: False
    ) -> None:
        """Builds the pages, and tells browsers and the terminal how it went. Search comes later.

        After an edit of what one document says, its own pages come first, and then the lists that show it.

        touched: what may have changed since the last time, as the watcher heard; None when nobody knows.
            A watcher may miss something, so what is built on its word is looked at as a whole later.
        is_superseded: true when another rebuild follows at once; problems are then not told, because a file
            may have been read while it was being written
        """
        started = perf_counter()
        self._plain_build_is_due = False
        try:
            result = self._publish(touched, lists_later=True)
            rendered = len(result.rendered)
            if result.put_off:
                # Since then nothing was touched that the watcher would not tell once more.
                result = self._publish(frozenset(), lists_later=False)
                rendered += len(result.rendered)
        except ProblemsError as problems:
            if is_superseded():
                return
            texts = [diagnostic_text(diagnostic, self.root) for diagnostic in problems.diagnostics]
            self.state.publish_soon(changed=False, problems=texts)
            self._tell(problems)
        except Exception:
            text = _own_fault()
            self.state.publish_soon(changed=False, problems=[text])
            self._tell(Failed(text))
        else:
            is_cold = self._session.last is None
            self._plain_build_is_due = bool(result.searchable) or touched is not None or is_cold
            self._tell(Rebuilt(rendered, perf_counter() - started))

    def _publish(self, touched: frozenset[str] | None, *, lists_later: bool) -> BuildResult:
        """Builds the pages, and makes those reload that are open in browsers and have changed."""
        request = replace(self._request, search_later=True, touched=touched, lists_later=lists_later)
        try:
            result = build(request, _Gate(self.state), self._session)
            changed = bool(result.changes.written or result.changes.removed)
            self.state.publish_soon(changed=changed, problems=[], pages=_changed_pages(result, touched))
            return result
        finally:
            self.state.open_gate()

    def refresh_search(self, is_news: Callable[[], bool]) -> None:
        """Brings the search index up to date, unless something changes meanwhile.

        Where the first build had nothing to do, this one reads and plans all the same, and it compiles all
        templates: else the first edits would have to wait for that.
        """
        if not self._plain_build_is_due:
            return
        try:
            request = replace(self._request, warm_up=True)
            result = build(request, _Gate(self.state, is_news), self._session)
        except CancelledError:
            return
        except ProblemsError as problems:
            self._tell(problems)
        except Exception:
            self._tell(Failed(_own_fault()))
        else:
            self._plain_build_is_due = False
            # Of an edit just before this build, the file system may tell after it.
            if result.rendered:
                self.state.publish_soon(changed=True, problems=[])
        finally:
            self.state.open_gate()


def _changed_pages(result: BuildResult, touched: frozenset[str] | None) -> tuple[str, ...] | None:
    """The pages that a build has changed; None when they are many, or other files may have changed too."""
    # An edit of an image, a register or a theme changes files that pages show, too.
    of_documents = touched is not None and all(path.startswith(DOCUMENT_FOLDERS) for path in touched)
    is_few = len(result.rendered) <= _FEW and not result.changes.removed
    return result.rendered if of_documents and is_few else None


def _own_fault() -> str:
    """What to say of the exception that is being handled."""
    return f"sitegen itself failed. Please report this:\n{traceback.format_exc()}"


def serve_site(root: Path, *, port: int, drafts: bool, tell: Callable[[Event], None]) -> None:
    """Serves until it is interrupted.

    port: on loopback; 0 takes a free one
    tell: called with each event, from several threads

    Raises `PreviewError` when the port is taken, or another preview of the archive runs.
    """
    with _only_preview(root), contextlib.closing(_listening_socket(port)) as listener:
        base_path = _base_path(root)
        base_url = f"http://{HOST}:{listener.getsockname()[1]}{base_path}"
        preview = Preview(root, base_url, drafts=drafts, tell=tell)
        preview.rebuild()
        asyncio.run(_serve(preview, listener, base_path, lambda: tell(Serving(base_url))))


async def _serve(
    preview: Preview, listener: socket.socket, base_path: str, ready: Callable[[], None]
) -> None:
    preview.state.bind(asyncio.get_running_loop())
    watcher: Watcher = Watcher(
        preview.root,
        lambda touched: preview.rebuild(touched, watcher.is_news_soon),
        lambda: preview.refresh_search(watcher.is_news),
    )
    config = uvicorn.Config(
        make_app(preview.folder, base_path, preview.state),
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    server = _Server(config, preview.state)
    watcher.start()
    ready()
    try:
        await server.serve(sockets=[listener])
    finally:
        await asyncio.to_thread(watcher.stop)


class _Server(uvicorn.Server):
    """Uvicorn, which lets go of pages that wait for news when it is told to end."""

    def __init__(self, config: uvicorn.Config, state: PreviewState) -> None:
        super().__init__(config)
        self._state = state

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends."""
        self._state.close()
        await super().shutdown(sockets)


@contextlib.contextmanager
def _only_preview(root: Path) -> Iterator[None]:
    """Two previews of one archive would write to one folder."""
    state = root / ".sitegen"
    state.mkdir(exist_ok=True)
    try:
        with FileLock(state / "preview.lock", timeout=0):
            yield
    except Timeout:
        raise PreviewError("Another preview of this archive is running. End it first.") from None


def _base_path(root: Path) -> str:
    """The path at which the published site will lie; `/` when site.yaml cannot be read yet."""
    try:
        return urlsplit(read_site_config(root).base_url).path
    except ProblemsError:
        return "/"


def _listening_socket(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise PreviewError(
            f"Port {port} is taken. Choose another with --port, or --port 0 for a free one."
        ) from None
    return listener
