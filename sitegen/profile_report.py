"""Where the time of a build went, as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sitegen.profile import BuildProfile, FileTimes, PageTimes, ShardTime, Timed

_STAGES = {
    "look": "finding files, theme and what is known of them",
    "read": "reading the content that changed",
    "plan": "planning all pages",
    "documents": "writing out the articles for search",
    "render": "making pages and copying files; search is built meanwhile",
    "images": "making pictures of images that are new",
    "search": "waiting for what is left of search",
    "write": "moving files into place",
}
_GAP = "   "


def profile_text(profile: BuildProfile) -> str:
    """Tables of what took how long; an empty one is left out."""
    tables = [
        _stages(profile.stages),
        _files(profile.files),
        _templates(profile.pages),
        _slowest_pages(profile.pages),
        _shards(profile.shards),
    ]
    if len(profile.stages) == 1:
        tables.append(["Nothing has changed since the last build."])
    return "\n\n".join("\n".join(table) for table in tables if table)


def _stages(stages: Sequence[Timed]) -> list[str]:
    whole = sum(stage.seconds for stage in stages)
    rows = [
        (stage.name, _seconds(stage.seconds), f"{stage.seconds / whole:.0%}", _STAGES[stage.name])
        for stage in stages
    ]
    table = _table(("stage", "seconds", "share", "what"), [*rows, ("all", _seconds(whole), "100%", "")])
    return ["Where the time went", *table]


def _files(files: FileTimes) -> list[str]:
    if not files.count:
        return []
    rows = [(_milliseconds(file.seconds), file.name) for file in files.slowest]
    return [
        f"Files parsed: {files.count} in {_seconds(files.seconds)} s, summed over workers. The slowest:",
        *_table(("ms", "file"), rows),
    ]


def _templates(pages: PageTimes) -> list[str]:
    if not pages.templates:
        return []
    rows = [
        (
            template.name or "(none)",
            str(template.pages),
            str(template.rendered),
            _seconds(template.seconds),
            _milliseconds(template.seconds / template.pages),
        )
        for template in pages.templates
    ]
    header = ("template", "pages", "rendered", "seconds", "ms a page")
    return [
        "Templates, with seconds summed over workers; pages not rendered turned out to be as they were",
        *_table(header, rows),
    ]


def _slowest_pages(pages: PageTimes) -> list[str]:
    rows = [(_milliseconds(page.seconds), page.name) for page in pages.slowest]
    if not rows:
        return []
    return [
        "Slowest pages; the first of a template in each worker also loads the template",
        *_table(("ms", "page"), rows),
    ]


def _shards(shards: Sequence[ShardTime]) -> list[str]:
    if not shards:
        return []
    rows = [(_period(shard), str(shard.articles or ""), _seconds(shard.seconds)) for shard in shards]
    return [
        "Search index, built anew: several periods at once, and beside the pages, so these seconds overlap",
        *_table(("period", "articles", "seconds"), rows),
    ]


def _period(shard: ShardTime) -> str:
    return f"{shard.first} to {shard.last}" if shard.first else "(what all share)"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f}"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Aligned lines: numbers to the right, words to the left."""
    lines = [header, *rows]
    columns = list(zip(*lines, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    to_right = [all(_is_number(cell) for cell in column[1:]) for column in columns]
    for line in lines:
        cells = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, to_right, strict=True)
        )
        yield f"  {_GAP.join(cells)}".rstrip()


def _is_number(cell: str) -> bool:
    return not cell.strip("0123456789.%")
