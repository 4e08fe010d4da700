"""Markdown to HTML: CommonMark with tables, footnotes and strikethrough; safe whatever it holds.

Raw HTML is shown as text, only some link schemes are allowed, and the result goes through nh3.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML, RendererProtocol
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from slugify import slugify

from sitegen.model import Body, Outline
from sitegen.read.links import CONTENT_SCHEME, EXTERNAL_SCHEMES, find_links

# Deeper nesting than people write; markdown-it then shows the rest as plain text.
_MAX_NESTING = 50
# Above these a paragraph is shown as plain text and a table as its source. Real ones lie far below:
# a paragraph of 2,000 words with 100 links makes an effort of a million.
_MAX_EFFORT = 10_000_000
MAX_TABLE_CELLS = 20_000
_TOKENS_OF_A_CELL = 3  # It opens, holds something, and closes.

# Quotation marks by language: double open, close, single open, close. Source: CLDR's delimiters.
_QUOTES = {
    "de": "„“‚‘", "cs": "„“‚‘", "uk": "«»„“", "ru": "«»„“", "pl": "„”«»", "es": "«»“”", "it": "«»“”",
    "pt": "“”‘’", "fr": ["«\u202f", "\u202f»", "‹\u202f", "\u202f›"], "ja": "「」『』", "zh": "“”‘’",
    "sv": "””’’", "fi": "””’’", "nl": "“”‘’", "ar": "”“’‘", "el": "«»“”", "tr": "“”‘’",
}  # fmt: skip
_DEFAULT_QUOTES = "“”‘’"

_TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6",
    "hr", "img", "li", "ol", "p", "pre", "s", "strong", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "id", "rel"},
    "div": {"tabindex"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    "pre": {"tabindex"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "li": {"id"},
}
_CLASSES = {
    "a": {"external", "footnote-backref"},
    "div": {"footnotes", "table"},
    "hr": {"footnotes-sep"},
    "li": {"footnote-item"},
    "ol": {"footnotes-list"},
    "sup": {"footnote-ref"},
    "td": {"center", "end"},
    "th": {"center", "end"},
}
_ALIGNMENT_CLASSES = {"text-align:center": "center", "text-align:right": "end"}


def render_markdown(text: str, *, path: str, language: str, first_line: int = 1) -> tuple[Body, Outline]:
    """The HTML and text of a body, and what it links to.

    path: the file it stands in, relative to the archive's root; relative links start there
    language: BCP 47; decides the quotation marks
    first_line: line of the file on which the text begins
    """
    parser = _parser(language.split("-", maxsplit=1)[0])
    environment: EnvType = {}
    tokens = parser.parse(text, environment)
    lines = text.split("\n")
    references = {str(r["href"]): int(r["map"][0]) for r in environment.get("references", {}).values()}
    links = tuple(find_links(tokens, references, path, lines, first_line))
    anchors = _set_heading_anchors(tokens)
    _set_classes(tokens)
    html = parser.renderer.render(_with_figures(tokens), parser.options, environment)
    body = Body(html=_sanitised(html), text=_plain_text(tokens))
    return body, Outline(digest=body.digest, anchors=anchors, links=links)


@lru_cache(maxsize=32)
def _parser(language: str) -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark",
        {
            "html": False,
            "typographer": True,
            "quotes": _QUOTES.get(language, _DEFAULT_QUOTES),
            "maxNesting": _MAX_NESTING,
        },
        renderer_cls=_Renderer,
    )
    parser.enable(["table", "strikethrough", "smartquotes"])
    # Without `html` they find nothing, and are asked of every line.
    parser.disable(["html_block", "html_inline"])
    parser.use(footnote_plugin, inline=False)
    for rule in (footnote_anchor_name, footnote_block_open, footnote_block_close):
        parser.add_render_rule(rule.__name__, rule)
    parser.block.ruler.at("table", _bounded_table, {"alt": ["paragraph", "reference"]})
    parser.core.ruler.at("inline", _bounded_inline)
    parser.core.ruler.push("one_title", _one_title)
    parser.validateLink = _is_allowed_link  # type: ignore[method-assign]
    return parser


def _is_allowed_link(url: str) -> bool:
    """True for web and mail addresses, and for addresses without a scheme."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    # Markdown-it has percent-encoded what cannot stand in a host; nh3 would drop such an address.
    is_host = "%" not in (parts.hostname or "")
    return is_host and (not parts.scheme or parts.scheme.lower() in EXTERNAL_SCHEMES)


def _bounded_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Markdown-it's rule for tables, until a document has more cells than people write.

    Short rows are filled up to the width of the table, so that a small file could make millions.
    """
    if state.env.get("table_tokens", 0) > MAX_TABLE_CELLS * _TOKENS_OF_A_CELL:
        return False
    before = len(state.tokens)
    found = table(state, start_line, end_line, silent)
    state.env["table_tokens"] = state.env.get("table_tokens", 0) + len(state.tokens) - before
    return found


def _bounded_inline(state: StateCore) -> None:
    """Markdown-it's rule for what stands in paragraphs, except in those that would take minutes."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if _effort(token.content) > _MAX_EFFORT:
            token.children.append(Token("text_special", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _effort(text: str) -> int:
    """How far a paragraph is walked through, in signs: for each bracket once, for quotes less."""
    quotes = text.count('"') + text.count("'")
    return len(text) * (text.count("[") + quotes // 20)


def _one_title(state: StateCore) -> None:
    """Moves headings down when the body uses the first level, which is the article's title."""
    headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    if any(token.tag == "h1" for token in headings):
        for token in headings:
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"


def footnote_anchor_name(
    renderer: RendererProtocol, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    """What follows `fn` and `fnref` in ids: with an underscore, which no heading's slug has."""
    return f"_{tokens[idx].meta['id'] + 1}"


def footnote_block_open(
    renderer: RendererProtocol, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    """A plain box: a `section` would want a heading."""
    return '<hr class="footnotes-sep">\n<div class="footnotes">\n<ol class="footnotes-list">\n'


def footnote_block_close(
    renderer: RendererProtocol, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    """Closes the list and its box."""
    return "</ol>\n</div>\n"


class _Renderer(RendererHTML):
    """Markdown-it's renderer, with tables and code that scroll, and figures."""

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Wide tables scroll in a box that the keyboard can reach."""
        return '<div class="table" tabindex="0"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Closes the table and its box."""
        return "</table></div>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Wide code scrolls too."""
        return _focusable(super().fence(tokens, idx, options, env))

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """As a fence."""
        return _focusable(super().code_block(tokens, idx, options, env))

    def figure(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """An image that stands alone, with its title as caption."""
        image = (tokens[idx].children or [])[0]
        caption = escapeHtml(str(image.attrs.pop("title", "")))
        shown = self.image([image], 0, options, env)
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure>{shown}{below}</figure>\n"


def _focusable(html: str) -> str:
    """A `pre` that the keyboard can reach and scroll."""
    return html.replace("<pre", '<pre tabindex="0"', 1)


def _with_figures(tokens: list[Token]) -> list[Token]:
    """The tokens, with each paragraph that is only an image made a figure."""
    result: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        inner = tokens[position + 1].children if token.type == "paragraph_open" else None
        if inner and len(inner) == 1 and inner[0].type == "image":
            result.append(Token("figure", "figure", 0, children=inner, map=token.map))
            position += 3
        else:
            result.append(token)
            position += 1
    return result


def _set_heading_anchors(tokens: list[Token]) -> tuple[str, ...]:
    """Gives each heading an id made of its text; returns the ids."""
    used: dict[str, int] = {}  # How often each id was wanted.
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        base = slugify(_inline_text(inline)) or "section"
        anchor = base
        while anchor in used:
            used[base] += 1
            anchor = f"{base}-{used[base]}"
        used[anchor] = 1
        token.attrSet("id", anchor)
    return tuple(str(t.attrs["id"]) for t in tokens if t.type == "heading_open")


def _set_classes(tokens: list[Token]) -> None:
    """Alignment of table cells as classes: the content security policy allows no inline style."""
    for token in tokens:
        style = str(token.attrs.pop("style", "")) if token.type in ("td_open", "th_open") else ""
        if style in _ALIGNMENT_CLASSES:
            token.attrSet("class", _ALIGNMENT_CLASSES[style])


def _sanitised(html: str) -> str:
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    """Made once: that takes longer than to clean an article."""
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={*EXTERNAL_SCHEMES, CONTENT_SCHEME},
        link_rel=None,
        strip_comments=True,
    )


def _plain_text(tokens: list[Token]) -> str:
    """Paragraphs, headings and cells, without markup; notes and code blocks left out."""
    parts: list[str] = []
    in_notes = False
    for token in tokens:
        if token.type in ("footnote_block_open", "footnote_block_close"):
            in_notes = token.type.endswith("open")
        elif token.type == "inline" and not in_notes:
            parts.append(_inline_text(token))
    return "\n".join(part for part in parts if part)


def _inline_text(token: Token) -> str:
    shown = {"softbreak": " ", "hardbreak": " "}
    words = (
        child.content if child.type in ("text", "code_inline") else shown.get(child.type, "")
        for child in token.children or []
    )
    return " ".join("".join(words).split())
