"""axe-core on each kind of page, and whether it fits the screen, which axe does not look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from playwright.sync_api import Browser

from tests.audit import tools
from tests.audit.browser import SCHEMES, View, chromium, open_kind, page_for
from tests.audit.kinds import KINDS
from tests.audit.report import Check, Finding, counted
from tests.audit.served import Served

WIDTHS = (360, 1280)
# All that WCAG 2.2 asks for on the levels A and AA, and what axe's makers recommend besides. Named one
# by one, because axe leaves out the size of targets unless it is asked for 2.2.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_RUN = "(tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })"
# Elements that stick out of a page which scrolls sideways (WCAG 1.4.10).
_TOO_WIDE = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => !element.children.length)
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > width + 1 || left < -1;
    })
    .map((element) => element.outerHTML);
}
"""


def check_accessibility(sites: Iterable[Served]) -> Iterator[Check]:
    """One check for each archive and view."""
    source = tools.axe().read_text(encoding="utf-8")
    views = [View(width=width, scheme=scheme) for width in WIDTHS for scheme in SCHEMES]
    with chromium() as browser:
        for site in sites:
            for view in views:
                found = _findings(browser, source, site, view)
                yield counted(f"axe: {site.name}, {view}", len(KINDS[site.name]), found)


def _findings(browser: Browser, source: str, site: Served, view: View) -> list[Finding]:
    found: list[Finding] = []
    with page_for(browser, view) as page:
        for kind in KINDS[site.name]:
            open_kind(page, site, kind)
            # Not as a script of the page, which its content security policy would refuse.
            page.evaluate(source)
            results = page.evaluate(_RUN, _TAGS)
            where = f"{site.name} {kind.address}, {view}"
            found += findings_of(results["violations"], where)
            found += (_too_wide(element, where) for element in page.evaluate(_TOO_WIDE))
    return found


def findings_of(violations: Sequence[Mapping[str, Any]], page: str) -> Iterator[Finding]:
    """One finding for each element. violations: as `axe.run` gives them"""
    for violation in violations:
        for node in violation["nodes"]:
            yield Finding(
                page=page,
                rule=f"axe {violation['id']}: {violation['help']}\n  {violation['helpUrl']}",
                element=node["html"],
                mend=node.get("failureSummary", violation["help"]),
            )


def _too_wide(element: str, page: str) -> Finding:
    return Finding(
        page=page,
        rule="fit: the page scrolls sideways",
        element=element,
        mend="Let it wrap, or scroll in a box of its own.",
    )
