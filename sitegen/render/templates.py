"""Jinja environments, and what a template depends on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError, meta, nodes
from markupsafe import Markup

from sitegen.dates import EdtfDate
from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.localize import DateStyle, Messages
from sitegen.plan.views import Meta, SiteView
from sitegen.read.theme import Template
from sitegen.render.basemap import BaseMap
from sitegen.render.environment import SiteEnvironment, escaped
from sitegen.render.fragments import FRAGMENT_FUNCTIONS, Fragments
from sitegen.versions import code_digest, digest_of

# An image of a text that has several pictures, as `sitegen.plan.links` writes it.
_MANY_SIZED = re.compile(r'<img (?=src="[^"]*" srcset=")')


class RenderSetup(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but the page that rendering depends on: plain data, for workers.

    templates: by name
    assets: URL of each static file
    basemap: TopoJSON for the functions `land` and `borders`
    keys: for each template, a digest of all that its output depends on besides the page
    """

    site: SiteView
    messages: Messages
    templates: Mapping[str, Template]
    assets: Mapping[str, str]
    basemap: bytes
    keys: Mapping[str, str]


def make_setup(
    site: SiteView,
    messages: Messages,
    templates: Mapping[str, Template],
    assets: Mapping[str, str],
    used: Mapping[str, Sequence[str]],
    basemap: bytes = b"",
) -> RenderSetup:
    """What rendering depends on; `used` is that of `used_templates`."""
    shared = digest_of(
        code_digest().encode(),
        msgspec.json.encode(site),
        msgspec.json.encode((messages.language, dict(messages.texts)), order="sorted"),
        msgspec.json.encode(dict(assets), order="sorted"),
        basemap,
    )
    keys = {"": digest_of(code_digest().encode())}
    for name in sorted(templates):
        closure = sorted(_closure(name, used))
        sources = [
            part.encode() for used_name in closure for part in (used_name, templates[used_name].source)
        ]
        keys[name] = digest_of(shared.encode(), *sources)
    return RenderSetup(
        site=site, messages=messages, templates=templates, assets=assets, basemap=basemap, keys=keys
    )


def make_environment(setup: RenderSetup) -> Environment:
    """The Jinja environment of a setup, which compiles each template once."""
    environment = SiteEnvironment(
        loader=FunctionLoader(lambda name: _source(setup, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    messages = setup.messages

    dates: dict[tuple[str, str], str] = {}

    def date(value: EdtfDate, style: str = "long") -> str:
        key = (value.text, style)
        if key not in dates:
            dates[key] = messages.date(value, cast("DateStyle", style))
        return dates[key]

    counted: dict[tuple[str, int], str] = {}

    def words(key: str, /, **values: object) -> str:
        # Most words have no value, or a number that comes again and again.
        number = values.get("n")
        if len(values) != 1 or type(number) is not int:
            return messages.text(key, **values)
        if (key, number) not in counted:
            counted[key, number] = messages.text(key, n=number)
        return counted[key, number]

    def asset(name: str) -> str:
        if name not in setup.assets:
            raise KeyError(f"the theme has no static file “{name}”")
        return setup.assets[name]

    basemap = BaseMap(setup.basemap)
    fragments = Fragments(environment)
    environment.filters.update(date=date, number=messages.number, threaded=threaded, with_sizes=with_sizes)
    # The same page gives the same bytes.
    del environment.filters["random"]
    own: dict[str, Callable[..., object]] = {
        "t": words,
        "asset": asset,
        "fragment": fragments.fragment,
        "fragments": fragments.fragments,
        "meta_tags": meta_tags,
        "land": basemap.land,
        "borders": basemap.borders,
    }
    environment.globals = {"site": setup.site, "range": range, **own}
    plain = msgspec.structs.asdict(setup.site)
    texts = {name: value for name, value in plain.items() if isinstance(value, str)}
    environment.fix({"site": texts}, {"t": words, "asset": asset}, own)
    return environment


def meta_tags(metas: Iterable[Meta]) -> Markup:
    """The `<meta>` elements of a page's head, one a line."""
    lines = [f'<meta {m.attribute}="{m.key}" content="{escaped(m.content)}">' for m in metas]
    return Markup("\n".join(lines))  # noqa: S704  (attributes and keys are our own words)


def threaded(cards: Markup, thread: str) -> Markup:
    """Cards whose links lead to a thread's anchor; to the article itself when `thread` is empty.

    Cards are rendered once for all lists, so the macro `card_body` leaves a mark in its link, which no
    escaped text can hold.
    """
    end = f'#{escaped(thread)}"' if thread else '"'
    return Markup(str(cards).replace('#_"', end))  # noqa: S704  (cards are markup already)


def with_sizes(body: str, sizes: str) -> str:
    """A text whose images say how wide the theme shows them: what the attribute `sizes` wants.

    `auto` comes first: images of a text load late, and browsers that know the word take the width as it is.
    """
    return _MANY_SIZED.sub(lambda _: f'<img sizes="auto, {escaped(sizes)}" ', body)


def _source(setup: RenderSetup, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """A template for Jinja; its name as file name, by which a failure finds its line."""
    template = setup.templates.get(name)
    return (template.source, name, lambda: True) if template else None


def used_templates(templates: Mapping[str, Template]) -> dict[str, list[str]]:
    """For each template, those that it names itself.

    Raises `ProblemsError` with code E502 for each that has an error.
    """
    environment = Environment(autoescape=True)
    used: dict[str, list[str]] = {}
    problems: list[Diagnostic] = []
    for name, template in templates.items():
        try:
            tree = environment.parse(template.source)
            names = {*meta.find_referenced_templates(tree), *_fragments(tree)}
        except TemplateSyntaxError as error:
            message = f"The template has an error: {error.message}"
            problems.append(_problem(template.path, error.lineno, message, ""))
            continue
        for other in sorted(names, key=str):
            if other is None:
                message = "The template includes another whose name is not written out"
                problems.append(_problem(template.path, 0, message, "Write the name in quotes."))
            elif other not in templates:
                message = f"The template uses “{other}”, which the theme does not have"
                problems.append(_problem(template.path, 0, message, "Correct the name, or add the template."))
        used[name] = sorted(other for other in names if other)
    if problems:
        raise ProblemsError(problems)
    return used


def _fragments(tree: nodes.Template) -> Iterator[str | None]:
    """Names in calls of `fragment("…")`; None for a name that is not written out, or for another use."""
    uses = sum(name.name in FRAGMENT_FUNCTIONS for name in tree.find_all(nodes.Name))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in FRAGMENT_FUNCTIONS:
            uses -= 1
            first = call.args[0] if call.args else None
            yield first.value if isinstance(first, nodes.Const) else None
    if uses:
        yield None


def _closure(name: str, used: Mapping[str, Sequence[str]]) -> set[str]:
    """A template and all that it uses, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(used[current])
    return found


def _problem(path: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code="E502", message=message, path=path, line=line, hint=hint)
