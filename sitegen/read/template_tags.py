"""Tags of other generators that mean nothing here, and stay in the text for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPACE = r"[ \t\n]{0,20}"
# Liquid (`{% include x %}`, `{{ site.url }}`) and Hugo's shortcodes (`{{< figure >}}`, `{{% note %}}`).
_TEMPLATE_TAG = re.compile(
    rf"(?P<hugo>\{{\{{[<%]{_SPACE}/?(?P<shortcode>\w[\w./-]{{0,59}}))"
    rf"|(?P<liquid>\{{%-?{_SPACE}(?P<tag>[\w-]{{1,60}}))"
    rf"|(?P<output>\{{\{{-?{_SPACE}(?P<variable>[\w./\[\]'\"-]{{1,60}}))"
)
# WordPress's own shortcodes, those with attributes and those that close again; [1] and [sic] are text.
_SHORTCODE = re.compile(
    r"\[(caption|gallery|embed|audio|video|playlist|wp_caption)\b|\[/([a-z][\w-]{1,40})\]"
    r"|\[([a-z][\w-]{1,40})\s{1,5}[a-z][\w-]{0,40}=[\"'\w]"
)


# Those of them that no writer puts into brackets by chance, as `[audio unclear]`.
_SURE_SHORTCODE = re.compile(r"\[(?:/[a-z][\w-]{2,40}\]|[a-z][\w-]{1,40}\s{1,5}[a-z][\w-]{0,40}=[\"'\w])")


def template_tags_in(text: str) -> tuple[str, ...]:
    """The tags of Liquid and Hugo in a text, each once: `{% include %}`, `{{< figure >}}`."""
    return tuple(dict.fromkeys(_name(found) for found in _TEMPLATE_TAG.finditer(text)))


def _name(found: re.Match[str]) -> str:
    if found["hugo"]:
        mark = found["hugo"][2]
        return f"{{{{{mark} {found['shortcode']} {'>' if mark == '<' else '%'}}}}}"
    return f"{{% {found['tag']} %}}" if found["liquid"] else f"{{{{ {found['variable']} }}}}"


def find_template_tags(text: str) -> Iterator[tuple[int, str]]:
    """Where such a tag, or a shortcode beyond doubt, stands in a text, and how it begins."""
    for sign, pattern in (("{", _TEMPLATE_TAG), ("[", _SURE_SHORTCODE)):
        for found in pattern.finditer(text) if sign in text else ():
            yield found.start(), found[0]


def shortcodes_in(text: str) -> tuple[str, ...]:
    """WordPress's shortcodes in a text, each once: `[caption]`."""
    return tuple(dict.fromkeys(f"[{found[found.lastindex or 0]}]" for found in _SHORTCODE.finditer(text)))
