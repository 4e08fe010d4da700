"""What a search must find: the answer of looking through every article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.corpus import Article, Corpus

WORDS = 20


@dataclass(frozen=True)
class Facts:
    """What a search sees of an article.

    day: ISO 8601
    filters: facet and value, terms above included
    """

    address: str
    day: str
    filters: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Question:
    """A search. facet, value: a filter, or empty; sort: `newest`, `oldest` or empty"""

    word: str
    facet: str = ""
    value: str = ""
    sort: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """The query of the search page's address."""
        chosen = {"q": self.word, self.facet: self.value, "sort": self.sort}
        return {key: value for key, value in chosen.items() if key and value}


class Truth:
    """All articles by their words."""

    def __init__(self, corpus: Corpus) -> None:
        self._by_word: dict[str, list[Facts]] = defaultdict(list)
        for number in range(corpus.size):
            article = corpus.article(number)
            facts = _facts(corpus, article)
            for word in article.words:
                self._by_word[word].append(facts)

    def words(self) -> list[str]:
        """Words of various frequency, from one article to a quarter of all, rarest first."""
        found = sorted((len(articles), word) for word, articles in self._by_word.items())
        most = max(1, found[-1][0] // 4)
        counts = sorted({int(most ** (step / (WORDS - 1))) for step in range(WORDS)})
        wanted = iter(counts)
        chosen, count = [], next(wanted)
        for number, word in found:
            if number >= count and number <= most:
                chosen.append(word)
                count = next((c for c in wanted if c > number), most + 1)
        spare = [word for number, word in reversed(found) if number <= most and word not in chosen]
        return chosen + spare[: WORDS - len(chosen)]

    def answer(self, question: Question) -> list[Facts]:
        """The articles that hold the word and pass the filter; sorted by day where that is asked."""
        wanted = (question.facet, question.value)
        found = [a for a in self._by_word[question.word] if not question.facet or wanted in a.filters]
        return sorted(found, key=lambda a: a.day, reverse=question.sort == "newest")

    def questions(self) -> Iterator[Question]:
        """For each word: by relevance, newest, oldest, and one filter of each facet."""
        for word in self.words():
            yield Question(word)
            yield Question(word, sort="newest")
            yield Question(word, sort="oldest")
            some = self._by_word[word][len(self._by_word[word]) // 2]
            seen: dict[str, str] = {}
            for facet, value in sorted(some.filters):
                seen.setdefault(facet, value)
            for place, (facet, value) in enumerate(seen.items()):
                yield Question(word, facet, value, ("newest", "oldest")[place % 2])

    def companion(self, word: str) -> str:
        """Another word, of few articles that hold the first too; so both together find something."""
        first = {a.address for a in self._by_word[word]}
        counts = (
            (len(articles), other)
            for other, articles in self._by_word.items()
            if other != word and len(articles) >= 3 and any(a.address in first for a in articles)
        )
        return min(counts)[1]


def wrong_in(question: Question, truth: Truth, addresses: list[str], count: int) -> str:
    """What is wrong with an answer; empty when it is right.

    addresses: of the results on show, in their order
    count: how many results the page says there are

    Articles of one day may stand in any order.
    """
    right = truth.answer(question)
    days = {a.address: a.day for a in right}
    shown = [days.get(address, "?") for address in addresses]
    if count != len(right):
        return f"{question}: {count} results, not {len(right)}"
    if len(set(addresses)) != len(addresses) or "?" in shown:
        return f"{question}: a result that does not belong there"
    if question.sort and shown != [a.day for a in right][: len(shown)]:
        return f"{question}: not in order"
    return ""


def _facts(corpus: Corpus, article: Article) -> Facts:
    tags = {above.name for term in article.tags for above in corpus.tag_lineages[term.id]}
    places = {above.name for term in article.places for above in corpus.place_lineages[term.id]}
    heading = article.heading
    filters = {("outlet", article.outlet.name), ("year", str(heading.date.year))}
    filters |= {("tag", name) for name in tags} | {("place", name) for name in places}
    address = "/articles/" + heading.path.removesuffix(".md") + "/"
    return Facts(address, heading.date.isoformat(), frozenset(filters))
