"""The word lists of claims, with every inflected form led back to its base form."""

from functools import cache

from briefing.lexicon import read_lexicon

VOWELS = "aeiou"
STATEMENT = frozenset(
    """statement letter interview speech post report briefing story article editorial message memo email tweet release filing
testimony remark comment note video broadcast address conference call op-ed paper blog lawsuit complaint document essay debate rally ad book text""".split()
)


def inflect(verb: str) -> list[str]:
    """The forms of a regular English verb: base, -s, -ed, -ing."""
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return [verb, verb + "es", verb + "ed", verb + "ing"]
    forms = [verb, verb + "s", verb + "ed", verb + "ing"]
    if verb[-1] not in "aeiouwxy" and verb[-2] in VOWELS and len(verb) > 2 and verb[-3] not in VOWELS:
        forms += [
            verb + verb[-1] + "ed",
            verb + verb[-1] + "ing",
        ]  # "signalled", "admitted"; wrong ones match nothing
    return forms


@cache
def voices() -> frozenset[str]:
    """Nouns for people and bodies that can speak."""
    return words("voices", "people", "bodies", "public bodies", "companies")


@cache
def lists(*keys: str) -> frozenset[str]:
    """The base forms under these keys of lexicon/reporting.yaml."""
    reporting = read_lexicon("reporting")
    return frozenset(word for key in keys for word in reporting[key])


@cache
def after_its_clause() -> frozenset[str]:
    """Verbs that may follow their clause without quotation marks: "The bridge is closed, officials warned."."""
    return (lists("say", "tell", "think") | {"show"}) - (lists("quotation only") - {"project"})


@cache
def words(lexicon: str, *keys: str) -> frozenset[str]:
    """The words under these keys of another lexicon of this topic."""
    read = read_lexicon(lexicon)
    return frozenset(word for key in keys for word in read[key])


@cache
def base_forms() -> dict[str, str]:
    """Any form of any verb of the lexicons → its base form; built once."""
    reporting, intentions = read_lexicon("reporting"), read_lexicon("intentions")
    verbs: list[str] = []
    for key in (
        "say",
        "tell",
        "think",
        "show",
        "urge",
        "ask",
        "announce",
        "deny",
        "judge",
        "accuse",
        "describe",
        "call",
        "voice",
    ):
        verbs += reporting[key]
    verbs += list(reporting["with particle"]) + ["put"] + reporting["counted anew"] + reporting["count"]
    verbs += (
        list(reporting["upheld"])
        + reporting["blames"]
        + reporting["issue"]
        + list(reporting["about"])
        + intentions["consider"]
        + intentions["plan"]
        + read_lexicon("hedges")["impersonal"]
        + ["quote", "cite", "accord", "go"]
    )
    irregular = reporting["irregular"]
    out: dict[str, str] = {}
    for verb in verbs:
        for form in [verb, *irregular.get(verb, inflect(verb))]:
            out.setdefault(form, verb)
    return out


def noun_of(word: str) -> str:
    """The singular of a noun in lower case, as far as its ending tells."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def particle(verb, base: str) -> str | None:
    """What a verb means with the particle that follows it ("point out" → say, "rule out" → deny); None where it has none."""
    wanted = read_lexicon("reporting")["with particle"].get(base)
    if wanted is None:
        return None
    k = verb.i + 1
    for other in verb.doc[k : k + 2]:
        if other.lower_ in wanted:
            return wanted[other.lower_]
    return None
