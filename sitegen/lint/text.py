"""Rules about signs in a text that nobody wrote: text decoded wrongly, HTML, tags of templates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.lint.document import Document, shortened
from sitegen.read.template_tags import find_template_tags
from sitegen.read.text import sign_name

# A sign of UTF-8 as another encoding shows it: one of Windows-1252 for each byte, or of Windows-1251.
_WEST = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_EAST = "\x80-\xbf€‚ƒ„…†‡‰‹‘’“”•–—™›ЂЃЄЅІЇЈЉЊЋЌЎЏЁђѓєѕіїјљњћќўџёҐґ№"
_WEST_SIGNS = "[\xa1-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]"
_MISREAD = re.compile(
    f"â[{_WEST}]{{2}}|á[º»][{_WEST}]|ï»¿|ï¿½|(?:[ÐÑ][{_WEST}]){{3,}}|Ã[{_WEST}]|[ÄÅÆ]{_WEST_SIGNS}|Ä‘(?=[a-zà-ý])"
    f"|Â[\xa0-\xbf]|(?:[РС][{_EAST}]){{4,}}"
)
_MISREAD_SIGNS = re.compile("[ÃÂÄÅÆâáïÐÑ]|[РС][\xa0-\xbf\u2010-™Ђ-Џ\u0450-џ]")
# What decoders put in the place of a byte, and what stood for a picture; a byte order mark in mid-text.
_REPLACED = re.compile("[\ufffd\ufffc]|(?<=.)\ufeff")
# A question mark in the place of an apostrophe.
_QUESTION_MARK = re.compile(
    r"\b(?:(?:do|ca|wo|is|did|does|was|has|had|have|would|could|should|are|were)n\?t"
    r"|(?:it|that|he|she|there)\?s|(?:we|they|you)\?(?:re|ve)|I\?(?:m|ve))\b"
)
_TAG_NAMES = (
    "a|abbr|article|aside|b|big|blockquote|br|button|caption|center|cite|code|dd|del|div|dl|dt|em|embed|figcaption|"
    "figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|label|li|link|main|meta|nav|noscript|object|ol|"
    "p|picture|pre|q|s|script|section|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|"
    "thead|tr|tt|u|ul|video"
)
_TAG = re.compile(rf"(?<!\\)</?(?:{_TAG_NAMES})(?:\s+[\w:-]+\s*=[^<>\n]*)?\s*/?>|<!--", re.IGNORECASE)
_ENTITY = re.compile(r"(?<!\\)&(?P<name>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_ESCAPED = re.compile(r"\\&(?:nbsp|amp|quot|lt|gt|[lr][sd]quo|#\d{2,5});")
# Signs that one cannot see in a file, or that would be markup: to write these as HTML does is of use.
_USEFUL = re.compile(
    r"lt|gt|nbsp|shy|zwn?j|lrm|rlm|e[nm]sp|thinsp|hairsp|numsp|puncsp|ast|lowbar|grave|[lr](?:sqb|brack)|num|vert|"
    r"verbar|#(?:160|173|8203|60|62|42|95|96|91|93|35|124)"
)


def garbled_text(document: Document) -> Iterator[Diagnostic]:
    """W706 for signs that are what is left of others."""
    text = document.source.text
    if text.isascii():
        yield from _question_marks(document)
        return
    for found in misread(text) if _MISREAD_SIGNS.search(text) else ():
        shown, meant = found
        readable = meant.isprintable() and meant != "\ufffd"
        hint = f"Write {meant} in its place." if readable else "Look up in the original what stood there."
        message = f"“{shown[0]}” is what is left of text that was read in a wrong encoding"
        yield document.problem("W706", message, hint, document.source.place(shown.start()))
    for lost in _REPLACED.finditer(text):
        message = f"{sign_name(lost[0])} stands where another sign was lost"
        hint = "Look up in the original what stood there, and write that."
        if lost[0] == "\ufeff":
            message, hint = f"{sign_name(lost[0])}, which nobody can see, was left by a program", "Delete it."
        yield document.problem("W706", message, hint, document.source.place(lost.start()))
    yield from _question_marks(document)


def misread(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Where a text was decoded wrongly, and what it meant as far as that can be told."""
    for found in _MISREAD.finditer(text):
        meant = _decoded_anew(found[0])
        sure = len(found[0]) > 2 or found[0][0] == "Â" or _is_in_word(text, found)
        if meant and sure and not (found[0][0] == "Â" and text[found.start() - 1 : found.start()].isupper()):
            yield found, meant


def _is_in_word(text: str, found: re.Match[str]) -> bool:
    """True when a small letter stands beside: XÃ” is Vietnamese in capitals, Ã©tÃ© is not."""
    beside = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    return any("a" <= sign <= "z" for sign in beside)


def _decoded_anew(text: str) -> str:
    for encoding in ("cp1252", "cp1251", "latin-1"):
        try:
            return text.encode(encoding).decode()
        except UnicodeError:
            continue
    return ""


def _question_marks(document: Document) -> Iterator[Diagnostic]:
    for found in _QUESTION_MARK.finditer(document.source.text) if "?" in document.source.text else ():
        message = f"“{found[0]}” has lost its apostrophe"
        right = found[0].replace("?", "’")
        yield document.problem("W706", message, f"Write {right}.", document.source.place(found.start()))


def html_left(document: Document) -> Iterator[Diagnostic]:
    """W707 for HTML: tags are shown to readers as text, and so are entities of the front matter."""
    source = document.source
    if "<" in source.text:
        for found in _TAG.finditer(source.text):
            message = f"“{shortened(found[0], 40)}” is HTML, and readers would see it as it stands here"
            hint = "Delete it, or write Markdown: **bold**, *italic*, an empty line between paragraphs."
            yield document.problem("W707", message, hint, source.place(found.start()))
    if "&" in source.text:
        yield from _entities(document)


def _entities(document: Document) -> Iterator[Diagnostic]:
    import html

    source = document.source
    shift = source.front_matter_start
    for found in _ENTITY.finditer(source.front_matter):
        sign = html.unescape(found[0])
        if sign != found[0]:
            yield _entity(document, found[0], sign, shift + found.start())
    for found in _ENTITY.finditer(source.text, source.body_start):
        sign = html.unescape(found[0])
        if sign != found[0] and not _USEFUL.fullmatch(found["name"]) and sign.isprintable():
            yield _entity(document, found[0], sign, found.start())
    # An import keeps what the page showed, and the page may have been written wrongly already.
    for shown in _ESCAPED.finditer(source.text, source.body_start):
        yield _entity(document, shown[0][1:], html.unescape(shown[0][1:]), shown.start() + 1)


def _entity(document: Document, written: str, sign: str, position: int) -> Diagnostic:
    message = f"“{written}” is HTML for a sign that can be written as it is"
    hint = "Write a space." if sign.isspace() else f"Write {sign} in its place."
    return document.problem("W707", message, hint, document.source.place(position))


def template_tags(document: Document) -> Iterator[Diagnostic]:
    """W710 for tags of other generators: nothing here replaces them."""
    for position, tag in find_template_tags(document.source.text):
        if position >= document.source.body_start:
            message = f"“{shortened(tag, 40)}” is a tag of another program; readers would see it as it stands"
            hint = "Write what it stood for, or delete it. In an example, put it between backticks."
            yield document.problem("W710", message, hint, document.source.place(position))
