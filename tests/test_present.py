"""Present mode, taking along and access, in a real browser: keys turn the steps, nothing scrolls, every word can be read and reached."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from gold import ROOT
from test_dashboard import HOSTILE, harbour

from briefing.dashboard import facing, present, tools
from briefing.dashboard.index import build_index
from briefing.dashboard.safe import links_of, text_of
from briefing.dashboard.state import View
from briefing.model import Span
from briefing.summary import read_summary

(STORY, *_) = sorted((ROOT / "summaries").glob("*.yaml"))
STEPS = present.shown_steps(build_index(read_summary(STORY)), View())  # of the committed briefing
LAST = len(STEPS)


# ---------------------------------------------------------------- without a browser


@pytest.mark.parametrize("hostile", ["", HOSTILE])
def test_every_step_says_something_and_every_click_opens_words_or_another_step(hostile):
    index = build_index(harbour(hostile)[0])
    steps = present.shown_steps(index, View())
    assert steps == list(present.STEPS)
    for step in range(1, len(steps) + 1):
        tree = present.stage(index, View(step=str(step)), step)
        assert text_of(tree).endswith(f"{step} of {len(steps)}")
        for go in links_of(tree):
            change = present.turned(go, steps)
            assert change.get("claim") in {None, *index.claims} and change.get("finding") in {
                None,
                *index.findings,
            }
            assert {"claim", "finding", "step", "place", "page"} & set(change)
            assert change == present.LEAVE or change.get("page", "evidence") == "evidence"


def test_a_step_with_nothing_to_say_is_left_out_and_the_count_says_so():
    summary = replace(harbour()[0], findings=(), places=())
    index = build_index(summary)
    assert present.shown_steps(index, View()) == ["bluf", "metrics", "actors", "sources"]
    first = text_of(present.stage(index, View(), 1))
    assert (
        first.endswith("1 of 4")
        and "This is the first briefing" in first
        and "No disagreement detected." in first
    )
    assert "Nothing new since the last briefing" in text_of(
        present.stage(build_index(replace(summary, since="2024-06-01")), View(), 1)
    )
    assert present.turned({"page": "evidence", "kind": "conflict"}, ["bluf", "sources"]) == {
        "page": "evidence",
        "kind": "conflict",
    }
    empty = replace(
        summary,
        bluf=(),
        claims=(),
        actors=(),
        metrics=(),
        origins=(),
        groups=(),
        positions=(),
        ratings=(),
        changes=(),
        documents=(),
        timeline=(),
    )
    assert text_of(present.stage(build_index(empty), View(), 1)).endswith("1 of 1")


def test_as_of_an_earlier_day_nothing_is_said_of_the_last_briefing():
    index = build_index(replace(harbour()[0], since="2024-06-01", findings=()))
    assert "last briefing" in text_of(present.stage(index, View(), 1))
    then = present.stage(index, View(asof="2024-06-05"), 1)
    assert "briefing" not in text_of(then) and "later reports left out" in text_of(then)


@pytest.mark.parametrize("title", ["W" * 300, "An ordinary title " * 60])
def test_a_long_title_is_cut_on_the_wall_and_can_be_read_in_full(title):
    index = build_index(replace(harbour()[0], title=title))
    for step in (1, 3):
        tree = present.stage(index, View(), step)
        assert title in {node.get("h") for node in nodes(tree)} and title not in text_of(tree)


def nodes(tree):
    if not isinstance(tree, str):
        yield tree
        for child in tree["k"]:
            yield from nodes(child)


@pytest.mark.parametrize(
    "given, step",
    [(None, 1), ("3", 3), ("7", 7), ("8", 1), ("0", 1), ("-1", 1), ("²", 1), ("99999999999", 1), ("map", 1)],
)
def test_an_address_with_any_step_shows_one(given, step):
    assert present.at(View(step=given), 7) == step


def test_while_words_are_open_the_keys_are_theirs():
    assert present.keys(View(claim="x"), 7) == present.keys(View(finding="x"), 7) == {}
    assert set(present.keys(View(), 7)) == {
        "ArrowRight",
        "PageDown",
        " ",
        "ArrowLeft",
        "PageUp",
        "Home",
        "End",
        "Escape",
    }


def test_long_sentences_are_cut_around_the_words_that_differ_and_stay_verbatim():
    text = " ".join(f"word{number}" for number in range(90))
    sentence = Span("a", 10, 10 + len(text), text)
    for words in ("word0 word1", "word44 word45 word46", "word88 word89", text[:300]):
        at = 10 + text.index(words)
        pieces = facing.windowed(sentence, Span("a", at, at + len(words), words))
        shown = "".join(piece if isinstance(piece, str) else text_of(piece) for piece in pieces)
        assert len(shown) <= facing.WORDS + 8
        for part in shown.replace(" …", "").replace("… ", "").split("…"):
            assert part in text


def test_a_denial_stands_beside_what_it_denies_however_many_say_so():
    summary, _ = harbour()
    said, denied, again = summary.claims
    finding = replace(
        summary.findings[0],
        type="claim-denial",
        claims=(said.id, again.id, denied.id),
        spans=(said.content[0], again.content[0], denied.content[0]),
    )
    tree = facing.laid(build_index(replace(summary, findings=(finding,))), finding)
    assert [go["claim"] for go in links_of(tree) if go.get("claim")] == [said.id, denied.id]
    assert "and 1 more that says the same" in text_of(tree)


def test_names_of_files_hold_our_own_words_only():
    summary = harbour()[0]
    assert tools.file_name(summary, "csv") == "harbour-2024-06-06.csv"
    assert tools.file_name(replace(summary, as_of="2024-10-18T23:32"), "md") == "harbour-2024-10-18.md"
    assert (
        tools.file_name(replace(summary, story="../../etc/<passwd>" + "x" * 200, as_of="../;rm"), "html")
        == "etcpasswd" + "x" * 51 + "-undated.html"
    )


# ---------------------------------------------------------------- in a browser

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect
SLOW = 60_000


@pytest.fixture(scope="module")
def browser():
    from serving import opened_browser

    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def briefing():
    (path,) = sorted((ROOT / "summaries").glob("*.yaml"))
    return read_summary(path)


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    from serving import copy_page, served

    folder = tmp_path_factory.mktemp("present")
    with served(copy_page(folder / "page", ROOT / "summaries"), folder / "server.log") as running:
        yield running.url
        assert "Traceback" not in running.log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def wall(browser, url):
    """A visitor at the size of a wall; each test goes where it needs to."""
    from serving import visit

    with visit(browser, f"{url}/present", 1920, 1080) as watched:
        watched.page.set_default_timeout(SLOW)
        yield watched.page
        watched.calm()


def is_at(page, step: int) -> None:
    expect(page.locator(".counter .of")).to_have_text(f"{step} of {LAST}", timeout=SLOW)
    expect(page).to_have_url(re.compile(rf"[?&]step={step}\b"), timeout=SLOW)


def go_to(page, url: str, step: int) -> None:
    page.goto(f"{url}/present?step={step}")
    is_at(page, step)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    if STEPS[step - 1] == "map":
        page.locator("svg.marks path[aria-label]").first.wait_for()
        page.locator(".stage.places").wait_for()


def test_keys_turn_the_steps_and_each_has_its_address(wall, url):
    go_to(wall, url, 1)
    for key, step in (
        ("ArrowRight", 2),
        (" ", 3),
        ("PageDown", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("End", LAST),
        ("ArrowRight", LAST),
        ("Home", 1),
        ("ArrowLeft", 1),
    ):
        wall.keyboard.press(key)
        is_at(wall, step)


@pytest.mark.parametrize(
    "pause", [0, 60, 240]
)  # milliseconds; an address sent for one key meets the next key on its way
def test_keys_pressed_faster_than_steps_are_drawn_all_count(wall, url, pause):
    go_to(wall, url, 1)
    for _ in range(4):
        wall.keyboard.press("ArrowRight")
        wall.wait_for_timeout(pause)
    wall.keyboard.press("ArrowLeft")
    is_at(wall, 4)


def test_mouse_and_finger_turn_the_steps_and_lead_out(browser, wall, url):
    from serving import visit

    go_to(wall, url, 2)
    wall.wait_for_function("!document.querySelector('.corner.awake')")
    expect(wall.locator(".corner")).to_be_hidden()
    wall.mouse.move(300, 300)
    wall.mouse.move(320, 330)
    wall.locator(".corner .knob", has_text="›").click()
    is_at(wall, 3)
    wall.mouse.move(300, 300)
    wall.locator(".corner summary").click()
    wall.locator(".corner li", has_text=present.STEPS[STEPS[4]][0]).click()
    is_at(wall, 5)
    with visit(browser, f"{url}/present?step=2", 390, 844, has_touch=True, is_mobile=True) as watched:
        page = watched.page
        is_at(page, 2)
        out = page.locator(".corner .knob.out")
        expect(out).to_be_visible()
        box = out.bounding_box()
        assert (
            box["width"] >= 44
            and box["height"] >= 44
            and box["x"] + box["width"] <= 390
            and box["y"] + box["height"] <= 844
        )
        swipe(page, 300, 80)
        is_at(page, 3)
        swipe(page, 80, 300)
        is_at(page, 2)
        out.tap()
        expect(page.locator("section.head h1")).to_be_visible(timeout=SLOW)
        watched.calm()


def swipe(page, start: int, end: int) -> None:
    """One finger across the middle of the screen."""
    page.evaluate(
        """([start, end]) => {
        const at = x => new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 400 })
        document.body.dispatchEvent(new TouchEvent("touchstart", { bubbles: true, touches: [at(start)], changedTouches: [at(start)] }))
        document.body.dispatchEvent(new TouchEvent("touchend", { bubbles: true, touches: [], changedTouches: [at(end)] }))
    }""",
        [start, end],
    )


def test_back_and_forward_lead_through_the_steps(wall, url):
    go_to(wall, url, 2)
    wall.keyboard.press("ArrowRight")
    is_at(wall, 3)
    wall.keyboard.press("End")
    is_at(wall, LAST)
    wall.go_back()
    is_at(wall, 3)
    wall.go_back()
    is_at(wall, 2)
    wall.go_forward()
    is_at(wall, 3)


def test_escape_leads_to_the_briefing_and_its_button_back(wall, url, briefing):
    go_to(wall, url, 6)
    wall.keyboard.press("Escape")
    expect(wall).not_to_have_url(re.compile("present|step"), timeout=SLOW)
    expect(wall.locator("section.head h1", has_text=briefing.title)).to_be_visible(timeout=SLOW)
    wall.locator("a.tool", has_text="Present").click()
    is_at(wall, 1)


@pytest.mark.parametrize("size", [(1920, 1080), (1440, 900), (1280, 720)], ids=str)
@pytest.mark.parametrize("step", range(1, LAST + 1))
def test_a_step_is_one_screen_with_no_controls_and_nothing_cut_off(wall, url, step, size):
    wall.set_viewport_size({"width": size[0], "height": size[1]})
    go_to(wall, url, step)
    try:
        tall, wide = wall.evaluate(
            "(() => { const main = document.querySelector('[data-testid=stMain]'); return [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth] })()"
        )
        assert tall <= 0 and wide <= 0
        assert (
            wall.locator(
                "button:visible, input:visible, select:visible, [data-testid=stHeader]:visible"
            ).count()
            == 0
        )
        small, below = wall.evaluate("""() => {
            const bottom = document.querySelector('.counter').getBoundingClientRect().top, texts = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT)
            const small = [], below = []
            while (texts.nextNode()) {
                const part = texts.currentNode.parentElement, box = part.getBoundingClientRect()
                if (!texts.currentNode.data.trim() || !box.height || part.closest('.counter, svg, style')) continue
                if (parseFloat(getComputedStyle(part).fontSize) < 0.0112 * innerWidth) small.push(texts.currentNode.data + ' ' + getComputedStyle(part).fontSize)
                if (box.bottom > bottom + 2) below.push(texts.currentNode.data)
            }
            return [small, below]
        }""")
        assert below == []
        assert small == [], (
            "21 pixels on a wall of 1920: 13 millimetres on a screen of 1.2 metres, legible from three metres"
        )
    finally:
        wall.set_viewport_size({"width": 1920, "height": 1080})


@pytest.mark.parametrize(
    "name, value",
    [
        ("bluf", ".sentence[data-go]"),
        ("changes", ".side[data-go]"),
        ("metrics", ".value[data-go*=claim]"),
        ("conflicts", ".side[data-go]"),
        ("actors", ".speech[data-go]"),
        ("sources", ".paper[data-go]"),
    ],
)
def test_a_click_opens_the_words_and_closing_them_returns_to_the_step(wall, url, name, value):
    step = STEPS.index(name) + 1
    go_to(wall, url, step)
    wall.locator(value).first.click()
    wall.locator("mark.chosen").first.wait_for()
    printed = wall.evaluate(
        "[...document.querySelectorAll('[role=dialog] .printed p')].map(part => parseFloat(getComputedStyle(part).fontSize))"
    )
    assert min(printed) >= 30, "the words are read from as far away as the step"
    wall.keyboard.press("ArrowRight")  # now to the next claim, not to the next step
    expect(wall.locator("section.opened .foot")).to_contain_text("claim", timeout=SLOW)
    expect(wall.locator(".counter .of")).to_have_text(f"{step} of {LAST}")
    wall.keyboard.press("Escape")
    expect(wall.locator("section.opened")).to_have_count(0, timeout=SLOW)
    is_at(wall, step)
    expect(wall).not_to_have_url(re.compile("claim="), timeout=SLOW)


def test_a_pin_on_the_wall_shows_the_claims_of_its_place_and_so_does_its_name(wall, url, briefing):
    go_to(wall, url, STEPS.index("map") + 1)
    card = max(
        (card for card in briefing.places if card.claims and card.place.precision != "country"),
        key=lambda card: len(card.claims),
    )
    dot = wall.locator(f'svg.marks path[aria-label^="{card.place.name}:"]').last
    box = dot.bounding_box()
    wall.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(wall.locator(".stage.places .place.on b")).to_have_text(card.place.name, timeout=SLOW)
    expect(wall).to_have_url(re.compile(f"place={card.place.id}"))
    wall.locator(".stage.places .clear").click()
    expect(wall.locator(".stage.places .place.on")).to_have_count(0, timeout=SLOW)
    wall.locator(".stage.places .place", has_text=card.place.name).first.click()
    expect(wall.locator(".stage.places .speech").first).to_be_visible(timeout=SLOW)


def test_a_briefing_is_taken_along_in_four_formats(wall, url, briefing):
    wall.goto(url)
    wall.get_by_role("button", name=re.compile("Take along")).click()
    found = {}
    for form, words in tools.FORMATS.items():
        with wall.expect_download() as waiting:
            wall.get_by_role("button", name=words).click()
        assert waiting.value.suggested_filename == tools.file_name(briefing, form)
        found[form] = Path(waiting.value.path()).read_bytes()
    assert found["html"].startswith(b"<!doctype html>") and b"<script" not in found["html"]
    assert found["md"].decode().startswith("# ")
    assert found["csv"].decode("utf-8-sig").count("\r\n") == len(briefing.claims) + 1
    assert json.loads(found["json"])["story"] == briefing.story


# ---------------------------------------------------------------- access

CONTRAST = """() => {
    const channel = value => { value /= 255; return value <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4 }
    const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b)
    const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    const read = colour => {        // any notation, as the red, green, blue and alpha it comes to
        paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1)
        const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data
        return [r, g, b, a / 255]
    }
    const over = (top, below) => [0, 1, 2].map(at => top[at] * top[3] + below[at] * (1 - top[3]))
    const ground = part => {
        const layers = []
        for (let at = part; at; at = at.parentElement) {
            const colour = read(getComputedStyle(at).backgroundColor)
            if (colour[3] > 0) layers.push(colour)
            if (colour[3] === 1) break
        }
        return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255])
    }
    const poor = new Set(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    let seen = 0
    while (texts.nextNode()) {
        const part = texts.currentNode.parentElement
        if (!texts.currentNode.data.trim() || !part.closest('.bf') || !part.getClientRects().length) continue
        const below = ground(part), ink = over(read(getComputedStyle(part).color), below), [a, b] = [light(ink), light(below)].sort((x, y) => y - x)
        seen += 1
        if ((a + .05) / (b + .05) < 4.5) poor.add(`${((a + .05) / (b + .05)).toFixed(2)} .${part.className} ${texts.currentNode.data.slice(0, 40)}`)
    }
    return [seen, [...poor]]
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(browser, url, briefing, scheme):
    from serving import settled, visit

    with visit(browser, url, 1440, 900, color_scheme=scheme) as watched:
        page = watched.page
        for address in (
            "",
            "evidence",
            "timeline",
            "sources",
            f"?claim={briefing.claims[0].id}",
            *(f"present?step={step}" for step in range(1, LAST + 1)),
        ):
            page.goto(f"{url}/{address}")
            page.locator(".bf a").first.wait_for()
            settled(page)
            if "claim=" in address:
                page.locator("mark.chosen").first.wait_for()
            for _ in range(240):  # a drawer that slides in is not painted at once
                seen, poor = page.evaluate(CONTRAST)
                if seen > 5 and not poor:
                    break
                page.wait_for_timeout(250)
            assert seen > 5 and poor == [], f"/{address} in {scheme}"


def test_the_keyboard_reaches_everything_on_the_briefing_and_shows_where_it_is(wall, url):
    wall.goto(url)
    wall.locator("section.board").first.wait_for()
    wall.locator("section.panel .latest").first.wait_for()
    wanted = [
        ".sentence",
        ".digest a",
        ".metric .value",
        ".dot",
        ".turn",
        ".pins a",
        ".actor .name",
        ".latest",
        ".side",
        "a.tool",
    ]
    wanted = [part for part in wanted if wall.locator(f".bf {part}").count()]
    assert len(wanted) >= 8
    reached, hidden = set(), []
    for _ in range(400):
        wall.keyboard.press("Tab")
        part = wall.evaluate(
            """wanted => {
            const here = document.activeElement, style = getComputedStyle(here)
            return { classes: wanted.filter(part => here.matches('.bf ' + part)), name: (here.innerText || here.getAttribute('aria-label') || here.title || '').trim(), inside: Boolean(here.closest('.bf')),
                     ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, html: here.outerHTML.slice(0, 120) }
        }""",
            wanted,
        )
        reached |= set(part["classes"])
        if part["inside"] and not (part["ring"] and part["name"]):
            hidden.append(part["html"])
        if reached == set(wanted):
            break
    assert reached == set(wanted) and hidden == []


def test_the_words_behind_a_value_are_stepped_through_and_closed_by_keyboard(wall, url, briefing):
    inside = [claim for claim in briefing.claims if claim.document == briefing.claims[0].document]
    wall.goto(f"{url}/?claim={inside[1].id}")
    wall.locator("mark.chosen").first.wait_for()
    names = []
    for _ in range(len(inside) * 3 + 20):
        wall.keyboard.press("Tab")
        names.append(
            wall.evaluate(
                "(document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || '').trim()"
            )
        )
        if any(name.startswith("Next claim") for name in names) and "Close" in names:
            break
    assert {"Copy citation", "Close"} <= set(names)
    assert any("Previous claim" in name for name in names) and any("Next claim" in name for name in names)


def test_charts_are_described_and_motion_is_left_out_where_it_is_not_wanted(browser, url):
    from serving import settled, visit

    with visit(browser, url, 1440, 900, reduced_motion="reduce") as watched:
        page = watched.page
        page.locator("svg.marks").first.wait_for()
        settled(page)
        charts = page.locator('[data-testid="stVegaLiteChart"]')
        for number in range(charts.count()):
            described = charts.nth(number).evaluate(
                "chart => [chart, ...chart.querySelectorAll('[aria-label]'), chart.closest('[aria-label]')].map(part => part?.getAttribute('aria-label') ?? '').join(' ')"
            )
            assert len(described) > 20
        moving = page.evaluate("""() => [...document.querySelectorAll('.bf *')].filter(part => { const style = getComputedStyle(part)
            return [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].some(time => parseFloat(time) > 0) }).length""")
        assert moving == 0
