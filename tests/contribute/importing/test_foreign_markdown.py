"""Markdown files of Jekyll, Hugo and Pelican, and what their front matter becomes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.contribute.importing.foreign_keys import known_of
from sitegen.contribute.importing.foreign_markdown import read_markdown
from sitegen.contribute.importing.foreign_metadata import split_metadata
from sitegen.contribute.importing.source_values import MAX_PAGE_BYTES, Source, SourceError

JEKYLL = """\
---
layout: post
title: "High water: no boats"
date: 2013-05-01 23:30:00 +0700
author: Ann Lê
categories: floods rescue
tags: [boats, "Hội An"]
excerpt: The river rose again.
published: true
redirect_from:
  - /old/high-water/
  - old-relative
header:
  teaser: /a.jpg
---

The river rose to {{ page.depth }} metres.

{% include map.html %}
"""

HUGO_TOML = """\
+++
title = "High water"
date = 2013-05-01T23:30:00+07:00
draft = false
authors = ["Ann Lê", "Bo Ødegård"]
categories = ["Floods"]
tags = ["Boats", "Floods"]
description = "The river rose again."
slug = "high-water"
aliases = ["/2013/old/"]
weight = 10

[params]
depth = 5.6
+++
The river rose to 5.6 metres.
"""

HUGO_YAML = """\
---
title: High water
publishDate: 2013-05-01
draft: true
author:
  name: Ann Lê
  email: ann@courier.example
keywords:
- Floods
- Boats
canonicalURL: https://wire.example/high-water
---
{{< figure src="quay.jpg" >}}

The river rose to 5.6 metres. {{% note %}}High.{{% /note %}}
"""

HUGO_JSON = """\
{
  "title": "High water {again}",
  "date": "2013-05-01T23:30:00+07:00",
  "draft": false,
  "authors": [{"name": "Ann Lê"}],
  "tags": ["Floods", "Boats"],
  "weight": 10
}

The river rose to 5.6 metres.
"""

PELICAN = """\
Title: [Update] High water: "no boats"
Date: 2013-05-01 23:30
Modified: 2013-05-02
Category: Floods
Tags: boats, Hội An
Slug: high-water
Authors: Ann Lê, Bo Ødegård
Lang: en
Summary: The river rose
    again.
Status: published

The river rose to 5.6 metres.
"""


def read(folder, text, name="post.md"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_markdown(Source(name=name, container="markdown", path=str(path)))


def known(folder, *lines, name="post.md"):
    return read(folder, "\n".join(["---", *lines, "---", "The river rose."]), name).known


# Whole files


def test_a_post_of_jekyll(tmp_path):
    page = read(tmp_path, JEKYLL, "_posts/2013-05-01-high-water.md")

    assert page.kind == "markdown"
    assert page.charset == "utf-8"
    assert page.known == {
        "title": "High water: no boats",
        "date": "2013-05-01",
        "authors": ("Ann Lê",),
        "tags": ("floods", "rescue", "boats", "Hội An"),
        "summary": "The river rose again.",
        "slug": "high-water",
        "aliases": ("/old/high-water/",),
        "unknown": ("header", "redirect_from"),
        "leftovers": ("{{ page.depth }}", "{% include %}"),
    }
    assert page.data.decode() == "\nThe river rose to {{ page.depth }} metres.\n\n{% include map.html %}\n"


def test_a_post_of_hugo_with_toml(tmp_path):
    page = read(tmp_path, HUGO_TOML)

    assert page.known == {
        "title": "High water",
        "date": "2013-05-01",
        "authors": ("Ann Lê", "Bo Ødegård"),
        "tags": ("Floods", "Boats"),
        "summary": "The river rose again.",
        "slug": "high-water",
        "aliases": ("/2013/old/",),
        "unknown": ("params", "weight"),
    }
    assert page.data == b"The river rose to 5.6 metres.\n"


def test_a_post_of_hugo_with_yaml_and_shortcodes(tmp_path):
    page = read(tmp_path, HUGO_YAML, "content/high-water/index.md")

    assert page.known == {
        "title": "High water",
        "date": "2013-05-01",
        "authors": ("Ann Lê",),
        "tags": ("Floods", "Boats"),
        "slug": "high-water",
        "source_url": "https://wire.example/high-water",
        "draft": True,
        "leftovers": ("{{< figure >}}", "{{% note %}}"),
    }
    assert page.url == "https://wire.example/high-water"
    assert page.data.startswith(b"{{< figure")


def test_a_post_of_hugo_with_json(tmp_path):
    page = read(tmp_path, HUGO_JSON)

    assert page.known == {
        "title": "High water {again}",
        "date": "2013-05-01",
        "authors": ("Ann Lê",),
        "tags": ("Floods", "Boats"),
        "slug": "post",
        "unknown": ("weight",),
    }
    assert page.data.strip() == b"The river rose to 5.6 metres."


def test_an_article_of_pelican(tmp_path):
    page = read(tmp_path, PELICAN)

    assert page.known == {
        "title": '[Update] High water: "no boats"',
        "date": "2013-05-01",
        "authors": ("Ann Lê", "Bo Ødegård"),
        "tags": ("Floods", "boats", "Hội An"),
        "summary": "The river rose again.",
        "slug": "high-water",
        "language": "en",
        "unknown": ("modified",),
    }
    assert page.data == b"The river rose to 5.6 metres.\n"


@pytest.mark.parametrize(
    "text",
    [
        "# High water\n\nThe river rose.\n",
        "Note: the river rose.\n",
        "---\n\nThe river rose.\n\n---\n\nIt fell.\n",
        "---\nThe river rose.\n",
        "+++\nThe river rose.\n+++\n",
        "{% include map.html %}\nThe river rose.\n",
        '{{< figure src="a.jpg" >}}\n',
        '{"level": 5} is what the gauge sent.\n',
        "{}\n",
        "",
    ],
)
def test_a_text_without_front_matter_stays_whole(tmp_path, text):
    page = read(tmp_path, text)

    assert page.data.decode() == text
    assert set(page.known) <= {"slug", "leftovers"}


# Names of files


@pytest.mark.parametrize(
    ("name", "date", "slug"),
    [
        ("2013-05-01-high-water.md", "2013-05-01", "high-water"),
        ("2013-05-01-high-water/index.md", "2013-05-01", "high-water"),
        ("2013-02-30-high-water.md", None, "2013-02-30-high-water"),
        ("high-water.markdown", None, "high-water"),
        ("Nước lên.md", None, "nuoc-len"),
    ],
)
def test_a_name_tells_the_slug_and_perhaps_the_date(tmp_path, name, date, slug):
    page = read(tmp_path, "---\ntitle: High water\n---\nThe river rose.\n", name)

    assert page.known.get("date") == date
    assert page.known["slug"] == slug


def test_the_front_matter_goes_before_the_name(tmp_path):
    found = known(tmp_path, "date: 2013-05-03", "slug: Low Water", name="2013-05-01-high-water.md")

    assert (found["date"], found["slug"]) == ("2013-05-03", "low-water")


# Dates


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2013-05-01", "2013-05-01"),
        ("2013-05-01T23:59:00-11:00", "2013-05-01"),
        ("2013-05-01T10:00:00.000Z", "2013-05-01"),
        ("2013-05-01 10:00:00 +0700", "2013-05-01"),
        ("2013/5/1", "2013-05-01"),
        ("2013-05", "2013-05"),
        ("2013", "2013"),
        ("1987~", "1987~"),
        ("2013-05?", "2013-05?"),
        ("1964/1965", "1964/1965"),
        ("May 1, 2013", "2013-05-01"),
        ("May 1st, 2013 at 10:00 am", "2013-05-01"),
        ("1 May 2013 10:00", "2013-05-01"),
        ("Wed, 01 May 2013 10:00:00 +0000", "2013-05-01"),
        ("Wednesday 1 May 2013, 10am", "2013-05-01"),
        ("1. Mai 2013", "2013-05-01"),
        ("May 2013", "2013-05"),
        ("13/05/2013", "2013-05-13"),
    ],
)
def test_dates_are_read_as_people_write_them(tmp_path, written, date):
    found = known(tmp_path, f'date: "{written}"')

    assert found["date"] == date
    assert "unknown" not in found


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2013",
        "2013-02-30",
        "31 June 2013",
        "about 1 May 2013",
        "1 May 2013 or later",
        "1 May 2013 - 3 May 2013",
        "2013-05-01 or later",
        "yesterday",
        "{{ now }}",
    ],
)
def test_a_date_that_is_not_sure_is_left_to_a_person(tmp_path, written):
    found = known(tmp_path, f'date: "{written}"')

    assert "date" not in found
    assert found["unknown"] == ("date",)


@pytest.mark.parametrize(("language", "date"), [("en-GB", "2013-04-03"), ("en-US", "2013-03-04")])
def test_the_language_decides_the_order_of_day_and_month(tmp_path, language, date):
    assert known(tmp_path, "date: 03/04/2013", f"lang: {language}")["date"] == date


def test_a_date_that_is_not_sure_gives_way_to_that_of_the_name(tmp_path):
    found = known(tmp_path, "date: 03/04/2013", name="2013-04-03-high-water.md")

    assert (found["date"], found["unknown"]) == ("2013-04-03", ("date",))


# Authors, terms, addresses


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("author: Ann Lê", ("Ann Lê",)),
        ("author: Lê, Ann", ("Lê, Ann",)),
        ("authors: Ann Lê, Bo Ødegård", ("Ann Lê", "Bo Ødegård")),
        ("authors: Lê, Ann; Ødegård, Bo", ("Lê, Ann", "Ødegård, Bo")),
        ("authors: [Ann Lê, Bo Ødegård]", ("Ann Lê", "Bo Ødegård")),
        ("authors: [{name: Ann Lê}, {name: Bo Ødegård}]", ("Ann Lê", "Bo Ødegård")),
        ("author: [Ann Lê, Ann Lê]", ("Ann Lê",)),
    ],
)
def test_authors_are_written_in_many_ways(tmp_path, line, authors):
    assert known(tmp_path, line)["authors"] == authors


def test_only_jekyll_parts_terms_at_spaces(tmp_path):
    assert known(tmp_path, "tags: high water")["tags"] == ("high water",)
    assert known(tmp_path, "tags: high water", name="_posts/a.md")["tags"] == ("high", "water")
    assert known(tmp_path, "tag: high water", name="_posts/a.md")["tags"] == ("high water",)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/relative", "ftp://wire.example/"])
def test_addresses_that_are_none_of_the_web_are_left_out(tmp_path, url):
    found = known(tmp_path, f"canonical_url: {url}")

    assert "source_url" not in found
    assert found["unknown"] == ("canonical_url",)


@pytest.mark.parametrize("line", ["draft: true", "published: false", "status: draft", "status: hidden"])
def test_what_its_generator_does_not_show_is_a_draft(tmp_path, line):
    found = known(tmp_path, line)

    assert found["draft"] is True
    assert "unknown" not in found


@pytest.mark.parametrize("line", ["draft: false", "published: true", "status: published", "layout: post"])
def test_what_says_nothing_is_not_reported(tmp_path, line):
    assert set(known(tmp_path, line)) == {"slug"}


def test_a_list_that_is_understood_in_part_is_reported(tmp_path):
    found = known(tmp_path, "aliases: [/old/, relative, //evil.example/]", "tags: [Floods, {a: b}, '']")

    assert (found["aliases"], found["tags"]) == (("/old/",), ("Floods",))
    assert found["unknown"] == ("aliases", "tags")


def test_empty_values_are_not_reported(tmp_path):
    assert set(known(tmp_path, "title:", "subtitle: ''", "tags: []", "gallery: {}")) == {"slug"}


# What our own reader refuses


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["title: War: a history"], "War: a history"),
        (["title: @courier writes"], "@courier writes"),
        (["title: 'a", "  long' title", "x: &a b"], "'a long' title"),
        (["title: >", "  The river", "  rose", "x: *a"], "The river rose"),
        (["title: High water", "# a remark", "x: !!python/object y"], "High water"),
        (["title: [a] river [b]", "x: *a"], "[a] river [b]"),
        (['title: "High" water "again"'], '"High" water "again"'),
    ],
)
def test_single_lines_of_yaml_are_read_where_the_whole_is_refused(tmp_path, lines, title):
    assert known(tmp_path, *lines)["title"] == title


def test_lists_of_refused_yaml_are_read(tmp_path):
    found = known(tmp_path, "title: a: b", 'authors: ["Lê, Ann", Bo]', "tags:", "- Floods", "  - 'Boats'")

    assert found["authors"] == ("Lê, Ann", "Bo")
    assert found["tags"] == ("Floods", "Boats")


def test_single_lines_of_toml_are_read_where_the_whole_is_broken(tmp_path):
    text = (
        '+++\ntitle = "High water"\ndate = 1 May 2013\ntags = ["a"]\n[x\ntitle = "No"\n+++\nThe river rose.\n'
    )
    page = read(tmp_path, text)

    assert page.known == {"title": "High water", "date": "2013-05-01", "tags": ("a",), "slug": "post"}
    assert page.data == b"The river rose.\n"


@pytest.mark.parametrize("gap", ["\n", "\n \t\n", "\n\n"])
def test_headers_end_at_the_first_line_that_is_none(tmp_path, gap):
    page = read(tmp_path, f"Title: High water\nDate: 2013-05-01{gap}The river rose.\n\nIt fell.\n")

    assert page.known["title"] == "High water"
    assert page.known["date"] == "2013-05-01"
    assert page.data.decode() == "The river rose.\n\nIt fell.\n"


def test_a_long_text_in_toml_is_read(tmp_path):
    page = read(tmp_path, f'+++\ntitle = "High water"\nsummary = "{"It rose. " * 300}"\n+++\n')

    assert page.known["title"] == "High water"
    assert page.known["summary"] == ("It rose. " * 300).strip()


def test_headers_without_a_text_are_read(tmp_path):
    page = read(tmp_path, "Title: High water")

    assert (page.known["title"], page.data) == ("High water", b"")


# Hostile and odd files


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("+++\ndate" + ".a" * 40 + " = 1\n+++\n", "date"),
        ("+++\nauthor = " + "[" * 40 + "]" * 40 + "\n+++\n", "author"),
        ('{"author": ' + '{"name": ' * 400 + "1" + "}" * 401 + "\n", "author"),
    ],
)
def test_values_that_are_nested_too_deeply_are_left_out(tmp_path, head, key):
    page = read(tmp_path, head + "The river rose.\n")

    assert page.known == {"slug": "post", "unknown": (key,)}
    assert page.data == b"The river rose.\n"


@pytest.mark.parametrize(
    "text",
    [
        "+++\na = " + "[" * 30_000 + "\n+++\n",
        "+++\na = " + "9" * 10_000 + "\n+++\n",
        "---\na: &a [x, x]\nb: [*a, *a]\n---\n",
        "---\n" + "- " * 20_000 + "\n---\n",
        "---\n" + "{" * 20_000 + "\n---\n",
        '{"a": ' + "[" * 30_000,
        '{"a": ' + "9" * 10_000 + "}\n",
        "title:" + " " * 50_000 + "\n",
        "+++\ndate" + ".a" * 30_000 + " = 1\n+++\n",
        "+++\n" + ("a" + ".a" * 199 + " = 1\n") * 150 + "+++\n",
        "+++\ndate = { date" + ".a" * 30_000 + " = 1 }\n+++\n",
        "a" * 60 + " " * 2_000_000 + "\n",
        "---\n" * 500_000,
        "{{ " * 1_000_000,
    ],
)
def test_hostile_front_matter_takes_little_time(tmp_path, text):
    started = time.process_time()
    page = read(tmp_path, text + "The river rose.\n")

    assert page.data.endswith(b"The river rose.\n")
    assert time.process_time() - started < 3


KEYS = ["title", "date", "author", "tags", "lang", "draft", "aliases", "image", "slug", "x"]
WORDS = ["---\n", "+++\n", "2013-05-01", "May 1, 2013", "en-GB", "https://wire.example/1", *KEYS]
SIGNS = st.sampled_from([*"-+={}[]:'\"|>#&*!,./~ \n\tab1٣é{", *WORDS])
TEXTS = st.lists(SIGNS, max_size=60).map("".join)


@settings(deadline=None)
@given(st.sampled_from(["---\n", "+++\n", "{", "title: ", ""]), TEXTS)
def test_no_text_is_too_odd_to_be_read(start, text):
    for end in ("\n---\nThe river rose.", "\n+++\nThe river rose.", "}\nThe river rose."):
        metadata, body = split_metadata(start + text + end)

        assert body.endswith("The river rose.")
        assert set(known_of(metadata)).isdisjoint({"x"})


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.dates()
VALUES = st.recursive(SCALARS, lambda part: st.lists(part) | st.dictionaries(SIGNS, part), max_leaves=8)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_no_value_is_too_odd_to_be_read(metadata):
    found = known_of(metadata)

    assert all(found.values())
    assert all(isinstance(value, str | tuple) for key, value in found.items() if key != "draft")


def test_half_a_sign_of_json_becomes_a_question_mark(tmp_path):
    assert read(tmp_path, '{"title": "High \\ud83d water"}\n').known["title"] == "High ? water"


@pytest.mark.parametrize("text", ["---\n{}---\n", "+++\n{}+++\n", "Title: a\n{}"])
def test_a_head_that_is_far_too_large_is_refused(tmp_path, text):
    with pytest.raises(SourceError, match="front matter is too large: more than 64 KB"):
        read(tmp_path, text.format("x: y\n" * 20_000))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("---\ntitle: Nước lên\n---\nSông lại dâng.\n", "utf-8-sig"),
        ("---\ntitle: Nước lên\n---\nSông lại dâng.\n", "utf-16"),
        ("---\ntitle: Вода поднялась\n---\nНочью вода в реке снова поднялась.\n", "cp1251"),
        ("---\ntitle: 川の水位\n---\n川の水位が夜にまた上がった。\n", "shift_jis"),
    ],
)
def test_other_encodings_are_told_from_the_bytes(tmp_path, text, encoding):
    page = read(tmp_path, text.encode(encoding))

    assert page.known["title"] == text.splitlines()[1].removeprefix("title: ")
    assert page.data.decode() == text.splitlines()[3] + "\n"


def test_lines_may_end_as_they_do_elsewhere(tmp_path):
    page = read(tmp_path, HUGO_TOML.replace("\n", "\r\n"))

    assert page.known["title"] == "High water"
    assert page.data == b"The river rose to 5.6 metres.\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PNG\0\0", "It is no text file"),
        (b"\x89PNG\0\0", "Its encoding cannot be told"),
        (b"a" * (MAX_PAGE_BYTES + 1), "It is too large: 20.0 MB"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, data, message):
    with pytest.raises(SourceError, match=message):
        read(tmp_path, data)
