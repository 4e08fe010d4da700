"""An archive's own colour, fonts and logo, and colours that can be read (WCAG 2.2, criterion 1.4.3)."""

from __future__ import annotations

import re

import msgspec

# The default theme's paper, light and dark: what the brand's colour stands on.
PAPER, DARK_PAPER = "#fbf9f4", "#171613"
# WCAG 2.2, criterion 1.4.3, level AA, for text.
_LEAST_CONTRAST = 4.5
_STEPS = 100

Rgb = tuple[int, int, int]


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """What `brand` in site.yaml says; empty where it says nothing.

    colour: of links and marks, `#rrggbb`
    dark_colour: the same in the dark
    text_font, interface_font: for CSS, `font-family`
    logo: an image, relative to the archive's root
    line: where the logo stands in site.yaml
    """

    colour: str = ""
    dark_colour: str = ""
    text_font: str = ""
    interface_font: str = ""
    logo: str = ""
    line: int = 0


def checked_colour(text: str, paper: str) -> str:
    """A colour for text on a paper.

    Raises `ValueError`, whose message goes on after the colour, when it cannot be read there.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError("is not a colour such as #8e1b1b")
    found = contrast(text, paper)
    if found < _LEAST_CONTRAST:
        nearest = readable(text, paper)
        raise ValueError(
            f"has a contrast of {found:.1f} to the page, and links need 4.5. The nearest that has: {nearest}"
        )
    return text.lower()


def readable(colour: str, paper: str) -> str:
    """The colour itself, or the nearest on the way to black or white that can be read on a paper."""
    end = (0, 0, 0) if _luminance(_rgb(paper)) > 0.5 else (255, 255, 255)
    for step in range(_STEPS + 1):
        mixed = _mixed(_rgb(colour), end, step / _STEPS)
        if contrast(mixed, paper) >= _LEAST_CONTRAST:
            return mixed
    raise AssertionError("black or white can be read on any paper")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))))
    return (lighter + 0.05) / (darker + 0.05)


def brand_stylesheet(brand: Brand) -> str:
    """The style sheet that says it; empty when there is nothing to say."""
    light = {"--serif": brand.text_font, "--sans": brand.interface_font}
    dark = {}
    if brand.colour:
        light |= {"--accent": brand.colour, "--visited": brand.colour}
        darkened = brand.dark_colour or readable(brand.colour, DARK_PAPER)
        dark = {"--accent": darkened, "--visited": darkened}
    text = _rule(light)
    if dark:
        text += f"@media (prefers-color-scheme: dark) {{\n{_rule(dark)}}}\n"
    return text


def _rule(properties: dict[str, str]) -> str:
    lines = [f"  {name}: {value};\n" for name, value in properties.items() if value]
    return f":root {{\n{''.join(lines)}}}\n" if lines else ""


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(one: Rgb, other: Rgb, part: float) -> str:
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(one, other, strict=True))


def _luminance(colour: Rgb) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, “relative luminance”)."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
