"""A theme and its parents: templates, static files and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.localize import Message, Messages
from sitegen.read.discover import MAX_MEDIA_BYTES, MAX_TEXT_BYTES, find_files, read_bytes
from sitegen.read.store import Store, remembered
from sitegen.read.text import decode

DEFAULT_THEME = "default"
BASEMAP = "world.json"
_FALLBACK_LANGUAGE = "en"
# How many missing words a warning names.
_NAMED_KEYS = 20
_LOCALE = dict[str, Message]
_PLURAL_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """A template's source and where it lies, for messages."""

    source: str
    path: str


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme with everything that it takes from its parents.

    templates: by name
    static: content of the files in static/, by their path there
    basemap: TopoJSON of land and borders, from maps/world.json; empty when there is none
    messages: words in the site's language
    diagnostics: words that are missing
    """

    templates: Mapping[str, Template]
    static: Mapping[str, bytes]
    basemap: bytes
    messages: Messages
    diagnostics: tuple[Diagnostic, ...]


class _Layer(msgspec.Struct, frozen=True):
    """One theme's own folder: `base`/`folder`."""

    base: Path
    folder: str


def bundled_themes() -> Path:
    """The folder that holds `themes/`: the installed package, or a checkout of the source."""
    package = Path(__file__).parent.parent
    return package if (package / "themes").is_dir() else package.parent


def read_theme(root: Path, name: str, language: str, store: Store | None = None) -> Theme:
    """The theme of the archive at `root`.

    name: a folder under `themes/` of the archive, or `default`
    language: of the interface, BCP 47

    Raises `ProblemsError` with code E502 when the theme cannot be used.
    """
    layers = list(_layers(root, name, store))
    templates: dict[str, Template] = {}
    static: dict[str, bytes] = {}
    maps: dict[str, bytes] = {}
    for layer in reversed(layers):
        for path, data in _files(layer, "templates", MAX_TEXT_BYTES):
            full = f"{layer.folder}/templates/{path}"
            templates[path] = Template(source=decode(data, path=full), path=full)
        for path, data in _files(layer, "static", MAX_MEDIA_BYTES):
            _check_stylesheet(f"{layer.folder}/static/{path}", data)
            static[path] = data
        maps.update(_files(layer, "maps", MAX_TEXT_BYTES))
    messages, diagnostics = _messages(layers, language, store)
    return Theme(
        templates=templates,
        static=static,
        basemap=maps.get(BASEMAP, b""),
        messages=messages,
        diagnostics=diagnostics,
    )


def _layers(root: Path, name: str, store: Store | None) -> Iterator[_Layer]:
    """The theme's own folder, then its parents'."""
    seen: list[str] = []
    while name:
        if name in seen:
            message = f"The theme {name} is its own parent: {' → '.join([*seen, name])}"
            raise _problem(message, "Name `default` as the parent.", f"themes/{seen[-1]}/theme.yaml")
        seen.append(name)
        folder = f"themes/{name}"
        bases = (root, bundled_themes())
        base = next((base for base in bases if (base / folder / "theme.yaml").is_file()), None)
        if base is None:
            path = f"themes/{seen[-2]}/theme.yaml" if len(seen) > 1 else "content/site.yaml"
            hint = f"Make the file {folder}/theme.yaml, or name the theme `default`."
            raise _problem(f"There is no theme “{name}”", hint, path)
        yield _Layer(base, folder)
        path = f"{folder}/theme.yaml"
        data = read_bytes(base, path, limit=MAX_TEXT_BYTES)
        own_name, parent = remembered(store, path, data, tuple[str, str], partial(_theme_meta, path, data))
        if own_name != name:
            message = f"The theme in {folder} calls itself “{own_name}”"
            raise _problem(message, f"Write `name: {name}`, or rename the folder.", path)
        name = parent


def _theme_meta(path: str, data: bytes) -> tuple[str, str]:
    """The name that a theme.yaml gives its theme, and the parent's; empty when it has none."""
    from sitegen.read.schema import ThemeMeta
    from sitegen.read.validate import validated
    from sitegen.read.yaml12 import load_mapping

    meta = validated(load_mapping(decode(data, path=path), path=path), ThemeMeta, path=path)
    return meta.name, meta.parent


def _files(layer: _Layer, part: str, limit: int) -> Iterator[tuple[str, bytes]]:
    """Path below a part of the theme, and content, of each file."""
    problems: list[Diagnostic] = []
    folder = f"{layer.folder}/{part}"
    for path, _ in find_files(layer.base, folder, problems):
        yield path.removeprefix(f"{folder}/"), read_bytes(layer.base, path, limit=limit)
    if problems:
        raise ProblemsError(problems)


def _check_stylesheet(path: str, data: bytes) -> None:
    """Raises `ProblemsError` with code E502 for a stylesheet that is not UTF-8: planning reads it as text."""
    if not path.endswith(".css"):
        return
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message, hint = "The stylesheet is not in UTF-8", "Save it with the encoding UTF-8."
        raise ProblemsError(
            [Diagnostic(code="E502", message=message, path=path, line=line, hint=hint)]
        ) from None


def _messages(
    layers: list[_Layer], language: str, store: Store | None
) -> tuple[Messages, tuple[Diagnostic, ...]]:
    """The words of the language, of its base language, and English where both have none."""
    texts: dict[str, Message] = {}
    translated: set[str] = set()
    for tag in dict.fromkeys((_FALLBACK_LANGUAGE, language.split("-", maxsplit=1)[0], language)):
        for layer in reversed(layers):
            found = _locale(layer, tag, store)
            texts.update(found)
            if tag != _FALLBACK_LANGUAGE or language.split("-", maxsplit=1)[0] == _FALLBACK_LANGUAGE:
                translated.update(found)
    missing = sorted(set(texts) - translated)
    return Messages(language, texts), (_untranslated(layers[0], language, missing),) if missing else ()


def _untranslated(layer: _Layer, language: str, missing: list[str]) -> Diagnostic:
    """The warning that words are shown in English, and in which file to translate them."""
    file = f"locales/{language.split('-', maxsplit=1)[0]}.yaml"
    # What comes with sitegen is not edited: the next version would replace it.
    bundled = layer.base == bundled_themes()
    place = f"{file} of a theme of your own" if bundled else f"{layer.folder}/{file}"
    keys = ", ".join(missing[:_NAMED_KEYS]) + (" …" if len(missing) > _NAMED_KEYS else "")
    words = "1 text" if len(missing) == 1 else f"{len(missing)} texts"
    return Diagnostic(
        code="W302",
        message=f"{words} of the interface shown in English, for want of a translation into “{language}”",
        path="content/site.yaml",
        hint=f"Translate these keys in {place}: {keys}",
    )


def _locale(layer: _Layer, language: str, store: Store | None) -> dict[str, Message]:
    path = f"{layer.folder}/locales/{language}.yaml"
    if not (layer.base / path).is_file():
        return {}
    data = read_bytes(layer.base, path, limit=MAX_TEXT_BYTES)
    return remembered(store, path, data, _LOCALE, partial(_parsed_locale, path, data))


def _parsed_locale(path: str, data: bytes) -> dict[str, Message]:
    from sitegen.read.yaml12 import load_mapping

    document = load_mapping(decode(data, path=path), path=path)
    texts: dict[str, Message] = {}
    for key, value in document.value.items():
        line, column = document.position((key,))
        if isinstance(value, str):
            texts[key] = value
        elif isinstance(value, dict) and _is_plural(value):
            texts[key] = {category: str(text) for category, text in value.items()}
        else:
            message = f"`{key}` is neither a text nor a list of plural forms with `other`"
            hint = 'Write `key: text`, or `key: {one: "…", other: "…"}`.'
            raise ProblemsError(
                [Diagnostic(code="E502", message=message, path=path, line=line, column=column, hint=hint)]
            )
    return texts


def _is_plural(forms: Mapping[str, object]) -> bool:
    known = "other" in forms and set(forms) <= _PLURAL_CATEGORIES
    return known and all(isinstance(text, str) for text in forms.values())


def _problem(message: str, hint: str, path: str) -> ProblemsError:
    return ProblemsError([Diagnostic(code="E502", message=message, path=path, hint=hint)])
