"""`sitegen editor`: Decap CMS from an npm registry, at one version and with one digest."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen import editor as pinned
from sitegen.cli import main
from sitegen.contribute import web_editor
from sitegen.contribute.web_editor import FetchError, fetch_decap
from sitegen.editor import DECAP_FOLDER, DECAP_VERSION
from sitegen.read.editor import files as decap_files
from tests.sites import make_site
from tests.static_server import static_server

CONTENTS = {"decap-cms.js": b"// The program.", "decap-cms.js.LICENSE.txt": b"MIT"}


def package(members: dict[str, bytes]) -> bytes:
    """A package as npm makes one."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


GOOD = package(
    {f"package/dist/{name}": data for name, data in CONTENTS.items()} | {"../../outside.js": b"outside"}
)


@contextmanager
def registry(folder: Path, data: bytes = GOOD) -> Iterator[str]:
    """A registry that has the package."""
    file = folder / f"registry/decap-cms/-/decap-cms-{DECAP_VERSION}.tgz"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    with static_server(folder / "registry") as server:
        yield f"{server.url}/"


@pytest.fixture(autouse=True)
def digests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the package above in the place of Decap's."""
    integrity = f"sha512-{base64.b64encode(hashlib.sha512(GOOD).digest()).decode()}"
    monkeypatch.setattr(web_editor, "DECAP_INTEGRITY", integrity)
    named = {name: hashlib.sha256(data).hexdigest() for name, data in CONTENTS.items()}
    for module in (web_editor, decap_files, pinned):
        monkeypatch.setattr(module, "DECAP_FILES", named)


def test_only_the_files_that_are_needed_are_kept(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with registry(tmp_path) as url:
        assert fetch_decap(root, url)
    kept = {
        file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()
    }
    assert kept == {f"{DECAP_FOLDER}/{name}": data for name, data in CONTENTS.items()}
    assert not (tmp_path / "outside.js").exists()


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    with registry(tmp_path) as url:
        fetch_decap(tmp_path, url)
    assert not fetch_decap(tmp_path, "http://127.0.0.1:1/")


def test_a_damaged_file_is_fetched_again(tmp_path: Path) -> None:
    with registry(tmp_path) as url:
        fetch_decap(tmp_path, url)
        (tmp_path / DECAP_FOLDER / "decap-cms.js").write_bytes(b"// Something else.")
        assert fetch_decap(tmp_path, url)
    assert (tmp_path / DECAP_FOLDER / "decap-cms.js").read_bytes() == CONTENTS["decap-cms.js"]


def test_another_package_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with (
        registry(tmp_path, package({"package/dist/decap-cms.js": b"evil"})) as url,
        pytest.raises(FetchError) as no,
    ):
        fetch_decap(root, url)
    assert "does not hold what it should" in str(no.value)
    assert not root.exists()


@pytest.mark.parametrize(
    ("url", "said"), [("file:///etc/", "is no web address"), ("http://127.0.0.1:1/", "cannot be fetched")]
)
def test_a_registry_that_does_not_answer_is_told(url: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=said):
        fetch_decap(tmp_path, url)


def test_no_link_leads_out_of_the_archive(tmp_path: Path) -> None:
    root, outside = tmp_path / "archive", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / ".sitegen").symlink_to(outside)
    with registry(tmp_path) as url, pytest.raises(FetchError, match="symbolic link"):
        fetch_decap(root, url)
    assert list(outside.iterdir()) == []


def test_the_registry_of_npm_is_taken_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path / "archive")
    monkeypatch.chdir(site.root)
    with registry(tmp_path) as url:
        result = CliRunner().invoke(main, ["editor"], env={"NPM_CONFIG_REGISTRY": url})
    assert result.exit_code == 0, result.output
    assert f"Fetched Decap CMS {DECAP_VERSION}. Its digest is right." in result.output
    assert "add `editor: decap`" in result.output
