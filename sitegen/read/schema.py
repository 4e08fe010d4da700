"""What the content's YAML may say: pydantic models, one for each kind of document.

These are the border: everything else works with the values of `sitegen.model`. Descriptions are
those that docs/content-model.md gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from sitegen.brand import DARK_PAPER, PAPER, checked_colour
from sitegen.config import normal_base_url
from sitegen.diagnostics import RULES, Setting
from sitegen.read.editor_schema import EditorMeta, missing_for_editor, or_name
from sitegen.read.field_types import (
    Date,
    Day,
    EditUrl,
    Language,
    Sha256,
    SitePath,
    Slug,
    Text,
    WebUrl,
    clean_text,
    web_url,
)
from sitegen.read.strict_model import StrictModel
from sitegen.tiles import MAX_ZOOM, checked_template, credit_of

MAX_ORDER = 1_000_000
RESERVED_ROUTES = frozenset(
    {"articles", "tags", "places", "outlets", "timeline", "search", "data", "assets", "media", "pagefind"}
)


class CorrectionMeta(StrictModel):
    """An entry of `corrections`."""

    date: Day = Field(description="Day of the correction.")
    note: Text = Field(description="What was corrected.")


class ArticleMeta(StrictModel):
    """The front matter of an article."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"status": {"const": "withdrawn"}}, "required": ["status"]},
            "then": {"required": ["status_note"]},
        }
    )

    title: Text = Field(description="The headline.")
    date: Date = Field(
        description="When the outlet published it: 2025-11-21, 2025-11, 2025, 1987~ (about) or 1964/1965."
    )
    outlet: Text = Field(description="Who published it, as the register of outlets names it.")
    tags: tuple[Text, ...] = Field((), description="Subjects, as the register of tags names them.")
    places: tuple[Text, ...] = Field((), description="Places, as the register of places names them.")
    authors: tuple[Text, ...] = Field(
        (), description="Bylines, each a person or a desk. A comma tells the family name."
    )
    summary: Text = Field("", description="One sentence, shown in lists and under the headline.")
    language: Language | None = Field(None, description="Language of the text, BCP 47. Default: the site's.")
    source_url: WebUrl = Field("", description="The original page on the web.")
    archive_url: WebUrl = Field(
        "", title="Archived copy", description="An archived copy of the original page."
    )
    retrieved: Day | None = Field(None, description="Day on which the source was read.")
    republished_by: Text = Field("", description="Who showed the article again, on the page that was read.")
    retrieved_from: WebUrl = Field("", description="The page that was read, when it is not the original.")
    source_sha256: Sha256 = Field("", description="SHA-256 of the page that the article was cleaned from.")
    original_title: Text = Field("", description="The headline before translation.")
    original_language: Language | None = Field(None, description="The language it was translated from.")
    translator: Text = Field("", description="Who translated it.")
    image: Text = Field("", description="Lead image: /media/…, or a path relative to this file.")
    image_alt: Text = Field(
        "", title="Alternative text", description="What the image shows, for those who cannot see it."
    )
    image_credit: Text = Field("", description="Who made the image.")
    slug: Slug = Field("", description="Last part of the page's address. Default: the file's name.")
    aliases: tuple[SitePath, ...] = Field((), description="Old addresses, which lead to the page.")
    draft: bool = Field(False, description="True keeps it out of the published site.")
    corrections: tuple[CorrectionMeta, ...] = Field((), description="What was corrected after publication.")
    status: Literal["published", "withdrawn"] = Field(
        "published", description="A withdrawn article leaves only a note at its address."
    )
    status_note: Text = Field("", description="Why it was withdrawn.")

    @model_validator(mode="after")
    def _withdrawn_says_why(self) -> ArticleMeta:
        if self.status == "withdrawn" and not self.status_note:
            reason = "A withdrawn article needs a `status_note` that says why"
            raise PydanticCustomError("status_note", "{reason}", {"reason": reason, "key": "status"})
        return self


class PageMeta(StrictModel):
    """The front matter of a free page."""

    title: Text = Field(description="The page's title.")
    description: Text = Field("", description="One sentence for search engines.")
    language: Language | None = Field(None, description="Language of the text. Default: the site's.")
    slug: Slug = Field("", description="Last part of the page's address. Default: the file's name.")
    aliases: tuple[SitePath, ...] = Field((), description="Old addresses, which lead to the page.")
    draft: bool = Field(False, description="True keeps it out of the published site.")
    order: int = Field(0, ge=-MAX_ORDER, le=MAX_ORDER, description="Place in menus; smaller comes first.")


class _TermEntry(StrictModel):
    name: Text = Field(description="The name that pages show.")
    aliases: tuple[Text, ...] = Field((), description="Other names that articles may use.")
    description: Text = Field("", description="A sentence, shown on the term's page.")
    former_ids: tuple[Slug, ...] = Field((), description="Ids that it had before; their pages lead to it.")


class TagEntry(_TermEntry):
    """An entry of tags.yaml."""

    broader: Slug = Field("", description="Id of the wider tag that this one is part of.")


class PlaceEntry(_TermEntry):
    """An entry of places.yaml."""

    model_config = ConfigDict(
        json_schema_extra={
            "dependentRequired": {"latitude": ["longitude"], "longitude": ["latitude"]},
        }
    )

    within: Slug = Field("", description="Id of the place that this one lies in.")
    kind: Literal[
        "", "continent", "country", "region", "city", "town", "village", "island", "river", "lake", "sea",
        "mountain", "site",
    ] = Field("", description="What it is.")  # fmt: skip
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = Field(None, description="Degrees north.")
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = Field(None, description="Degrees east.")
    geonames: int | None = Field(None, ge=1, le=2**53, description="Its number in GeoNames.")
    wikidata: Annotated[str, Field(pattern=r"^Q[0-9]+$")] = Field("", description="Its item in Wikidata.")

    @model_validator(mode="after")
    def _both_coordinates(self) -> PlaceEntry:
        if (self.latitude is None) != (self.longitude is None):
            given = "longitude" if self.latitude is None else "latitude"
            reason = "`latitude` and `longitude` belong together"
            raise PydanticCustomError("coordinates", "{reason}", {"reason": reason, "key": given})
        return self


class OutletEntry(_TermEntry):
    """An entry of outlets.yaml."""

    url: WebUrl = Field("", description="Its own site.")
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = Field("", description="ISO 3166 code, as VN.")
    language: Language | None = Field(None, description="The language it writes in, BCP 47.")
    sample: bool = Field(False, description="True for an invented outlet; pages say so.")


class NavigationEntry(StrictModel):
    """An entry of `navigation`."""

    title: Text = Field(description="The link's text.")
    url: Text = Field(description="A path of this site such as /about/, or a web address.")

    @model_validator(mode="after")
    def _known_kind(self) -> NavigationEntry:
        if not self.url.startswith("/") or self.url.startswith("//"):
            web_url(self.url)
        return self


def _checked(kind: str, check: Callable[[str], object]) -> AfterValidator:
    """A validator: what `check` makes of a text, or its `ValueError` as a finding of a kind."""

    def checked(text: str) -> str:
        try:
            found = check(text)
        except ValueError as error:
            raise PydanticCustomError(kind, "{reason}", {"reason": str(error)}) from None
        return found if isinstance(found, str) else text

    return AfterValidator(checked)


BaseUrl = Annotated[str, BeforeValidator(clean_text), _checked("base_url", normal_base_url)]


class MapMeta(StrictModel):
    """The value of `map`."""

    tiles: Annotated[Text, _checked("tiles", checked_template)] = Field(
        description="Address of a tile server's images, with {z}, {x} and {y}."
    )
    attribution: Annotated[Text, _checked("attribution", credit_of)] = Field(
        description="Whom the licence of the images asks to name. Links: [text](https://…)."
    )
    max_zoom: int = Field(18, ge=1, le=MAX_ZOOM, description="The highest {z} that the server has.")


def _font(text: str) -> str:
    if not re.fullmatch(r"[\w\s\-,\"']+", text) or text.count('"') % 2 or text.count("'") % 2:
        raise PydanticCustomError("font", "is not a list of fonts such as Charter, Georgia, serif")
    return text


def _logo(text: str) -> str:
    names = text.split("/")
    if names[0] != "media" or len(names) < 2 or {"", ".", ".."} & {*names}:
        raise PydanticCustomError("logo", "is not a file of content/media/ such as media/logo.png")
    return text


Font = Annotated[Text, AfterValidator(_font)]


class BrandMeta(StrictModel):
    """The value of `brand`."""

    @model_validator(mode="before")
    @classmethod
    def _quoted(cls, data: object) -> object:
        """A colour without quotes is a comment to YAML."""
        if isinstance(data, dict) and any(data.get(key, "") is None for key in ("colour", "dark_colour")):
            raise PydanticCustomError("colour", "has a colour without a value: # begins a comment")
        return data

    colour: Annotated[Text, _checked("colour", partial(checked_colour, paper=PAPER))] = Field(
        "", description="Colour of links and marks, #rrggbb."
    )
    dark_colour: Annotated[Text, _checked("colour", partial(checked_colour, paper=DARK_PAPER))] = Field(
        "", description="The same in the dark. Default: `colour`, as much lighter as it has to be."
    )
    text_font: Font = Field("", description="Fonts for headlines and texts, as in CSS.")
    interface_font: Font = Field("", description="Fonts for all else, as in CSS.")
    logo: Annotated[Text, AfterValidator(_logo)] = Field(
        "", description="An image of content/media/, beside the archive's name."
    )


# Which rules there are is for `sitegen.read.rule_settings` to say; editors offer them.
RuleName = Annotated[
    str, Field(json_schema_extra={"enum": sorted([*RULES, *(rule.name for rule in RULES.values())])})
]


class SiteMeta(StrictModel):
    """content/site.yaml."""

    title: Text = Field(description="The archive's name.")
    base_url: BaseUrl = Field(description="Where the site will lie on the web. It may have a path.")
    description: Text = Field("", description="What the archive holds, in a sentence or two.")
    notice: Text = Field("", description="A note to every reader, on the home page.")
    language: Language = Field("en", description="Language of the interface, BCP 47.")
    theme: Slug = Field("default", description="Folder under themes/, or `default`.")
    navigation: tuple[NavigationEntry, ...] = Field((), description="The main menu. Default: the indexes.")
    page_size: int = Field(50, ge=5, le=500, description="Articles on a page of a list.")
    feed_size: int = Field(20, ge=1, le=500, description="Entries in a feed.")
    search: bool = Field(True, description="False builds no search.")
    edit_url: EditUrl = Field(
        "", description="Where a file is edited on the web, with {path} in the place of its path."
    )
    brand: BrandMeta | None = Field(None, description="The archive's own colour, fonts and logo.")
    map: MapMeta | None = Field(None, description="A tile server, for maps that can be moved.")
    rules: dict[RuleName, Setting] = Field(
        {}, description="How severe a rule is taken: its code or name, then `error`, `warning` or `off`."
    )
    editor: EditorMeta | None = Field(
        None,
        description="A web editor at /admin/. It needs `edit_url`, or keys of its own.",
        json_schema_extra=or_name,
    )

    @model_validator(mode="after")
    def _editor_knows_its_repository(self) -> SiteMeta:
        if self.editor:
            reason = missing_for_editor(self.editor, self.edit_url)
            if reason:
                raise PydanticCustomError("editor", "{reason}", {"reason": reason, "key": "editor"})
        return self


class ThemeMeta(StrictModel):
    """theme.yaml."""

    name: Slug = Field(description="The theme's name, that of its folder.")
    title: Text = Field("", description="Its name for people.")
    description: Text = Field("", description="What it looks like.")
    parent: Slug = Field("", description="The theme whose files it takes where it has none of its own.")
