"""Single rules of comparing, on records written by hand: voices, ratings, an editor's word, the last briefing, scale and order."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.compare import CREDIBILITY, RELIABILITY, RULE, compare
from briefing.compare.gist import gists
from briefing.compare.likeness import Scale
from briefing.compare.origins import voice_of
from briefing.compare.terms import meaning
from briefing.model import (
    Actor,
    Block,
    Claim,
    Document,
    DocumentCard,
    Extraction,
    Features,
    Link,
    Summary,
    When,
    Word,
)

OUTLET = Link("this outlet", None, "outlet")


def report(name, *sentences, published="2020-05-01", stances=None, chains=None, actors=None):
    """An Extraction in which every sentence is one claim; `stances`, `chains`, `actors` by position."""
    text = " ".join(sentences)
    document = Document(name, text, outlet=f"Outlet {name}", published=When(published, "set"))
    claims, start = [], 0
    for i, sentence in enumerate(sentences):
        span = document.span(start, start + len(sentence))
        chain = (chains or {}).get(i, (OUTLET,))
        actor = (actors or {}).get(i)
        words = tuple(
            Word(match.group().lower(), "NOUN", "dep", None, start + match.start(), start + match.end())
            for match in re.finditer(r"\w+", sentence)
        )
        claims.append(
            Claim(
                f"{name}:{span.start}-{span.end}",
                name,
                "attributed" if actor else "narrator",
                "indirect",
                (stances or {}).get(i, "claimed"),
                (span,),
                span,
                actor=actor,
                chain=chain,
                features=Features(words, None, (), False, False, None),
            )
        )
        start += len(sentence) + 1
    return Extraction(document, blocks=(Block(document.span(0, len(text)), "body"),), claims=tuple(claims))


FERRY = "Around 900 lorries wait at the ferry port of Rosslare for the strike to end"


def test_a_word_and_its_noun_count_as_the_same():
    assert (
        meaning("deploy") == meaning("deployment")
        and meaning("inspection", frozenset({"inspect"})) == meaning("inspect")
        and meaning("the") is None
    )


def test_an_intention_is_no_voice_of_the_one_it_is_told_about():
    claim = report("a", "building a second runway").claims[0]
    state = Link("Latvia", "latvia", "state")
    assert not voice_of(replace(claim, kind="intention", actor="latvia", chain=(OUTLET, state))).resolved
    agency = Link("LETA", "leta", "agency")
    assert (
        voice_of(replace(claim, kind="intention", actor="latvia", chain=(OUTLET, agency, state))).origin
        == "leta"
    )


def test_behind_someone_unnamed_the_nearest_named_voice_counts():
    claim = report("a", "The runway is closed").claims[0]
    chain = (
        OUTLET,
        Link("LETA", "leta", "agency"),
        Link("a government source", None, "unnamed", named=False),
        Link("the ministry", "ministry", "organisation"),
    )
    assert voice_of(replace(claim, chain=chain)).origin == "leta"
    assert not voice_of(
        replace(claim, chain=(OUTLET, Link("reports", None, "reports", named=False)))
    ).resolved


def test_unknown_origins_add_no_voice_however_many_outlets_print_them():
    result = compare([report(name, FERRY) for name in "abcd"])
    (group,) = result.groups
    assert (group.outlets, group.origins, group.unresolved, group.credibility) == (4, (), 4, 6)
    assert not [found for found in result.findings if found.kind == "corroborated"]


def test_two_named_voices_of_other_houses_corroborate_and_two_of_one_house_do_not():
    chains = [{0: (OUTLET, Link(name, name, "organisation"))} for name in ("union", "port", "harbourmaster")]
    told = [
        report(name, FERRY, chains=chain, actors={0: chain[0][1].actor}) for name, chain in zip("abc", chains)
    ]
    cast = (
        Actor("union", "Union", "organisation"),
        Actor("port", "Port", "organisation"),
        Actor("harbourmaster", "Harbourmaster", "person", organisation="port"),
    )
    assert compare(told[:2], cast).groups[0].credibility == 1
    assert compare(told[1:], cast).groups[0].credibility == 3


def test_the_two_ratings_stand_side_by_side_and_every_step_of_the_rule_is_printed():
    told = [report("a", FERRY), report("b", "Nothing else happened in Cork")]
    ratings = compare(told, reliability={"Outlet a": "B"}).ratings
    assert [(one.reliability, one.credibility) for one in ratings] == [("B", 6), ("F", 6)]
    assert all(text in RULE for text in (*CREDIBILITY.values(), *RELIABILITY.values()))


def test_an_editor_joins_and_parts_claims():
    told = [report("a", FERRY), report("b", FERRY), report("c", "Hauliers cannot leave Ireland")]
    one, two, three = (extraction.claims[0].id for extraction in told)
    assert compare(told, parts=[(one, two)]).groups == ()
    assert set(compare(told, joins=[(one, three)]).groups[0].claims) == {one, two, three}
    assert compare(told, joins=[("gone", three)], parts=[("gone", one)]).groups == compare(told).groups


def last(told, result, **changed):
    """The briefing as it was kept."""
    cards = tuple(
        DocumentCard(
            e.document.id, None, e.document.outlet, e.document.published, "", "0", 0, (), len(e.claims)
        )
        for e in told
    )
    empty = dict.fromkeys(Summary.__slots__, ())
    return Summary(
        **{
            **empty,
            "story": "s",
            "title": "",
            "as_of": None,
            "period": (None, None),
            "inputs": "",
            "complete": True,
            "documents": cards,
            "claims": tuple(claim for e in told for claim in e.claims),
            "groups": result.groups,
            "positions": result.positions,
            **changed,
        }
    )


def test_nothing_changed_is_a_result():
    told = [report("a", FERRY, "The strike ends on Sunday"), report("b", FERRY)]
    assert compare(told, previous=last(told, compare(told))).changes == ()
    assert compare(told, previous=None).changes == ()


def test_changes_are_told_even_where_every_position_has_shifted():
    before = [report("a", FERRY, "The strike ends on Sunday", "Fares stay as they are")]
    now = [
        report(
            "a",
            "A new first line.",
            FERRY,
            "The strike may end on Sunday evening",
            stances={2: "unconfirmed"},
        ),
        report("b", "Cattle were moved by rail"),
    ]
    changes = compare(now, previous=last(before, compare(before))).changes
    assert [(change.kind, change.text) for change in changes] == [
        ("new document", "Cattle were moved by rail"),
        ("new claim", "A new first line."),
        ("changed claim", "The strike may end on Sunday evening"),
        ("stance", "The strike may end on Sunday evening"),
        ("new claim", "Cattle were moved by rail"),
        ("dropped claim", "Fares stay as they are"),
    ]
    assert [(change.before, change.after) for change in changes if change.kind == "stance"] == [
        ("claimed", "unconfirmed")
    ]


def test_pairs_looked_at_grow_with_the_reports_and_not_with_their_square():
    def pairs(many):
        return sum(
            1
            for _ in Scale(
                gists(
                    report(
                        f"r{i:03d}",
                        FERRY,
                        f"Berth {i} is empty and crane {i} stands still",
                        "The strike ends on Sunday",
                    )
                    for i in range(many)
                )
            ).pairs()
        )

    assert pairs(240) <= 4.5 * pairs(60)


@pytest.mark.parametrize("empty", [(), (report("a", "Well"),)])
def test_an_empty_set_compares_to_nothing(empty):
    result = compare(empty)
    assert (result.groups, result.findings, result.positions, result.changes) == ((), (), (), ())


def test_two_runs_give_the_same_bytes_whatever_the_hash_seed():
    script = "import test_compare_rules as t; print(t.compare([t.report(n, t.FERRY, 'Cranes at berth 4 of Rosslare stand still', 'The strike ends on Sunday') for n in 'abcdef']))"
    folder = Path(__file__).parent
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=folder,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{folder.parent}{os.pathsep}{folder}"},
        ).stdout
        for seed in ("0", "7", "41")
    }
    assert len(runs) == 1 and b"groups=(Group(" in runs.pop()
