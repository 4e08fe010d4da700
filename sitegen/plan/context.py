"""What every planner of pages works from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

import msgspec

from sitegen.config import SiteConfig
from sitegen.localize import Messages
from sitegen.model import Archive, Body
from sitegen.plan.catalogue import Catalogue, make_catalogue
from sitegen.plan.images import ImageResolver
from sitegen.plan.links import LinkResolver, published_files
from sitegen.plan.lists import Calendar
from sitegen.plan.maps import Maps
from sitegen.plan.marks import Marks
from sitegen.plan.related import RelatedFinder
from sitegen.plan.threads import Threads
from sitegen.plan.urls import Addresses, feed_path
from sitegen.plan.views import Head, Image, Link, Meta

NO_INDEX = Meta(attribute="name", key="robots", content="noindex")


class Context(msgspec.Struct, frozen=True, dict=True):
    """The catalogue, the words of the interface, and the bodies of documents.

    bodies: by path; only those are needed whose pages are made
    """

    catalogue: Catalogue
    messages: Messages
    bodies: Mapping[str, Body] = msgspec.field(default_factory=dict)

    @property
    def config(self) -> SiteConfig:
        """The site's configuration."""
        return self.catalogue.archive.config

    @property
    def addresses(self) -> Addresses:
        """Where pages lie."""
        return self.catalogue.addresses

    @cached_property
    def published(self) -> Mapping[str, str]:
        """Path on the site of each content file that is published."""
        return published_files(self.catalogue.archive)

    @cached_property
    def links(self) -> LinkResolver:
        """Links to content files."""
        return LinkResolver(self.addresses, self.published, self.images)

    @cached_property
    def images(self) -> ImageResolver:
        """The images that pages show."""
        return ImageResolver(self.addresses, self.catalogue.archive.media)

    def revised(self, archive: Archive, positions: Collection[int]) -> Context:
        """That of an archive in which articles at some positions say something else, and nothing moves."""
        found = Context(self.catalogue.revised(archive, positions), self.messages, self.bodies)
        marks = self.marks.revised(found.catalogue, positions)
        vars(found).update(
            published=self.published,
            links=self.links,
            images=self.images,
            calendar=self.calendar,
            maps=self.maps,
            marks=marks,
            related=self.related.revised(found.catalogue, marks),
            threads=Threads(found.catalogue, marks, few=True),
        )
        return found

    def image(self, file: str, *, alt: str = "", credit: str = "") -> Image | None:
        """How a page shows an image; None for a file that is no image of the archive."""
        source = self.images.source(file)
        if source is None:
            return None
        return Image(
            url=source.url,
            srcset=source.srcset,
            width=source.width,
            height=source.height,
            alt=alt,
            credit=credit,
        )

    @cached_property
    def related(self) -> RelatedFinder:
        """Finds related articles."""
        return RelatedFinder(self.catalogue, self.marks)

    @cached_property
    def threads(self) -> Threads:
        """The threads of articles."""
        return Threads(self.catalogue, self.marks)

    @cached_property
    def calendar(self) -> Calendar:
        """The articles in lists, by time."""
        return Calendar(article.date for article in self.catalogue.articles)

    @cached_property
    def marks(self) -> Marks:
        """Digests of articles."""
        return Marks(self.catalogue)

    @cached_property
    def maps(self) -> Maps:
        """Makes maps."""
        return Maps(self.catalogue, self.messages)

    def head(
        self,
        title: str,
        path: str,
        *,
        description: str = "",
        metas: tuple[Meta, ...] = (),
        feed: Link | None = None,
        previous: str = "",
        next_: str = "",
    ) -> Head:
        """The head of a page that is no article."""
        social = [
            Meta(attribute="property", key="og:title", content=title),
            Meta(attribute="property", key="og:type", content="website"),
            Meta(attribute="property", key="og:url", content=self.addresses.absolute(path)),
            Meta(attribute="property", key="og:site_name", content=self.config.title),
        ]
        if description:
            social.append(Meta(attribute="property", key="og:description", content=description))
        return Head(
            title=title,
            description=description,
            canonical=self.addresses.absolute(path),
            path=self.addresses.link(path),
            metas=(*social, *metas),
            feed=feed,
            previous=previous,
            next=next_,
        )

    def feed_link(self, name: str, path: str) -> Link:
        """A link to the feed of the page at a path."""
        return Link(text=name, url=self.addresses.link(feed_path(path)))


def make_context(archive: Archive, messages: Messages, bodies: Mapping[str, Body]) -> Context:
    """What planners of an archive's pages work from."""
    return Context(make_catalogue(archive, Addresses(archive.config)), messages, bodies)
