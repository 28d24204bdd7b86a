"""The page in a real browser: what a meeting sees, what a click opens, and that nothing ever leaves this machine."""

import re
from pathlib import Path

import pytest
import yaml
from gold import ROOT

from briefing.summary import read_summary

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect
expect.set_options(timeout=120_000)

CASES = ROOT / "tests" / "cases" / "hostile"
ALWAYS = ("Kursk", "Vladivostok", "Donetsk", "Brussels")
SIZES = {"1920": (1920, 1080), "1440": (1440, 900), "390": (390, 844)}


# ---------------------------------------------------------------- the page and its visitor


@pytest.fixture(scope="module")
def browser():
    from serving import opened_browser

    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def summaries() -> Path:
    return ROOT / "summaries"


@pytest.fixture(scope="module")
def briefing(summaries):
    """The summary that the page shows."""
    (path,) = sorted(summaries.glob("*.yaml"))
    return read_summary(path)


@pytest.fixture(scope="module")
def server(tmp_path_factory, summaries):
    from serving import copy_page, served

    folder = tmp_path_factory.mktemp("page")
    with served(copy_page(folder / "page", summaries), folder / "server.log") as running:
        yield running
    written = running.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in written, written[-4000:]


@pytest.fixture
def desk(browser, server):
    """A visitor at 1440×900 with the page drawn; no other host was asked, no script failed, nothing raised."""
    yield from a_visit(browser, server.url, *SIZES["1440"])


def a_visit(browser, url: str, width: int, height: int, **options):
    from serving import settled, visit

    with visit(browser, url, width, height, **options) as watched:
        settled(watched.page)
        yield watched.page
        no_exception(watched.page)
        watched.calm()


def no_exception(page) -> None:
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)


WIDE = """() => ['html', 'body', '[data-testid=stMain]'].map(at => document.querySelector(at))
    .filter(part => part && part.scrollWidth > window.innerWidth + 1).map(part => part.tagName + ' ' + part.scrollWidth)"""


def no_sideways_scrolling(page) -> None:
    """Nothing is wider than the window once the style sheet rules, which a busy machine applies late."""
    for _ in range(40):
        if not page.evaluate(WIDE):
            break
        page.wait_for_timeout(250)
    assert page.evaluate(WIDE) == []


def map_name(page, name: str):
    return page.locator(
        '[data-testid="stVegaLiteChart"] svg text',
        has_text=re.compile(f"^{re.escape(name)}( Oblast| region)?$"),
    ).first


def pin(page, name: str):
    """The pin of a place: the last drawn of its marks, as it lies on top."""
    return page.locator(f'[data-testid="stVegaLiteChart"] svg path[aria-label^="{name}"]').last


# ---------------------------------------------------------------- what is seen


@pytest.mark.parametrize("size", list(SIZES))
def test_title_metrics_and_map_are_there_at_every_width_and_nothing_scrolls_sideways(
    browser, server, briefing, size
):
    width, height = SIZES[size]
    for page in a_visit(browser, server.url, width, height):
        expect(page.locator("h1", has_text=briefing.title).first).to_be_visible()
        cards = page.locator("div.metric")
        expect(cards).to_have_count(len(briefing.metrics))
        for name in ALWAYS:
            expect(map_name(page, name)).to_be_visible()
        for line in briefing.bluf:
            expect(page.get_by_text(line.text[:60]).first).to_be_visible()
        no_sideways_scrolling(page)
        if width > 1000:
            for box in [
                cards.first.bounding_box(),
                cards.last.bounding_box(),
                *(map_name(page, name).bounding_box() for name in ALWAYS),
            ]:
                assert (
                    box["x"] >= 0
                    and box["x"] + box["width"] <= width
                    and box["y"] >= 0
                    and box["y"] + box["height"] <= height
                ), box


def test_there_are_four_to_six_metrics_each_with_value_holder_and_stance(desk, briefing):
    assert 4 <= len(briefing.metrics) <= 6
    for i, metric in enumerate(briefing.metrics):
        card = desk.locator("div.metric").nth(i)
        expect(card).to_contain_text(metric.label)
        expect(card).to_contain_text(metric.value[:40])


def test_names_on_the_map_do_not_lie_on_one_another(desk):
    map_name(desk, "Kursk").wait_for()
    boxes = desk.evaluate("""() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].flatMap((svg, at) =>
        [...svg.querySelectorAll('text')].filter(text => text.textContent.trim() && getComputedStyle(text).fill !== 'none' && text.getAttribute('opacity') !== '0')
        .map(text => { const b = text.getBoundingClientRect(); return [text.textContent, b.x, b.y, b.x + b.width, b.y + b.height] }))""")
    inked = {}
    for words, *box in boxes:
        inked.setdefault(words, box)  # the halo is the same words at the same spot
    clash = [
        (a, b)
        for a, one in inked.items()
        for b, other in inked.items()
        if a < b
        and min(one[2], other[2]) - max(one[0], other[0]) > 2
        and min(one[3], other[3]) - max(one[1], other[1]) > 4
    ]
    assert clash == []


def test_pins_and_their_words_are_described_for_those_who_cannot_see_them(desk):
    for name in ALWAYS:
        expect(pin(desk, name)).to_have_attribute("aria-label", re.compile(r"claim"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_follow_the_visitor(browser, server, briefing, scheme):
    for page in a_visit(browser, server.url, *SIZES["1440"], color_scheme=scheme):
        expect(page.locator("h1", has_text=briefing.title).first).to_be_visible()
        red, green, blue = map(
            int,
            re.findall(
                r"\d+",
                page.evaluate(
                    "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
                ),
            )[:3],
        )
        assert (red + green + blue > 384) == (scheme == "light")


@pytest.mark.parametrize("name", ["evidence", "timeline", "sources"])
def test_every_page_opens_by_its_address(browser, server, briefing, name):
    for page in a_visit(browser, f"{server.url}/{name}", *SIZES["1440"]):
        expect(page.locator("section.head, section.board, section.rows").first).to_be_visible()
        no_sideways_scrolling(page)


# ---------------------------------------------------------------- what a click opens


def opened_words(page) -> str:
    """The words marked in the report, as they stand there."""
    page.locator("mark.chosen").first.wait_for()
    return " ".join(" ".join(page.locator("mark.chosen").all_inner_texts()).split())


def spaced(words: str) -> str:
    return " ".join(words.replace(" … ", " ").split())


def test_a_metric_opens_the_sentence_it_was_read_from(desk, briefing):
    claims = {claim.id: claim for claim in briefing.claims}
    metric = next(metric for metric in briefing.metrics if metric.kind in ("figure", "planned figure"))
    card = desk.locator("div.metric").nth(briefing.metrics.index(metric))
    card.locator(".value[data-go]").click()
    chosen = claims[metric.readings[-1].claim]
    assert opened_words(desk) == spaced(chosen.words)
    assert (
        metric.readings[-1].value in spaced(chosen.words)
        or metric.readings[-1].value in chosen.sentence.quote
    )
    drawer = desk.locator("section.opened")
    published = next(card for card in briefing.documents if card.id == chosen.document).published
    if published.value:
        expect(drawer).to_contain_text(published.value[:4])


def test_a_pin_shows_the_claims_of_its_place_and_a_claim_opens_its_sentence(desk, briefing):
    card = next(card for card in briefing.places if card.place.name.startswith("Kursk"))
    dot = pin(desk, "Kursk")
    dot.wait_for()
    box = dot.bounding_box()
    desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    panel = desk.locator("section.panel")
    expect(panel.locator("h2", has_text=card.place.name)).to_be_visible()
    panel.locator("div.claim[data-go], a.claim[data-go]").first.click()
    words = opened_words(desk)
    assert words in {spaced(claim.words) for claim in briefing.claims if claim.id in card.claims}


def test_an_actor_lists_dated_claims_and_the_forms_of_the_name(desk, briefing):
    card = next(
        card
        for card in briefing.actors
        if len(card.claims) > 1 and len(card.actor.aliases) > 1 and card.actor.kind != "media"
    )
    desk.locator("section.panel .actor .name", has_text=card.actor.name).first.click()
    panel = desk.locator("section.panel")
    expect(panel.locator("h2", has_text=card.actor.name)).to_be_visible()
    for alias in card.actor.aliases:
        expect(panel).to_contain_text(alias)


def test_the_drawer_shows_the_chain_back_to_the_origin(desk, briefing, server):
    claim = max(briefing.claims, key=lambda claim: len(claim.chain))
    desk.goto(f"{server.url}/?claim={claim.id}")
    chain = desk.locator("section.opened .chain").first
    for link in claim.chain[1:]:
        expect(chain).to_contain_text(link.holder[:30])


def test_arrow_keys_step_to_the_next_claim_and_back_leads_back(desk, briefing, server):
    inside = [claim for claim in briefing.claims if claim.document == briefing.claims[0].document]
    desk.goto(f"{server.url}/?claim={inside[0].id}")
    first = opened_words(desk)
    desk.keyboard.press("ArrowRight")
    expect(desk.locator("section.opened .foot")).to_contain_text(re.compile("claim 2 of"))
    assert opened_words(desk) != first or len(inside) == 1
    desk.keyboard.press("ArrowLeft")
    expect(desk.locator("section.opened .foot")).to_contain_text(re.compile("claim 1 of"))


def test_an_old_link_to_something_that_is_gone_shows_the_briefing(browser, server, briefing):
    for page in a_visit(
        browser,
        f"{server.url}/?claim=nothing:1-2&actor=nobody&place=nowhere&finding=x&at=99999999&sort=%00",
        *SIZES["1440"],
    ):
        expect(page.locator("h1", has_text=briefing.title).first).to_be_visible()


def test_serving_loads_no_language_library(desk, server):
    desk.locator("div.metric").first.wait_for()
    loaded = Path(f"/proc/{server.process.pid}/maps")
    if not loaded.exists():
        pytest.skip("no /proc here")
    assert not re.search(r"/(spacy|thinc|blis|cymem|en_core_web)[^ ]*\.so", loaded.read_text())


# ---------------------------------------------------------------- nothing there, and hostile words


def test_without_a_summary_the_page_says_what_to_run(browser, tmp_path):
    from serving import copy_page, served

    with served(copy_page(tmp_path / "page"), tmp_path / "server.log") as running:
        for page in a_visit(browser, running.url, *SIZES["1440"]):
            expect(page.get_by_text("python -m briefing build").first).to_be_visible()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A running page over a briefing built from hostile reports, and its summary."""
    from serving import copy_page, served

    from briefing.config import read_config
    from briefing.pipeline import build

    folder = tmp_path_factory.mktemp("hostile")
    app = copy_page(folder / "page")
    reports = folder / "page" / "reports"
    reports.mkdir()
    for i, path in enumerate(sorted(CASES.glob("*.yaml"))):
        (reports / f"{i:03}_{path.stem}.txt").write_bytes(
            yaml.safe_load(path.read_text(encoding="utf-8"))["text"].encode()
        )
    (folder / "page" / "config.yaml").write_text(
        'stories:\n  - id: hostile\n    title: "$\\\\rule{500em}{500em}$ ![x](http://tracker.example/t.png) :red[title] <b>"\n    sources:\n'
        '      - folder: reports\n        outlet: "![o](http://tracker.example/o.png) $\\\\huge x$ <i>"\n',
        encoding="utf-8",
    )
    ((_, path, _),) = build(read_config(folder / "page" / "config.yaml"), folder / "page" / "summaries")
    with served(app, folder / "server.log") as running:
        yield running.url, read_summary(path)
    assert "Traceback" not in running.log.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("name", ["", "evidence", "timeline", "sources"])
def test_hostile_words_are_shown_as_text_on_every_page_and_call_no_host(browser, hostile, name):
    url, summary = hostile
    for page in a_visit(browser, f"{url}/{name}", *SIZES["1440"]):
        page.locator("section.head, section.board, section.rows").first.wait_for()
        page.wait_for_load_state("networkidle")
        is_only_text(page)
        no_sideways_scrolling(page)
        if not name:
            expect(
                page.locator(
                    "h1", has_text="$\\rule{500em}{500em}$ ![x](http://tracker.example/t.png) :red[title] <b>"
                ).first
            ).to_be_visible()


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_hostile_words_stand_in_the_evidence_as_the_characters_they_are(browser, hostile, path):
    url, summary = hostile
    number = f"{sorted(CASES.glob('*.yaml')).index(path):03}"
    claims = [claim for claim in summary.claims if claim.document == number]
    assert claims, f"no claim was found in {path.name}"
    for page in a_visit(browser, f"{url}/?claim={claims[0].id}", *SIZES["1440"]):
        page.locator("section.opened div.printed").wait_for()
        for words in yaml.safe_load(path.read_text(encoding="utf-8"))["shown"]:
            expect(page.locator("section.opened div.printed")).to_contain_text(words)
        is_only_text(page)
        no_sideways_scrolling(page)


def is_only_text(page) -> None:
    """No element came out of a report: no formula, picture, frame, script or link to elsewhere; nothing covers the page."""
    for selector in (
        ".katex",
        "img[src*='example']",
        "iframe[src*='example']",
        "a[href*='example/']",
        "[style*='500em']",
    ):
        expect(page.locator(selector)).to_have_count(0)
    assert "owned" not in page.title()
    assert page.locator("h1").first.bounding_box()["height"] < 900


def test_the_gate_notices_a_page_that_asks_another_host(browser, server):
    from serving import settled, visit

    with visit(browser, server.url) as watched:
        settled(watched.page)
        watched.page.evaluate("fetch('http://tracker.example/x').catch(() => 0)")
        assert watched.outside == ["http://tracker.example/x"]
        with pytest.raises(AssertionError, match="tracker"):
            watched.calm()
