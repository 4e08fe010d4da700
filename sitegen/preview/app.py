"""The web application of the preview: the built site, and word of new builds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from sitegen.plan.urls import ADMIN, NOT_FOUND
from sitegen.preview.headers import headers_for, read_header_rules
from sitegen.preview.state import PreviewState
from sitegen.publish.output import STATE_FOLDER

_HERE = Path(__file__).parent
_SCRIPT = '<script src="/_sitegen/reload.js" data-build="{build}" defer></script>'
_NO_SITE = (
    "<!doctype html><html lang='en' data-no-site><head><title>No site yet</title>"
    "<meta name='viewport' content='width=device-width'>"
    "<meta name='color-scheme' content='light dark'></head><body><h1>There is no site yet</h1>"
    "<p>The first build has problems: the terminal shows them.</p></body></html>"
)
# An open page is told at least so often that the server lives.
_HEARTBEAT_SECONDS = 15.0


def make_app(folder: Path, base_path: str, state: PreviewState) -> Starlette:
    """The application that serves a built site.

    folder: the built site
    base_path: path at which it lies, with a slash at both ends
    """

    async def events(request: Request) -> Response:
        from starlette.responses import StreamingResponse

        return StreamingResponse(_events(state, base_path), media_type="text/event-stream")

    async def problems(request: Request) -> Response:
        return JSONResponse(state.problems)

    async def reload_script(request: Request) -> Response:
        return FileResponse(_HERE / "reload.js", headers={"Cache-Control": "no-store"})

    async def overlay_style(request: Request) -> Response:
        return FileResponse(_HERE / "overlay.css", headers={"Cache-Control": "no-store"})

    async def to_base(request: Request) -> Response:
        return RedirectResponse(base_path)

    routes: list[Route | Mount] = [
        Route("/_sitegen/events", events),
        Route("/_sitegen/problems", problems),
        Route("/_sitegen/reload.js", reload_script),
        Route("/_sitegen/overlay.css", overlay_style),
    ]
    if base_path != "/":
        routes.append(Route("/", to_base))
    routes.append(Mount(base_path.rstrip("/") or "/", app=_Site(folder, state)))
    # Another site in the same browser must not read the preview through a name of its own.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(routes=routes, middleware=[hosts])


class _Site(StaticFiles):
    """The built site's files, with the headers that its `_headers` asks for."""

    def __init__(self, folder: Path, state: PreviewState) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._folder = folder
        self._state = state

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file of the site; HTML pages with the script that reloads them."""
        async with self._state.whole_site():
            return await self._response(path, scope)

    async def _response(self, path: str, scope: Scope) -> Response:
        # A page that was fetched just before a build has to reload although it hears of that build only.
        end_of_head = f"{_SCRIPT.format(build=self._state.build)}</head>".encode()
        if not (self._folder / "index.html").is_file():
            return HTMLResponse(_NO_SITE.encode().replace(b"</head>", end_of_head), status_code=503)
        if Path(path).parts[:1] == (STATE_FOLDER,):
            path = NOT_FOUND.lstrip("/")
        response = await super().get_response(path, scope)
        # The editor must not lose what is being written because a build has come.
        reloads = not f"/{path}".startswith(ADMIN.rstrip("/"))
        if reloads and isinstance(response, FileResponse) and response.media_type == "text/html":
            html = Path(response.path).read_bytes().replace(b"</head>", end_of_head, 1)
            status = 404 if path == NOT_FOUND.lstrip("/") else response.status_code
            response = HTMLResponse(html, status_code=status)
        response.headers.update(headers_for(scope["path"], read_header_rules(self._folder)))
        response.headers.setdefault("Cache-Control", "no-store")
        return response


async def _events(state: PreviewState, base_path: str) -> AsyncIterator[str]:
    """Server-sent events: the state now, and after each build.

    pages: paths of those that the build changed; null when it may be any
    """
    seen = -1
    while not state.closing.is_set():
        if state.number != seen:
            seen = state.number
            pages = state.pages and [base_path.rstrip("/") + path for path in state.pages]
            told = {"build": state.build, "problems": len(state.problems), "pages": pages}
            yield f"data: {json.dumps(told)}\n\n"
        try:
            await asyncio.wait_for(state.wait_after(seen), _HEARTBEAT_SECONDS)
        except TimeoutError:
            yield ": still here\n\n"
