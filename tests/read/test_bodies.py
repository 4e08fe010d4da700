"""Bodies come from the store; one that it lost is parsed again, unless the file has changed since."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Body
from sitegen.read.bodies import Bodies
from sitegen.read.discover import FileState
from sitegen.read.parse import parse_document
from sitegen.read.store import Store, StoreUpdate
from tests.sites import article

A, B = "content/articles/2025/11/a.md", "content/pages/b.md"
PAGE = '---\ntitle: B\n---\n\nSee "b".\n'


@pytest.fixture
def root(tmp_path):
    for path, text in ((A, article(body='Some "text".')), (B, PAGE)):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "archive.sqlite", "code")


def parsed(root: Path, path: str, language: str = "en") -> Body:
    return parse_document(path, (root / path).read_bytes(), language)[1]


def remember(store: Store, path: str, value: bytes) -> None:
    state = FileState(1, 1, 1)
    store.update(StoreUpdate(files={path: (state, "key")}, parsed={path: b""}, bodies={path: value}))


def loaded(root: Path, store: Store, *bodies: tuple[str, Body], language: str = "en") -> Bodies:
    """The bodies with the digests of those given."""
    found = Bodies(root, store, language)
    found.load({path: body.digest for path, body in bodies})
    return found


def problem(root: Path, store: Store, path: str, body: Body) -> Diagnostic:
    with pytest.raises(ProblemsError) as error:
        loaded(root, store, (path, body))
    (found,) = error.value.diagnostics
    return found


def test_a_stored_body_needs_no_file(root, store):
    body = parsed(root, A)
    remember(store, A, msgspec.msgpack.encode(body))
    (root / A).unlink()

    assert loaded(root, store, (A, body)) == {A: body}


def test_a_stored_body_is_that_of_the_file_when_it_was_read(root, store):
    body = parsed(root, A)
    remember(store, A, msgspec.msgpack.encode(body))
    (root / A).write_text(article(body="Other text."))

    assert loaded(root, store, (A, body))[A] == body


@pytest.mark.parametrize("path", [A, B])
def test_a_body_that_is_not_stored_is_parsed(root, store, path):
    body = parsed(root, path)

    assert loaded(root, store, (path, body))[path] == body


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\xff",
        msgspec.msgpack.encode([1]),
        msgspec.msgpack.encode({"html": "x"}),
        msgspec.msgpack.encode({"html": 1, "text": "x"}),
        b"\x81\xa4html\xa1\xff",
        msgspec.msgpack.encode(Body(html="<p>forged</p>", text="forged")),
    ],
)
def test_a_damaged_body_is_parsed(root, store, value):
    body = parsed(root, A)
    remember(store, A, value)

    assert loaded(root, store, (A, body))[A] == body


def test_quotation_marks_are_those_of_the_sites_language(root, store):
    german = parsed(root, A, "de")

    assert "„text“" in german.html
    assert loaded(root, store, (A, german), language="de")[A] == german


@pytest.mark.parametrize("value", [None, b"damaged"])
@pytest.mark.parametrize("text", [article(body="Other text."), "no article", article(date="2025-13"), "\0"])
def test_a_file_that_changed_since_it_was_read_is_an_error(root, store, value, text):
    body = parsed(root, A)
    if value:
        remember(store, A, value)
    (root / A).write_text(text)
    found = problem(root, store, A, body)

    assert (found.code, found.path, found.line) == ("E207", A, 0)
    assert found.message == "The file was changed while the site was being built"
    assert found.hint == "Build again."


def test_a_file_whose_body_is_the_same_has_not_changed(root, store):
    body = parsed(root, A)
    (root / A).write_text((root / A).read_text() + "\n\n")

    assert loaded(root, store, (A, body))[A] == body


def test_a_file_that_is_gone_since_it_was_read_is_an_error(root, store):
    body = parsed(root, A)
    (root / A).unlink()

    assert problem(root, store, A, body).code == "E203"


def test_only_what_was_loaded_last_is_there(root, store):
    one, two = parsed(root, A), parsed(root, B)
    found = loaded(root, store, (A, one))
    assert list(found) == [A]

    found.load({B: two.digest})

    assert (list(found), len(found), found[B]) == ([B], 1, two)
    assert A not in found
