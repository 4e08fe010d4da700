"""What tests of whole sites share."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.render.pages import Renderer


@pytest.fixture
def views(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages whose views are made, in their order."""
    urls: list[str] = []
    view = Renderer.view

    def view_and_note(self: Renderer, page: Any) -> Any:
        urls.append(page.url)
        return view(self, page)

    monkeypatch.setattr(Renderer, "view", view_and_note)
    return urls
