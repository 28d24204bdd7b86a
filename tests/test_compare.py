"""What reports make of each other, shown on short reports of other stories: each case says what must and what must not be found."""
from pathlib import Path

import pytest
import yaml

from briefing.compare import CREDIBILITY, RULE, compare
from briefing.extract import extract_all, rename
from briefing.extract.actors import merge_actors
from briefing.model import Document, When

CASES = sorted((Path(__file__).parent / "cases" / "compare").glob("*.yaml"))


def read_reports(reports):
    """(extractions, actors) of a case's reports."""
    documents = [Document(one["id"], one["text"], outlet=one.get("outlet"), published=When(one["published"], "set") if one.get("published") else None) for one in reports]
    found = list(extract_all(documents))
    actors, merged = merge_actors(found)
    return tuple(rename(one, merged) for one in found), actors


def holding(extractions, words):
    """Ids of the claims whose words hold a quote."""
    return {claim.id for one in extractions for claim in one.claims if words in one.document.text[claim.hull[0]:claim.hull[1]]}


def shown(found, texts):
    """All the words a finding lays side by side, and those of its claims."""
    return " | ".join(span.quote for span in found.spans) + " | " + " | ".join(texts[claim] for claim in found.claims)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_case_comes_out_as_it_says(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    extractions, actors = read_reports(case["reports"])
    result = compare(extractions, actors)
    texts = {claim.id: one.document.text[claim.hull[0]:claim.hull[1]] for one in extractions for claim in one.claims}
    told = [set(group.claims) for group in result.groups]
    for one, two in case.get("together", []):
        first, second = holding(extractions, one), holding(extractions, two)
        assert any(group & first and group & second and len({c.split(":")[0] for c in group}) > 1 for group in told), f"not told alike: {one} / {two}"
    for one, two in case.get("apart", []):
        first, second = holding(extractions, one), holding(extractions, two)
        assert first and second, f"no claim holds {one} or {two}"
        assert not any(group & first and group & second for group in told), f"told alike: {one} / {two}"
    for want in case.get("findings", []):
        alike = [found for found in result.findings if want.get("type", found.type) == found.type and want.get("kind", found.kind) == found.kind]
        assert any(all(words in shown(found, texts) for words in want["holds"]) for found in alike), f"not found: {want}; found {[(f.kind, f.type, f.why) for f in result.findings]}"
    for kind in case.get("never", []):
        wrong = [found.why for found in result.findings if kind in (found.kind, found.type)]
        assert not wrong, f"{kind}: {wrong}"
    for words in case.get("never_holds", []):
        wrong = [found.why for found in result.findings if found.kind in ("conflict", "change") and words in shown(found, texts)]
        assert not wrong, wrong
    for words, step in case.get("credibility", {}).items():
        assert {group.credibility for group in result.groups if set(group.claims) & holding(extractions, words)} == {step}
    for words, (outlets, origins) in case.get("outlets", {}).items():
        assert {(group.outlets, len(group.origins)) for group in result.groups if set(group.claims) & holding(extractions, words)} == {(outlets, origins)}
    assert [[one.first, one.second] for one in result.reuse] == case.get("reuse", [])
