"""What is said as the object of a verb: "denied the claims", "put the toll at nine", "expressed concern over the plan"."""

from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.extents import PARTICIPLES, clause_end
from briefing.extract.claims.view import View
from briefing.extract.claims.words import STATEMENT, lists, particle, words
from briefing.lexicon import read_lexicon


def object_of(verb: Any) -> Any | None:
    for c in verb.children:
        if (
            c.dep_ == "dobj"
            and c.i > verb.i
            and c.lower_ not in ("which", "who", "what")
            and (c.lower_ != "that" or c.i + 1 >= len(verb.doc) or verb.doc[c.i + 1].is_punct)
        ):
            return c  # "denied that, saying …", never the that of a clause
    return None


def within_sentence(view: View, verb: Any, edge: int) -> int:
    return min(edge, view.end_of[verb.i])


TAILS = frozenset("with of from by about between against over for until as".split())
AHEAD = frozenset("for by until".split())  # "promised a vote for May 3": the day belongs to what is promised


def with_tail(view: View, verb: Any, edge: int) -> int:
    """The end of an object with the phrases right behind it that the parse hangs on the verb: "a bailout | with a moustache", "the sum | as invented"."""
    for c in sorted(verb.children, key=lambda c: c.i):
        if (
            c.left_edge.i == edge + 1
            and c.dep_ in ("prep", "agent", "advcl")
            and view.low[c.left_edge.i] in TAILS
            and not _when_or_where(c)
        ):
            edge = c.right_edge.i
    quotation = view.places.by_opener.get(edge + 1)  # 'welcomes a test "by anyone with a laboratory"'
    if quotation is not None and quotation.closer is not None and view.low[edge] != ",":
        edge = quotation.closer
    return within_sentence(view, verb, edge)


def _when_or_where(phrase: Any) -> bool:
    """Whether a phrase tells when or in what paper something was said."""
    return any(
        x.ent_type_ in ("DATE", "TIME") and phrase.lower_ not in AHEAD or x.lemma_.lower() in STATEMENT
        for x in phrase.subtree
    )


def object_said(view: View, verb: Any, base: str) -> tuple | None:
    """ "denied the claims", "confirmed three deaths", "condemned the attack"."""
    obj = object_of(verb)
    if obj is None:
        if base in ("confirm", "claim", "deny") and (said := _infinitive(view, verb, base)):
            return said
        if (
            base == "deny"
            and (
                gerund := next(
                    (
                        c
                        for c in verb.children
                        if c.dep_ == "xcomp"
                        and (c.tag_ == "VBG" or any(a.lower_ == "having" for a in c.children))
                    ),
                    None,
                )
            )
            is not None
        ):
            obj = gerund  # "denies moving them", "denied having pulled out its soldiers"
        elif base in ("admit", "deny", "suggest", "recommend", "acknowledge", "propose") and any(
            c.dep_ in ("xcomp", "pcomp", "ccomp") and c.tag_ == "VBG" and c.i > verb.i for c in verb.children
        ):
            obj = next(
                c
                for c in verb.children
                if c.dep_ in ("xcomp", "pcomp", "ccomp") and c.tag_ == "VBG" and c.i > verb.i
            )
        else:
            return None
    if base in ("defend", "justify") and obj.lemma_.lower() in lists("defended by force"):
        return None
    if grammar.negated(verb) and base not in (
        "confirm",
        "deny",
        "dispute",
        "question",
        "criticize",
        "criticise",
        "condemn",
    ):
        return None
    if obj.lower_ in (
        "it",
        "them",
        "him",
        "her",
        "himself",
        "herself",
        "itself",
        "themselves",
        "this",
        "everything",
        "nothing",
        "much",
        "more",
    ) and base not in ("deny", "reject"):
        return None
    if obj.ent_type_ in ("PERSON",) and base not in lists("judge") or obj.left_edge.i <= verb.i:
        return None
    edge = obj.right_edge.i
    doc = view.tokens
    for k in range(obj.i + 1, min(edge, view.end_of[verb.i])):
        if doc[k].text == "," and doc[k + 1].lower_ in PARTICIPLES and doc[k + 1].tag_ == "VBG":
            edge = k - 1  # "defended plans to close wards, telling lawmakers that …"
            break
    for k in range(obj.i + 1, min(edge, view.end_of[verb.i])):
        if (
            doc[k].pos_ == "ADP"
            and doc[k].lower_ not in AHEAD
            and doc[k + 1].ent_type_ in ("DATE", "TIME")
            and all(doc[j].ent_type_ in ("DATE", "TIME") for j in range(k + 1, edge + 1))
        ):
            edge = k - 1  # "reported the failure on Wednesday": when it was reported
            break
    for k in range(obj.i, min(edge, view.end_of[verb.i]) + 1):
        if doc[k].text == "," and doc[min(k + 1, edge)].lower_ in ("which", "who", "saying", "but"):
            edge = k - 1
            break
    for c in sorted(verb.children, key=lambda c: c.i):
        if (
            c.i == edge + 1
            and c.dep_ == "prep"
            and c.lower_ in ("to", "of", "in", "with", "on", "between", "against", "from")
            and not any(x.ent_type_ in ("DATE", "TIME") for x in c.subtree)
            and not any(
                x.lemma_.lower() in ("statement", "interview", "speech", "tweet", "letter", "conference")
                for x in c.subtree
            )
        ):
            edge = c.right_edge.i
    family = _family(base, obj)
    return "object", family, (verb.i, verb.i), ((obj.left_edge.i, with_tail(view, verb, edge)),)


def _family(base: str, obj: Any) -> str:
    """How firmly a thing is said by a verb of saying: denied, confirmed, to come, urged, or plainly said."""
    if base in lists("deny"):
        return "deny"
    if base == "confirm":
        return "confirm"
    named = {t.lemma_.lower() for t in obj.subtree if t is obj or t.dep_ == "pobj"}
    if (
        base in ("request", "propose", "threaten", "promise", "pledge")
        or base in ("announce", "decree", "call")
        and named & lists("to come")
    ):
        return "request"
    return "urge" if base in ("urge", "demand") else "say"


def decreed(view: View, verb: Any, base: str) -> tuple | None:
    """ "declared a state of emergency", "ordered the evacuation of the port": done by saying it."""
    obj = object_of(verb)
    if (
        obj is None
        or not {t.lemma_.lower() for t in obj.subtree} & set(read_lexicon("reporting")["decreed"][base])
        or grammar.negated(verb)
        or obj.left_edge.i <= verb.i
    ):
        return None
    return object_said(view, verb, base)


def refused(view: View, verb: Any, base: str) -> tuple | None:
    """ "refused the presence of observers", "does not recognise the verdict", "does not accept the count"."""
    obj = object_of(verb)
    if (
        obj is None
        or obj.lemma_.lower() not in lists("disputed")
        or obj.left_edge.i <= verb.i
        or grammar.negated(verb) == (base == "refuse")
    ):
        return None
    return (
        "object",
        "deny",
        (verb.i, verb.i),
        ((obj.left_edge.i, within_sentence(view, verb, obj.right_edge.i)),),
    )


def counted(view: View, verb: Any, base: str) -> tuple | None:
    """ "counts 19 dead", "counted more than thirty": a number of the speaker's own."""
    obj = object_of(verb)
    if any(
        c.dep_ == "nsubj" and (c.lower_ in ("we", "i") or any(g.lower_ == "our" for g in c.children))
        for c in verb.children
    ):
        return None  # "our reporter counted 31 rows": the outlet's own
    if (
        obj is None
        or obj.left_edge.i <= verb.i
        or grammar.negated(verb)
        or not any(t.pos_ == "NUM" and t.ent_type_ not in ("DATE", "TIME") for t in obj.subtree)
    ):
        return None
    return (
        "object",
        "say",
        (verb.i, verb.i),
        ((obj.left_edge.i, within_sentence(view, verb, obj.right_edge.i)),),
    )


def counted_anew(view: View, verb: Any, base: str) -> tuple | None:
    """ "raised the number of dead to 58", "cut its forecast to 2 percent": a count of the speaker's own."""
    obj = object_of(verb)
    to = next(
        (
            c
            for c in (*verb.children, *(obj.subtree if obj is not None else ()))
            if c.dep_ == "prep" and c.lower_ == "to" and c.i > verb.i
        ),
        None,
    )
    if (
        obj is None
        or obj.left_edge.i <= verb.i
        or to is None
        or not any(t.pos_ == "NUM" for t in to.subtree)
        or grammar.negated(verb)
    ):
        return None
    told = {t.lemma_.lower() for t in obj.subtree if t.i < to.i}
    if obj.lemma_.lower() not in lists("counts") and not (
        obj.lemma_.lower() == "number" and told & lists("counted things")
    ):
        return None  # "cut the number of clerks to 50" is a deed
    return (
        "object",
        "say",
        (verb.i, verb.i),
        ((obj.left_edge.i, within_sentence(view, verb, max(to.right_edge.i, to.i + 1))),),
    )


def _infinitive(view: View, verb: Any, base: str) -> tuple | None:
    """ "claimed to have shot down a helicopter"."""
    goal = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
    to = (
        next((c for c in goal.children if c.lower_ == "to" and c.i > verb.i), None)
        if goal is not None
        else None
    )
    if to is None:
        return None
    return (
        "object",
        base if base != "claim" else "say",
        (verb.i, verb.i),
        ((to.i, clause_end(view, to.i, verb.i, view.end_of[verb.i])),),
    )


def with_particle(view: View, verb: Any, base: str) -> tuple | None:
    """ "ruled out a merger", "did not rule out that it would rain", "played down the threat", "pointed out two errors"."""
    family = particle(verb, base)
    if family is None or base == "shoot" and not _sayable(verb):
        return None  # "claim to have shot down a helicopter"
    obj = object_of(verb)
    clause = (
        next(
            (
                c
                for c in verb.children
                if c.dep_ == "ccomp" and c.tag_ in grammar.FINITE | {"VB"} and c.i > verb.i
            ),
            None,
        )
        if family == "deny"
        else None
    )
    if clause is not None and (obj is None or obj.i > clause.left_edge.i):
        first = clause.left_edge.i + (view.low[clause.left_edge.i] == "that")
        return (
            "object",
            family,
            (verb.i, verb.i + 1),
            ((first, clause_end(view, first, verb.i, view.end_of[verb.i])),),
        )
    if obj is None or obj.pos_ == "PRON" or obj.i < verb.i:
        return None
    particles = [
        k
        for k in range(verb.i + 1, verb.i + 3)
        if view.tokens[k].lower_ in read_lexicon("reporting")["with particle"][base]
    ]
    return (
        "object",
        family,
        (verb.i, max(particles)) if max(particles) < obj.left_edge.i else (verb.i, verb.i),
        ((obj.left_edge.i, within_sentence(view, verb, obj.right_edge.i)),),
    )


def _sayable(verb: Any) -> bool:
    """Whether the object of a verb is something said or proposed."""
    obj = object_of(verb)
    return obj is not None and obj.lemma_.lower() in lists("voiced") | words(
        "intentions", "prospects", "request nouns"
    ) | words("hedges", "nouns")


def put_at(view: View, verb: Any, base: str) -> tuple | None:
    """ "put the number of injured at 340"."""
    obj = object_of(verb)
    at = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at"), None) or (
        next((c for c in obj.subtree if c.dep_ == "prep" and c.lower_ == "at"), None)
        if obj is not None
        else None
    )
    if (
        obj is None
        or at is None
        or not any(t.like_num or t.pos_ == "NUM" or t.text in ("$", "£", "€", "%") for t in at.subtree)
    ):
        return None
    return (
        "put at",
        "say",
        (verb.i, verb.i),
        ((obj.left_edge.i, within_sentence(view, verb, at.right_edge.i)),),
    )


def account(view: View, verb: Any, base: str) -> tuple | None:
    """ "described scenes of panic", "recalled the night of the fire": what is told, without "as"."""
    how = next(
        (
            c
            for c in verb.children
            if c.dep_ in ("ccomp", "advcl") and c.i > verb.i and view.low[c.left_edge.i] in ("how", "why")
        ),
        None,
    )
    if how is not None and how.left_edge.i > verb.i:  # "described how the convoy had been turned back"
        return (
            "object",
            "say",
            (verb.i, verb.i),
            ((how.left_edge.i, clause_end(view, how.left_edge.i, verb.i, view.end_of[verb.i])),),
        )
    obj = object_of(verb)
    if obj is None or obj.pos_ == "PRON" or obj.ent_type_ == "PERSON" or obj.left_edge.i <= verb.i:
        return None
    return (
        "object",
        "say",
        (verb.i, verb.i),
        ((obj.left_edge.i, within_sentence(view, verb, obj.right_edge.i)),),
    )


def voice(view: View, verb: Any, base: str) -> tuple | None:
    """ "expressed concern over …", "shared the view that …"."""
    obj = object_of(verb)
    if obj is None or obj.lemma_.lower() not in lists("voiced") or base == "raise" and verb.tag_ == "VBG":
        return None  # "…, raising suspicions of theft": what happened raises them
    doc, last = view.tokens, view.end_of[verb.i]
    if base == "share" and grammar.negated(verb):  # "does not share the view of the auditors"
        return (
            "voice",
            "voice",
            (verb.i, verb.i),
            ((obj.left_edge.i, within_sentence(view, verb, obj.right_edge.i)),),
        )
    strong = base in (
        "express",
        "voice",
        "share",
        "hold",
        "raise",
        "convey",
        "register",
        "air",
        "reiterate",
        "repeat",
    )
    for k in range(obj.i + 1, min(obj.i + 3, last)):
        if doc[k].lower_ == "that" and (doc[k].dep_ == "mark" or doc[k].head.i > k):
            return "voice", "voice", (verb.i, obj.i), ((k + 1, clause_end(view, k + 1, verb.i, last)),)
    if not strong:
        return None
    if (
        base in ("express", "voice", "convey")
        and obj.right_edge.i == obj.i
        and (obj.i >= last or doc[obj.i + 1].is_punct)
        and not grammar.negated(verb)
    ):
        return "voice", "voice", (verb.i, verb.i), ((obj.left_edge.i, obj.i),)  # "expressed disappointment."
    joint = next(
        (
            c
            for c in list(obj.children) + list(verb.children)
            if c.dep_ == "prep"
            and c.i > obj.i
            and c.lower_ in ("over", "about", "at", "for", "of", "with", "in", "to", "regarding")
        ),
        None,
    )
    if (
        joint is None
        or joint.i - obj.i > 3
        or joint.lower_ == "to"
        and obj.lemma_.lower() not in ("opposition", "commitment", "objection")
    ):
        return None
    cut = last if not any(c.dep_ == "conj" for c in verb.children) else max(joint.right_edge.i, joint.i + 1)
    return (
        "voice",
        "voice",
        (verb.i, obj.i),
        ((joint.i + 1, max(joint.i + 1, clause_end(view, joint.i + 1, verb.i, cut))),),
    )
