"""Which of an actor's claims can be read alone beside the name, as "who says what" needs them."""
from briefing.lexicon import word_set
from briefing.model import Claim, Word

WORDS_AT_LEAST = 4
POINTING = frozenset("this that these those both neither either".split())


def reads_alone(claim: Claim, kind: str | None) -> bool:
    """Whether its content is a clause with a verb and a subject that somebody who reads nothing else understands; `kind` is the actor's.

    Not so: "when", "that figure", "to produce them", "it an insult", "who had called it".
    """
    features = claim.features
    if features is None or features.verb is None or not features.subject or len(features.words) < WORDS_AT_LEAST:
        return False
    words = features.words
    subject = [words[place] for place in features.subject]
    return words[0].lemma not in word_set("bottomline", "subordinate") and not any(_is_open(claim, word, kind) for word in subject)


def _is_open(claim: Claim, word: Word, kind: str | None) -> bool:
    """Whether a word of the subject stands for something told elsewhere.

    "I" and "we" are the speaker; in the reporter's words, a person's "he" and a body's "it" are, too.
    """
    if word.lemma in POINTING:
        return word.dep != "det"
    if word.lemma in ("he", "she"):
        return claim.form == "direct" or kind not in (None, "person")
    return word.lemma in ("it", "they") and (claim.form == "direct" or kind in (None, "person"))
