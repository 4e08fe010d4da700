"""The site's configuration: its one form of the base URL, and reading content/site.yaml."""

from __future__ import annotations

import pytest

from sitegen.config import NavigationLink, SiteConfig, normal_base_url
from sitegen.diagnostics import ProblemsError
from sitegen.read.site_config import read_site_config


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/", "https://example.org/"),
        (" https://example.org/archive ", "https://example.org/archive/"),
        ("https://example.org/a/b//", "https://example.org/a/b/"),
        ("https://example.org/l%C6%B0u", "https://example.org/l%C6%B0u/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_a_base_url_ends_in_one_slash(url, normal):
    assert normal_base_url(url) == normal


@pytest.mark.parametrize(
    "url",
    [
        "", "example.org", "/archive/", "ftp://example.org", "https://", "javascript:alert(1)", "https://[",
        "https://example.org/?a=b", "https://example.org/#a", 'https://example.org/"',
        "https://example.org/a b", "https://example.org/<", "https://example.org/\n/x", "https://example.org\\x",
    ],
)  # fmt: skip
def test_what_is_no_base_url(url):
    with pytest.raises(ValueError, match=r"."):
        normal_base_url(url)


@pytest.mark.parametrize(
    ("base_url", "path"), [("https://example.org/", "/"), ("https://example.org/a/b/", "/a/b/")]
)
def test_the_path_of_the_base_url(base_url, path):
    assert SiteConfig(title="T", base_url=base_url).base_path == path


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://me:secret@example.org/", "no name and no password"),
        ("https://me@example.org/", "no name and no password"),
        ("https://example.org/lưu-trữ/", "percent-encoded: /l%C6%B0u-tr%E1%BB%AF/"),
    ],
)
def test_why_a_base_url_is_refused(url, reason):
    with pytest.raises(ValueError, match=reason):
        normal_base_url(url)


@pytest.fixture
def read(tmp_path):
    """Reads content/site.yaml from its text."""

    def from_text(text):
        (tmp_path / "content").mkdir()
        (tmp_path / "content/site.yaml").write_text(text)
        return read_site_config(tmp_path)

    return from_text


def test_the_least_that_a_site_says(read):
    config = read("title: T\nbase_url: https://example.org\n")

    assert config == SiteConfig(title="T", base_url="https://example.org/")
    assert (config.language, config.theme, config.page_size, config.search) == ("en", "default", 50, True)


def test_everything_that_a_site_can_say(read):
    config = read(
        "title: T\nbase_url: https://example.org/a\ndescription: D\nnotice: N\nlanguage: vi\ntheme: ink\n"
        "navigation:\n- {title: About, url: /about/}\n- {title: Code, url: 'https://code.example/'}\n"
        "page_size: 20\nfeed_size: 5\nsearch: no\n"
    )

    assert config == SiteConfig(
        title="T",
        base_url="https://example.org/a/",
        description="D",
        notice="N",
        language="vi",
        theme="ink",
        navigation=(
            NavigationLink(title="About", url="/about/", line=8),
            NavigationLink(title="Code", url="https://code.example/", line=9),
        ),
        page_size=20,
        feed_size=5,
        search=False,
    )


@pytest.mark.parametrize("line", ["theme: ''", "theme:", "language: ''"])
def test_a_blank_key_has_its_default(read, line):
    config = read(f"title: T\nbase_url: https://example.org\n{line}\n")

    assert (config.theme, config.language) == ("default", "en")


def test_a_folder_that_is_no_archive(tmp_path):
    with pytest.raises(ProblemsError) as error:
        read_site_config(tmp_path)
    (problem,) = error.value.diagnostics

    assert (problem.code, problem.path) == ("E501", "")
    assert "content/site.yaml is missing" in problem.message
    assert "`sitegen init DIR`" in problem.hint


def test_mistakes_are_all_reported(read):
    with pytest.raises(ProblemsError) as error:
        read("titel: T\nbase_url: example.org\npage_size: 3\n")

    assert [(d.code, d.line) for d in error.value.diagnostics] == [
        ("E105", 1),
        ("E106", 1),
        ("E107", 2),
        ("E107", 3),
    ]
