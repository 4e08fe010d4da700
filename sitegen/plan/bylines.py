"""Names in bylines: which may be turned round, and which may not.

Bylines are free text: “Jane Q. Smith”, “Nguyễn Văn A” (whose family name comes first), “Reuters staff”.
Nothing in such a text tells which word is the family name, and a wrong guess would stand in every
bibliography. So there is one rule: only a name that is written “Family, Given” has a family name; every
other name is used as it is written.
"""

from __future__ import annotations

import msgspec

# After a comma they are no given names. Compared in lower case and without full stops.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"})


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A person or a desk.

    spoken: the name in the order in which it is spoken
    family, given: its parts, where they are known; else both are empty
    suffix: `Jr.` and the like; empty where the parts are not known
    """

    spoken: str
    family: str = ""
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """`Smith, Jane`; where the parts are not known, the name as it is spoken."""
        if not self.family:
            return self.spoken
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def initials(self) -> str:
        """The given names as initials: `J. Q.`, `J.-L.`.

        A word that does not begin with a capital (“van”, any word in Arabic) stays whole.
        """
        spaced = self.given.replace(".", ". ")
        return " ".join("-".join(_initial(part) for part in word.split("-")) for word in spaced.split())


def parse_name(text: str) -> Name:
    """The name that a byline means: “Family, Given”, “Family, Given, Jr.”, or any text."""
    if "," not in text:
        return Name(spoken=text)
    parts = [part.strip() for part in text.split(",")]
    if not all(parts) or _is_suffix(parts[1]):
        return Name(spoken=text)
    if len(parts) == 2:
        family, given = parts
        return Name(spoken=f"{given} {family}", family=family, given=given)
    if len(parts) == 3 and _is_suffix(parts[2]):
        family, given, suffix = parts
        return Name(spoken=f"{given} {family} {suffix}", family=family, given=given, suffix=suffix)
    return Name(spoken=text)


def spoken_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Bylines as readers expect them: “Smith, Jane” becomes “Jane Smith”."""
    return tuple(parse_name(name).spoken for name in names)


def _is_suffix(part: str) -> bool:
    return part.replace(".", "").lower() in _SUFFIXES


def _initial(word: str) -> str:
    return f"{word[0]}." if word[:1].isupper() else word
