"""What reports make of each other, shown on short reports of other stories: each case says what must and what must not be found."""

from bisect import bisect_right
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from briefing.compare import compare
from briefing.extract import extract_all, name_speakers, rename
from briefing.extract.actors import merge_actors
from briefing.model import Document, When

CASES = sorted((Path(__file__).parent / "cases" / "compare").glob("*.yaml"))


def read_reports(reports):
    """(extractions, actors) of a case's reports."""
    documents = [
        Document(
            one["id"],
            one["text"],
            outlet=one.get("outlet"),
            forwarded=one.get("forwarded"),
            published=When(one["published"], "set") if one.get("published") else None,
        )
        for one in reports
    ]
    found = list(extract_all(documents))
    actors, merged = merge_actors(found)
    return name_speakers((rename(one, merged) for one in found), actors), actors


def holding(extractions, words):
    """Ids of the claims whose words hold a quote."""
    return {
        claim.id
        for one in extractions
        for claim in one.claims
        if words in one.document.text[claim.hull[0] : claim.hull[1]]
    }


def shown(found, texts):
    """All the words a finding lays side by side, and those of its claims."""
    return (
        " | ".join(span.quote for span in found.spans)
        + " | "
        + " | ".join(texts[claim] for claim in found.claims)
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_case_comes_out_as_it_says(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    extractions, actors = read_reports(case["reports"])
    result = compare(extractions, actors)
    texts = {
        claim.id: one.document.text[claim.hull[0] : claim.hull[1]]
        for one in extractions
        for claim in one.claims
    }
    told = [set(group.claims) for group in result.groups]
    for one, two in case.get("together", []):
        first, second = holding(extractions, one), holding(extractions, two)
        assert any(
            group & first and group & second and len({c.split(":")[0] for c in group}) > 1 for group in told
        ), f"not told alike: {one} / {two}"
    for one, two in case.get("apart", []):
        first, second = holding(extractions, one), holding(extractions, two)
        assert first and second, f"no claim holds {one} or {two}"
        assert not any(group & first and group & second for group in told), f"told alike: {one} / {two}"
    for want in case.get("findings", []):
        alike = [
            found
            for found in result.findings
            if want.get("type", found.type) == found.type and want.get("kind", found.kind) == found.kind
        ]
        assert any(all(words in shown(found, texts) for words in want["holds"]) for found in alike), (
            f"not found: {want}; found {[(f.kind, f.type, f.why) for f in result.findings]}"
        )
    for kind in case.get("never", []):
        wrong = [found.why for found in result.findings if kind in (found.kind, found.type)]
        assert not wrong, f"{kind}: {wrong}"
    for words in case.get("never_holds", []):
        wrong = [
            found.why
            for found in result.findings
            if found.kind in ("conflict", "change") and words in shown(found, texts)
        ]
        assert not wrong, wrong
    for words, step in case.get("credibility", {}).items():
        assert {
            group.credibility for group in result.groups if set(group.claims) & holding(extractions, words)
        } == {step}
    for words, (outlets, origins) in case.get("outlets", {}).items():
        assert {
            (group.outlets, len(group.origins))
            for group in result.groups
            if set(group.claims) & holding(extractions, words)
        } == {(outlets, origins)}
    assert [[one.first, one.second] for one in result.reuse] == case.get("reuse", [])


def test_what_a_channel_forwards_goes_back_to_the_channel_that_published_it_first():
    text = (
        "Reservoir runs dry\n\nThe pumps below the dam stand still since Monday. Mayor Ida Holm said that 40 houses had no water. "
        "Two engineers said the wall was cracked. A strike is planned for Friday, the Valley Herald writes.\n"
    )
    extractions, actors = read_reports(
        [{"id": "a", "text": text, "outlet": "Dam Watch", "forwarded": "Valley Herald"}]
    )
    chains = {claim.words: [link.holder for link in claim.chain] for claim in extractions[0].claims}
    assert all(chain[:2] == ["Dam Watch", "Valley Herald"] for chain in chains.values())
    ends = {words: chain[2:] for words, chain in chains.items()}
    assert ends["40 houses had no water"] == ["Mayor Ida Holm"] and ends["the wall was cracked"] == [
        "Two engineers"
    ]
    assert not any("Herald" in holder for chain in ends.values() for holder in chain)
    origins = {origin.name: origin for origin in compare(extractions, actors).origins}
    told = {
        words
        for words, claims in ((claim.words, claim.id) for claim in extractions[0].claims)
        if claims in origins["Valley Herald"].claims
    }
    assert (
        origins["Valley Herald"].resolved
        and "the wall was cracked" in told
        and "40 houses had no water" not in told
    )
    assert not any("own words" in name for name in origins)


# ---------------------------------------------------------------- the five seeds


@pytest.fixture(scope="module")
def compared(seeds):
    extractions, actors = seeds
    return tuple(extractions.values()), compare(tuple(extractions.values()), tuple(actors.values()))


def found_in(compared, kind, *words):
    """Findings of a kind or type that show all the words."""
    extractions, result = compared
    texts = {
        claim.id: one.document.text[claim.hull[0] : claim.hull[1]]
        for one in extractions
        for claim in one.claims
    }
    return [
        found
        for found in result.findings
        if kind in (found.kind, found.type)
        and all(any(w in shown(found, texts) for w in word.split("|")) for word in words)
    ]


@pytest.mark.parametrize(
    "kind, words",
    [
        ("change", ["no evidence of North Korean presence", "have been sent to the Kursk region"]),
        ("within-document", ["the deployment of DPRK military personnel to Ukraine", "troops to Russia"]),
        ("claim-denial", ["Pyongyang has sent", "unfounded rumours", "North Korea has dispatched 1,500"]),
        (
            "within-document",
            ["no evidence of North Korean presence", "North Korean officers in eastern Ukraine"],
        ),
        ("date", ["this week", "October 23", "October 28"]),
        ("headline-body", ["moving to frontline", "possibly moving"]),
        ("development", ["Vladivostok|Far East", "Kursk region"]),
    ],
    ids=["X01", "X03", "X04", "X08", "X06", "headline of 003", "X11"],
)
def test_what_the_seeds_disagree_on_is_found(compared, kind, words):
    assert len(found_in(compared, kind, *words)) == 1


def test_nothing_else_is_called_a_conflict_or_a_change_in_the_seeds(compared):
    kinds = sorted(
        found.type or found.kind for found in compared[1].findings if found.kind in ("conflict", "change")
    )
    assert kinds == ["change", "claim-denial", "date", "headline-body", "within-document", "within-document"]


def test_one_number_with_other_predicates_stays_apart(compared):
    extractions, result = compared
    ten = [
        holding(extractions, words)
        for words in (
            "an additional 10,000 soldiers",
            "dispatch about 10,000 troops",
            "around 10,000 troops have arrived",
        )
    ]
    assert all(ten)
    for group in result.groups:
        assert sum(bool(ids & set(group.claims)) for ids in ten) <= 1
    assert not found_in(compared, "figure")


def test_no_seed_claim_is_corroborated_and_shared_origins_are_told(compared):
    extractions, result = compared
    assert not [found for found in result.findings if found.kind == "corroborated"]
    assert [(one.first, one.second) for one in result.reuse] == [("000", "001")]
    (monitoring,) = [
        group
        for group in result.groups
        if set(group.claims) & holding(extractions, "sending military intelligence officers to Ukraine")
    ]
    assert (monitoring.outlets, len(monitoring.origins), monitoring.unresolved) == (3, 1, 1)
    (yonhap,) = [origin for origin in result.origins if origin.id in monitoring.origins]
    assert (
        "Yonhap" in yonhap.name
        and set(yonhap.documents) == {"000", "001", "004"}
        and "same order" in yonhap.why
    )
    (special,) = [
        group
        for group in result.groups
        if set(group.claims) & holding(extractions, "North Korea has dispatched 1,500")
    ]
    assert (special.outlets, len(special.origins), special.credibility) == (2, 1, 5)


def test_who_does_not_confirm_stands_beside_who_does(compared):
    extractions, result = compared
    not_confirmed, fighting = (
        holding(extractions, "the participation of North Korean troops"),
        holding(extractions, "fighting on the side of Russia"),
    )
    rows = {}
    for position in result.positions:
        rows.setdefault(position.group, []).append(position)
    hedging = [
        row
        for row in rows.values()
        if any(set(p.claims) & not_confirmed and p.attitude == "hedges" for p in row)
    ]
    assert any({"affirms", "denies"} <= {p.attitude for p in row} for row in hedging)
    assert any(
        any(set(p.claims) & fighting for p in row) and any(p.attitude == "affirms" for p in row)
        for row in rows.values()
    )


def test_claims_told_alike_in_the_seeds_are_right(compared):
    """P ≥ .9 at R ≥ .5 on the annotated pairs; pairs that are merely related count neither way."""
    gold = yaml.safe_load(
        (Path(__file__).parent / "expected" / "gold" / "same_claims.yaml").read_text(encoding="utf-8")
    )
    same, related = ({tuple(sorted(pair)) for pair in gold[kind]} for kind in ("same", "related"))

    def sentence_of(claim):
        report, hull = claim.split(":")
        return f"{report}.s{bisect_right(gold['sentences'][report], int(hull.split('-')[0]))}"

    told = {
        tuple(sorted((sentence_of(one), sentence_of(two))))
        for group in compared[1].groups
        for one, two in combinations(group.claims, 2)
        if one.split(":")[0] != two.split(":")[0]
    }
    right, wrong = told & same, told - same - related
    assert len(right) >= 0.9 * len(right | wrong) and len(right) >= 0.5 * len(same)


def test_two_findings_about_the_same_two_claims_and_different_third_ones_have_ids_of_their_own():
    from briefing.compare import told_apart
    from briefing.model import Finding

    made = [
        Finding(id, "conflict", "boxes", (), (), "")
        for id in ("denial:1:2", "figure:1:2", "denial:1:2", "denial:1:2")
    ]
    assert [finding.id for finding in told_apart(made)] == [
        "denial:1:2",
        "figure:1:2",
        "denial:1:2.2",
        "denial:1:2.3",
    ]


def test_two_who_say_it_together_are_an_origin_each():
    extractions, actors = read_reports(
        [
            {
                "id": "001",
                "text": "Brenner Motors and the Harbour Union said that the talks in Lima had ended without a deal.",
            }
        ]
    )
    claim = next(claim for one in extractions for claim in one.claims if claim.kind == "attributed")
    assert {origin.id for origin in compare(extractions, actors).origins if claim.id in origin.claims} == {
        "brenner-motors",
        "harbour-union",
    }
