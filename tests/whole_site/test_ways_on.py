"""Where a reader goes on: the same day, other years, the list that he came from, the file to correct."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sites import SITE_YAML, Site, article
from tests.whole_site.test_pages import Elements, text_of

MakeSite = Callable[..., Site]

ARTICLES = "content/articles/2020/{}.md"
DAYS = "".join(
    f"-- {ARTICLES.format(name)} --\n{article(name.title(), date, tags=tags)}\n"
    for name, date, tags in [
        ("oldest", "1999-02-24", "[War]"),
        ("other", "2010-02-24", "[Aid]"),
        ("middle", "2022-02-24", "[War, Aid]"),
        ("evening", "2022-02-24T20:00", "[]"),
        ("month", "2022-02", "[War]"),
        ("newest", "2022-03-01", "[War]"),
    ]
)


def main_of(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


def test_a_calendar_day_lists_its_articles_of_all_years(site: MakeSite) -> None:
    archive = site(DAYS)
    archive.build()
    text = text_of(main_of(archive.page("/timeline/on/02-24/")))
    assert "February 24 in all years" in text
    assert "4 articles" in text
    years = [text.index(year) for year in ("2022", "2010", "1999")]
    assert years == sorted(years)
    assert "Month" not in text
    assert "/timeline/2022/02/#d24" in Elements(archive.page("/timeline/on/02-24/")).links()


def test_calendar_days_lead_to_one_another_and_to_the_calendar(site: MakeSite) -> None:
    archive = site(DAYS)
    archive.build()
    links = Elements(archive.page("/timeline/on/03-01/")).links()
    assert {"/timeline/on/02-24/", "/timeline/on/"} <= links
    days = {link for link in Elements(main_of(archive.page("/timeline/on/"))).links() if "/on/" in link}
    assert days == {"/timeline/on/02-24/", "/timeline/on/03-01/"}


def test_the_home_page_knows_the_days_from_which_its_script_picks_today(site: MakeSite) -> None:
    archive = site(DAYS)
    archive.build()
    home = archive.page("/")
    assert 'data-days="02-24 03-01"' in home
    assert "/timeline/on/" in Elements(home).links()


def test_an_archive_without_days_has_no_calendar(site: MakeSite) -> None:
    archive = site(f"-- {ARTICLES.format('a')} --\n{article('A', '1990')}")
    archive.build()
    assert not any(path.startswith("timeline/on/") for path in archive.files())
    assert "/timeline/on/" not in Elements(archive.page("/")).links()


def test_an_article_names_those_of_its_day_and_leads_to_other_years(site: MakeSite) -> None:
    archive = site(DAYS)
    archive.build()
    page = main_of(archive.page("/articles/2020/middle/"))
    _, _, after = page.partition("Also on that day")
    assert "Evening" in after.partition("</section>")[0]
    assert "/timeline/on/02-24/" in Elements(page).links()
    assert "Also on that day" not in archive.page("/articles/2020/month/")


def test_links_of_a_list_stay_within_it(site: MakeSite) -> None:
    """A tag's list leads to the thread of the tag, whose links lead on within the tag."""
    archive = site(DAYS)
    archive.build()
    assert "/articles/2020/middle/#in-tags-war" in Elements(archive.page("/tags/war/")).links()
    page = archive.page("/articles/2020/middle/")
    threads = {attrs.get("id") for tag, attrs in Elements(page).found if attrs.get("class") == "thread"}
    assert threads == {"in-tags-war", "in-tags-aid", "in-outlets-courier"}
    thread = page.partition('id="in-tags-war"')[2].partition("</nav>")[0]
    assert Elements(thread).links() == {
        "/tags/war/",
        "/articles/2020/month/#in-tags-war",
        "/articles/2020/newest/#in-tags-war",
    }


def test_no_link_keeps_the_mark_of_a_thread_s_place(site: MakeSite) -> None:
    archive = site(DAYS)
    archive.build()
    assert not [
        path for path in archive.files() if path.endswith(".html") and '#_"' in archive.page("/" + path)
    ]


def test_a_wider_place_has_a_thread_too(site: MakeSite) -> None:
    archive = site(
        f"{DAYS}-- content/tags.yaml --\nwar:\n  name: War\n  broader: history\nhistory:\n  name: History\n"
    )
    archive.build()
    assert "/articles/2020/newest/#in-tags-history" in Elements(archive.page("/tags/history/")).links()
    assert 'id="in-tags-history"' in archive.page("/articles/2020/newest/")


def test_readers_can_propose_a_correction_where_the_archive_is_edited(site: MakeSite) -> None:
    archive = site(DAYS)
    archive.build()
    assert "Suggest a correction" not in archive.page("/articles/2020/middle/")
    edit_url = "https://github.com/lantern/archive/edit/main/{path}"
    archive.write("content/site.yaml", f"{SITE_YAML}edit_url: {edit_url}\n")
    archive.build()
    assert (
        edit_url.format(path="content/articles/2020/middle.md")
        in Elements(archive.page("/articles/2020/middle/")).links()
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://github.com/lantern/archive", "{path}"),
        ("ftp://example.org/{path}", "https://"),
        ("https://example.org/{path}/{path}", "once"),
    ],
)
def test_an_edit_url_that_leads_nowhere_is_refused(site: MakeSite, url: str, said: str) -> None:
    archive = site(DAYS)
    archive.write("content/site.yaml", f"{SITE_YAML}edit_url: {url}\n")
    (problem,) = archive.problems()
    assert (problem.path, problem.line) == ("content/site.yaml", 3)
    assert said in problem.message


def test_a_term_of_less_than_two_years_has_a_histogram_by_month(site: MakeSite) -> None:
    archive = site(
        "".join(
            f"-- {ARTICLES.format(date)} --\n{article(date, date, tags=tags)}\n"
            for date, tags in [
                ("2019-01", "[Aid]"),
                ("2021-11-02", "[War, Aid]"),
                ("2022-02-24", "[War, Aid]"),
            ]
        )
    )
    archive.build()
    war, aid = (text_of(main_of(archive.page(f"/tags/{tag}/"))) for tag in ("war", "aid"))
    assert "Articles about War by month, November 2021 to February 2022." in war
    assert "Articles about Aid by year, 2019 to 2022." in aid
    assert "/tags/war/#y2022" in Elements(archive.page("/tags/war/")).links()
