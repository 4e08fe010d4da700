"""Tile servers: which addresses and attributions are taken."""

from __future__ import annotations

import re

import pytest

from sitegen.tiles import CreditPart, TileServer, checked_template, credit_of


@pytest.mark.parametrize(
    ("template", "origin"),
    [
        ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
        ("https://a-1.example.org:8443/osm/{z}/{x}/{y}{r}.webp", "https://a-1.example.org:8443"),
        ("https://tiles.example.org/?z={z}&x={x}&y={y}&key=abc%20d", "https://tiles.example.org"),
    ],
)
def test_the_origin_of_a_template(template: str, origin: str) -> None:
    server = TileServer(template=checked_template(template), attribution=(), max_zoom=18)
    assert server.origin == origin


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("http://tiles.example.org/{z}/{x}/{y}.png", "is not a web address that begins with https://"),
        ("tiles.example.org/{z}/{x}/{y}.png", "is not a web address that begins with https://"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "may not hold {s}"),
        ("https://me:word@example.org/{z}/{x}/{y}.png", "may hold no name and no password"),
        ("https:///{z}/{x}/{y}.png", "needs a host in small letters"),
        ("https://*.example.org/{z}/{x}/{y}.png", "needs a host in small letters"),
        ("https://bản-đồ.example/{z}/{x}/{y}.png", "needs a host in small letters"),
        ("https://example.org;script-src/{z}/{x}/{y}.png", "needs a host in small letters"),
        ("https://example.org:99999/{z}/{x}/{y}.png", "needs a host in small letters"),
        ("https://{z}.example.org/{x}/{y}.png", "needs a host in small letters"),
        ("https://example.org/{z}/{x}/{y}.png#a", "may hold letters, digits and"),
        ("https://example.org/{z}/{x}/{y}.png; script-src *", "may hold letters, digits and"),
        ('https://example.org/{z}/{x}/{y}.png"', "may hold letters, digits and"),
        ("https://example.org/tiles.png", "needs {z} and {x} and {y} once"),
        ("https://example.org/{z}/{x}/{y}/{y}.png", "needs {y} once"),
        ("https://example.org/{z}/{x}/{-y}.png", "needs {y} once"),
        ("https://example.org/{z}/{x}/{y}.png?key={key}", "may not hold {key}"),
        ("https://example.org/{z}/{x}/{y}.png}", "may not hold }"),
    ],
)
def test_templates_that_are_refused(template: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}"):
        checked_template(template)


def test_an_attribution_is_text_with_links() -> None:
    assert credit_of("© [OpenStreetMap](https://osm.example/copyright), [Maps](https://maps.example/)") == (
        CreditPart(text="© "),
        CreditPart(text="OpenStreetMap", url="https://osm.example/copyright"),
        CreditPart(text=", "),
        CreditPart(text="Maps", url="https://maps.example/"),
    )
    assert credit_of("Land [and sea] (2025)") == (CreditPart(text="Land [and sea] (2025)"),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('© <a href="https://osm.example/">OpenStreetMap</a>', "may hold no HTML"),
        ("&copy; OpenStreetMap", "may hold no HTML"),
        ("[here](javascript:alert(1))", "holds a link that does not lead to"),
        ("[here](/about/)", "holds a link that does not lead to"),
        ('[here](https://a.example/"onclick=")', "holds a link that does not lead to"),
    ],
)
def test_attributions_that_are_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}"):
        credit_of(text)
