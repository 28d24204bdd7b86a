"""Two stories in a real browser: the tabs stay in the story that is read, and very long words stay on the screen."""

import re

import pytest

from briefing.summary import read_summary

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect
SLOW = 30_000
WORD = "Rindfleischetikettierung" * 17  # 408 letters
TITLES = {
    "harbour": ("The strike at the harbour of Lisbon " * 5).strip(),
    "pier": ("What became of the pier " * 39).strip() + " " + "W" * 60,
}
REPORTS = {
    "001": "{word} closed the pier\n\nLISBON, June 5, 2024 - The Port of Lisbon said the {word} pier was closed on Monday. "
    "The union of dockers denied that the {word} pier was closed on Monday. 400 dockers were injured, the Port of Lisbon said.",
    "002": "Pier closed\n\nLISBON, June 7, 2024 - The Port of Lisbon said the {word} pier was closed on Monday. "
    "Anna {word}, a spokeswoman for the ministry, said that 250 dockers were injured on Tuesday.",
}


@pytest.fixture(scope="module")
def browser():
    from serving import opened_browser

    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """A running page over two stories with long titles and words."""
    from serving import copy_page, served

    from briefing.config import read_config
    from briefing.pipeline import build

    folder = tmp_path_factory.mktemp("stories")
    app = copy_page(folder / "page")
    lines = ["stories:"]
    for story, title in TITLES.items():
        (folder / "page" / story).mkdir()
        for number, text in REPORTS.items():
            (folder / "page" / story / f"{number}_report.txt").write_text(
                text.replace("{word}", WORD), encoding="utf-8"
            )
        lines += [f"  - id: {story}", f"    title: {title}", "    sources:", f"      - folder: {story}"]
    (folder / "page" / "config.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    built = list(build(read_config(folder / "page" / "config.yaml"), folder / "page" / "summaries"))
    assert all(read_summary(path).claims for _, path, _ in built)
    with served(app, folder / "server.log") as running:
        yield running.url
    assert "Traceback" not in running.log.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("story", TITLES)
def test_every_tab_stays_in_the_story_and_on_the_day_that_is_read(browser, url, story):
    from serving import visit

    with visit(browser, f"{url}/?story={story}&asof=2024-06-05") as watched:
        page = watched.page
        for name in ("Evidence", "Timeline", "Sources", "Briefing"):
            page.locator("a.tab", has_text=name).click()
            expect(page.locator("a.tab.on")).to_have_text(name, timeout=SLOW)
            expect(page).to_have_url(re.compile(rf"[?&]story={story}\b"), timeout=SLOW)
            expect(page).to_have_url(re.compile("[?&]asof=2024-06-05"))
            expect(
                page.locator(".story" if name != "Briefing" else "h1", has_text=TITLES[story][:60]).first
            ).to_be_visible(timeout=SLOW)
            expect(page).to_have_title(
                re.compile(
                    f"^{re.escape(TITLES[story][:30])}.* · {name + ' · ' if name != 'Briefing' else ''}Briefing$".replace(
                        " · Briefing · ", " · "
                    )
                )
            )
        page.go_back()
        expect(page).to_have_url(re.compile(rf"/sources\?.*story={story}"), timeout=SLOW)
        watched.calm()


def test_a_link_to_a_story_that_is_gone_says_so_and_opens_no_other(browser, url):
    from serving import settled, visit

    with visit(browser, f"{url}/?story=retired") as watched:
        page = watched.page
        expect(page.locator("h1")).to_have_text("This link’s story is not here any more", timeout=SLOW)
        settled(page)
        expect(page.locator("section.head, section.metrics")).to_have_count(0)
        page.locator("section.board li a").last.click()
        expect(page.locator("section.head h1")).to_contain_text(TITLES["pier"][:60], timeout=SLOW)
        expect(page).to_have_url(re.compile("story=pier"))


def too_wide(page) -> list[str]:
    """Parts of the page that are wider than the screen or than what they stand in."""
    return page.evaluate("""() => {
        const found = ['html', 'body', '[data-testid=stMain]'].map(at => document.querySelector(at)).filter(part => part && part.scrollWidth > part.clientWidth)
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), out = []
        while (texts.nextNode()) {
            const part = texts.currentNode.parentElement
            if (!texts.currentNode.data.trim() || !part.closest('.bf') || part.closest('.sideways') || !part.getClientRects().length) continue
            const range = document.createRange()
            range.selectNodeContents(texts.currentNode)
            const box = range.getBoundingClientRect()
            if (box.right > innerWidth + 1 && getComputedStyle(part).textOverflow !== 'ellipsis') out.push(part.className + ' ' + Math.round(box.right) + ' ' + texts.currentNode.data.slice(0, 30))
        }
        return [...found.map(part => part.tagName + ' ' + part.scrollWidth), ...out]
    }""")


def settled_width(page) -> list[str]:
    """Parts that stay too wide: a busy machine may draw words before the style sheet that wraps them."""
    for _ in range(120):
        if not (wide := too_wide(page)):
            break
        page.wait_for_timeout(250)
    return wide


@pytest.mark.parametrize(
    "story, size", [("harbour", (1280, 720)), ("pier", (1280, 720)), ("pier", (390, 844))], ids=str
)
def test_long_titles_words_and_names_stay_on_the_screen(browser, url, story, size):
    from serving import settled, visit

    with visit(browser, f"{url}/sources?story={story}", *size) as watched:
        page = watched.page
        for address in ("sources", "", "evidence", *(f"present?step={step}" for step in (1, 2, 5))):
            page.goto(f"{url}/{address}{'&' if '?' in address else '?'}story={story}")
            page.locator("section.stage .counter, section.head h1").first.wait_for()
            settled(page)
            assert settled_width(page) == [], address
            if address == "sources" and size[0] > 1000:
                grid = page.locator(".sideways").first
                assert grid.evaluate("part => part.scrollWidth <= part.clientWidth"), "the table fits"
            if "present" in address:
                head = page.locator(".stage .top h1, .stage .top h2").first.bounding_box()
                assert head["height"] < size[1] / 3, "no letter a line"
        watched.calm()
