"""Which of an actor's claims can be read alone beside the name, as "who says what" needs them."""

from briefing.lexicon import word_set
from briefing.model import NO_CLAUSE, Claim, Word

WORDS_AT_LEAST = 4
OBJECT_AT_LEAST = 6
POINTING = frozenset("this that these those both neither either".split())


def reads_alone(claim: Claim, kind: str | None) -> bool:
    """Whether its content, with the cue where that belongs to it, is a clause that somebody who reads nothing else understands.

    `kind` is the actor's. Not so: "when", "that figure", "to produce them", "it an insult", "who had called it".
    """
    features = claim.features
    words = features.words if features else ()
    if len(words) < WORDS_AT_LEAST or words[0].lemma in word_set("bottomline", "subordinate"):
        return False
    if claim.rule in NO_CLAUSE:
        return words[0].pos not in ("PRON", "PART") and len(words) >= OBJECT_AT_LEAST
    subject = [words[place] for place in features.subject] or [word for word in words if word.dep == "expl"]
    return (
        features.verb is not None
        and bool(subject)
        and not any(_is_open(claim, word, kind) for word in subject)
    )


def _is_open(claim: Claim, word: Word, kind: str | None) -> bool:
    """Whether a word of the subject stands for something told elsewhere.

    "I" and "we" are the speaker; in the reporter's words, a person's "he" and a body's "it" are, too.
    """
    if word.lemma in POINTING:
        return word.dep != "det"
    if word.lemma in ("he", "she"):
        return claim.form == "direct" or kind not in (None, "person")
    return word.lemma in ("it", "they") and (claim.form == "direct" or kind in (None, "person"))
