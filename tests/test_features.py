"""Features that extraction leaves on a claim for comparing: main verb, subject, negation, hedge, tense, names and numbers."""

import pytest

from briefing.extract import extract_all
from briefing.model import Document


def features(text: str):
    """The claim with the longest content in a one-sentence report, with its features."""
    (extraction,) = extract_all([Document("001", text)])
    return max(extraction.claims, key=lambda claim: len(claim.words)).features


@pytest.mark.parametrize(
    "text, verb, subject, negated, tense",
    [
        ("The mayor of Tamar said the bridge had collapsed on Monday.", "collapse", "bridge", False, "past"),
        (
            "The mayor of Tamar said the bridge will not reopen before spring.",
            "reopen",
            "bridge",
            True,
            "future",
        ),
        ("The union said that no driver had been paid since May.", "pay", "driver", True, "past"),
        ("The union said the strikers never blocked the gate.", "block", "striker", True, "past"),
        ("The utility said the turbines are running again.", "run", "turbine", False, "present"),
    ],
)
def test_the_main_verb_has_its_subject_negation_and_tense(text, verb, subject, negated, tense):
    found = features(text)
    assert found.words[found.verb].lemma == verb
    assert subject in [found.words[place].lemma for place in found.subject]
    assert (found.negated, found.tense) == (negated, tense)


def test_words_carry_whom_they_name_and_what_they_count():
    found = features("The regulator said Poland had recalled 1,500 tyres.")
    assert [word.lemma for word in found.words if word.refers] == ["poland"]
    assert [word.number for word in found.words if word.number is not None] == [1500]


def test_a_hedge_on_the_main_verb_is_kept():
    assert features("The coach said the striker may have broken a toe.").hedged
    assert not features("The coach said the striker has broken a toe.").hedged


def test_every_word_stands_where_it_says_and_heads_point_inside():
    text = "“Nobody saw it,” the guard said, “but the alarm rang twice.”\n\nThe cleaner said the door, an old one, was open."
    (extraction,) = extract_all([Document("001", text)])
    for claim in extraction.claims:
        for word in claim.features.words:
            assert any(part.start <= word.start and word.end <= part.end for part in claim.content)
            assert word.head is None or 0 <= word.head < len(claim.features.words)
