"""Who said what, shown on sentences of other stories: each case says what must and what must not be found."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from work import steps

from briefing.extract import extract_all, name_speakers, rename
from briefing.extract.actors import find_mentions, find_offices, merge_actors
from briefing.extract.claims import find_claims
from briefing.extract.claims.quotations import Quotation
from briefing.extract.claims.quoted import join_paragraphs
from briefing.extract.claims.view import Found
from briefing.extract.dates import find_dates
from briefing.language import read_passages
from briefing.model import STANCES, Document, When
from briefing.text import find_blocks

CASES = sorted((Path(__file__).parent / "cases" / "claims").glob("*.yaml"))
SETS = sorted((Path(__file__).parent / "cases" / "speakers").glob("*.yaml"))
PUBLISHED = When("2024-05-15", "set")


def claims_of(text, outlet=None):
    document = Document("case", text, outlet=outlet)
    ((_, _, passages),) = read_passages([(document, tuple(find_blocks(document)))])
    mentions = tuple(find_mentions(document, passages))
    return list(
        find_claims(
            document,
            passages,
            mentions,
            tuple(find_dates(passages, PUBLISHED)),
            PUBLISHED,
            find_offices(passages, mentions),
        )
    )


def read(claim, key):
    """The value of a claim in the words of a case file."""
    match key:
        case "speaker" | "cue":
            return getattr(claim, key).quote if getattr(claim, key) else None
        case "content":
            return claim.words
        case "chain":
            return [link.holder for link in claim.chain]
        case "also":
            return [actor for link in claim.chain if link.also for actor in (link.actor, *link.also)]
        case "said" | "happened":
            return getattr(claim, key).value if getattr(claim, key) else None
        case "hedge words":
            return [hedge.quote for hedge in claim.hedges]
        case "inferred":
            return claim.inferred is not None
        case _:
            return getattr(claim, key)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_case_comes_out_as_it_says(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = claims_of(case["text"])
    shown = "\n".join(
        f"{c.kind} | {read(c, 'speaker')} | {read(c, 'cue')} | {c.words} | {c.stance}" for c in found
    )
    for expected in case.get("claims", []):
        like = expected.pop("actor like", None)
        same = [c for c in found if all(read(c, key) == expected[key] for key in expected)]
        assert same, f"{expected} is not among\n{shown}"
        assert like is None or like in (same[0].actor or ""), same[0].actor
    for words in case.get("never", []):
        assert not [c for c in found if c.kind != "narrator" and words in c.words], f"{words}\n{shown}"
    for speaker in case.get("never speakers", []):
        assert speaker not in [read(c, "speaker") for c in found], f"{speaker}\n{shown}"
    for kind, count in case.get("count", {}).items():
        assert sum(c.kind == kind for c in found) == count, shown


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_speaker_is_the_one_the_set_of_reports_names(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = list(extract_all(Document(id, text) for id, text in case["reports"].items()))
    actors, merged = merge_actors(found)
    claims = [
        claim for one in name_speakers((rename(one, merged) for one in found), actors) for claim in one.claims
    ]
    shown = "\n".join(
        f"{c.document} | {read(c, 'speaker')} -> {c.actor} | {c.words} | {read(c, 'chain')}" for c in claims
    )
    for expected in case["claims"]:
        same = [c for c in claims if (c.document, c.words) == (expected["report"], expected["content"])]
        assert same, f"{expected} is not among\n{shown}"
        assert [(c.actor or "").find(expected["actor"] or "?") >= 0 for c in same] == [
            expected["actor"] is not None
        ], shown


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_span_reads_back_its_words_and_every_id_is_its_own(path):
    text = yaml.safe_load(path.read_text(encoding="utf-8"))["text"]
    found = claims_of(text)
    assert len({claim.id for claim in found}) == len(found)
    for claim in found:
        for span in (
            *claim.content,
            *claim.hedges,
            claim.sentence,
            *(s for s in (claim.cue, claim.speaker) if s),
        ):
            assert text[span.start : span.end] == span.quote
        assert claim.stance in STANCES and claim.id.startswith(f"case:{claim.hull[0]}-{claim.hull[1]}")
        assert list(claim.content) == sorted(claim.content, key=lambda span: span.start)
        assert claim.chain[0].role == "outlet" and (
            claim.within is None or claim.within in {other.id for other in found}
        )
        assert claim.kind != "narrator" or claim.speaker is None and claim.actor is None


def test_the_outlet_is_the_first_link_under_its_name():
    (claim,) = [
        c for c in claims_of("Rail news\n\nThe line is safe, Ann Roe said.", outlet="The Courier") if c.cue
    ]
    assert [link.holder for link in claim.chain] == ["The Courier", "Ann Roe"]


def test_invisible_characters_and_hard_spaces_do_not_move_a_claim():
    text = "Rail news\n\n“The line\u200b is\u00a0safe,” Ann\u00a0Roe said."
    (claim,) = [c for c in claims_of(text) if c.cue]
    assert claim.words == "The line\u200b is\u00a0safe" and claim.speaker.quote == "Ann\u00a0Roe"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        '"',
        "“",
        "said",
        '"" said.',
        "According to",
        'said said said: "',
        "\n".join(['"'] * 20),
        "“a” “b” ” “ he said “",
        "X:\n\nY:\n\nZ",
        "(((((said)))))",
    ],
)
def test_scraps_of_text_give_no_error(text):
    claims_of(text)


def test_work_grows_with_length_and_no_faster():
    sentence = "“The pumps failed,” said engineer Ola Berg, adding that the city, which had been warned, “did nothing” about it. "

    def work(times):
        document = Document("long", "Report\n" + sentence * times)
        ((_, _, passages),) = read_passages([(document, tuple(find_blocks(document)))])
        return steps(lambda: list(find_claims(document, passages, (), (), When(None, "unknown"))))

    work(2)
    assert work(80) < 10 * work(10)


class Counted(list):
    """A list that counts how often an element is asked for."""

    asked = 0

    def __getitem__(self, at):
        self.asked += 1
        return super().__getitem__(at)


def looked_at(paragraphs: int, rule: str | None = None) -> int:
    """How many paragraphs and spans are looked at where a quotation is opened in each and closed in none."""
    text = "A title\n\n" + "“It was so\n\n" * paragraphs
    document = Document("d", text)
    asked = 0

    def words(first, last):
        nonlocal asked
        asked += 1
        return document.span(first, last + 1)

    view = SimpleNamespace(
        places=SimpleNamespace(all=(Quotation(1, 3, 0, None),)), passage=SimpleNamespace(words=words)
    )
    views = Counted([view] * paragraphs)
    found = [[Found(rule, "say", "attributed", ((1, 3),))] if rule else [] for _ in views]
    join_paragraphs(views, found)
    return asked + views.asked


@pytest.mark.parametrize("rule", [None, "quote before", "clause after"])
def test_quotations_left_open_over_many_paragraphs_are_looked_at_in_linear_time(rule):
    few, many = looked_at(500, rule), looked_at(1000, rule)
    assert few <= 10 * 500 and many <= 2.1 * few
