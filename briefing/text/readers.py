"""Sentences in which an outlet speaks to its readers or of itself: pleas, contacts, counters, legal notes."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from briefing.lexicon import alternation, read_lexicon

LONGEST = 40  # words of such a sentence
# Words of a sentence that says nothing of its own beside another: "Thank you.", "Sleep well, Belize."
SHORT = 4
TOPIC = 6  # words before a colon after which readers are asked
STOP = re.compile(r"[.!?…][\"')\]]*\s+(?=[\"'(*★]*[A-Z])|\s[|·]\s")
# "7:10 PM - ", "[9 Mar, 13:10] ", "6. ", "★ ": before the first word.
LEAD = re.compile(r"(?:\W|_|\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\b\.?)?|\d{1,2}[.)]\s)*", re.I)
ASKED = r"^(?:and |or |please |now,? |so )?"  # before a verb that asks
QUOTED = re.compile(r"\"[^\"]*\w+\W+\w+\W+\w+[^\"]*\"|(?<!\w)'[^']*\w+\W+\w+\W+\w+[^']*'(?!\w)")
PHONE = r"(?:\+?\(?\d[\d ()./-]{6,}\d)"
ADDRESS = (
    r"(?:(?<!\S)@\w{2,30}|\S+@\S+\.\w+|(?:https?://|www\.)\S+"
    r"|\b[\w-]+\.(?:com|org|net|info|news|tv|io|example|co\.\w\w)\b)"
)
MONEY = r"(?:[£$€]\s?\d|\d[\d.,]*\s?(?:p|c|kr|zł|cents?|pence|euros?|dollars?|pounds?|[a-z]{3,7})\b)"


@lru_cache(maxsize=512)  # asked once for the kind of a line and once for its end
def find_appeal(plain: str, names: frozenset[str] = frozenset()) -> int | None:
    """Where the words to the readers begin with which a line ends, 0 for the whole line; None without them.

    `names` are the words of the outlet's own name, in small letters.
    """
    start, sure = None, False
    for at, sentence in reversed(list(sentences_of(plain))):
        strength = _strength(sentence, names)
        if not strength and not (sure and _is_short(sentence) and at == 0):
            break
        start, sure = at, sure or strength == 2
    if not sure or start is None:
        return None
    return 0 if start and not re.search(r"\w{2}", plain[:start]) else _after_weak(plain, start, names)


def _after_weak(plain: str, start: int, names: frozenset[str]) -> int | None:
    """A sentence that only may be to the readers stays after the report's own words, unless it asks them."""
    for at, sentence in sentences_of(plain[start:]):
        if not start or _strength(sentence, names) == 2 or sentence.rstrip(" )\"'").endswith("?"):
            return start + at
    return None


def sentences_of(plain: str) -> Iterator[tuple[int, str]]:
    start = 0
    for stop in STOP.finditer(plain):
        yield start, plain[start : stop.end()].strip()
        start = stop.end()
    yield start, plain[start:].strip()


def _is_short(sentence: str) -> bool:
    return len(sentence.split()) <= SHORT and not re.search(r"\d", sentence)


def _strength(sentence: str, names: frozenset[str]) -> int:
    """2 where a sentence is surely to the readers, 1 where it is beside one that is, else 0."""
    if len(sentence.split()) > LONGEST:
        return 0
    bare = sentence[LEAD.match(sentence).end() :]
    strength = 2 if _is_sure(bare, names) else int(_is_short(bare) or _is_beside(bare, names))
    return 0 if strength and is_reported(sentence) else strength


def is_reported(plain: str) -> bool:
    """Whether words hold a quotation or a verb that tells what somebody said or asked."""
    return bool(QUOTED.search(plain) or devices()["reported"].search(plain))


def _is_sure(bare: str, names: frozenset[str]) -> bool:
    known = devices()
    topic, colon, rest = bare.partition(": ")
    if colon and len(topic.split()) <= TOPIC and known["asked"].match(rest):
        return True  # "Keep up with the story: follow our live page"
    return bool(known["opening"].match(bare) or known["anywhere"].search(bare) or _is_of_itself(bare, names))


def _is_beside(bare: str, names: frozenset[str]) -> bool:
    """ "Do you live nearby?", "The Comet's appeal has raised £212,000."."""
    if devices()["beside"].match(bare):
        return True
    own = not names.isdisjoint(re.findall(r"\w+", bare[:40].lower()))
    return own and bool(devices()["of an outlet"].search(bare))


def _is_of_itself(bare: str, names: frozenset[str]) -> bool:
    """ "The Brief is free and is written before breakfast", where the outlet is the Border Brief."""
    found = devices()["subject"].match(bare)
    return bool(
        found
        and (found["own"] or {word.lower() for word in found["name"].split()} <= names)
        and (found["own"] or devices()["made"].match(bare, found.end()))
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


def _some(key: str) -> str:
    return rf"(?:{alternation(read_lexicon('readers')[key])})"


@cache
def devices() -> dict:
    own, made = _some("own media"), _some("made")
    question = r"(?:are|is|do|did|have|has|got|like|love|enjoy\w*)\b[^.!]*\byou(?:rs?)?\b[^.!]*\?"
    itself = (
        rf"our {own} (?:is|are|goes|comes|appears|depends?|costs?|relies|needs)\b"
        rf"|we (?:rely|depend) on (?:our )?(?:readers|subscribers|members|you)\b"
        rf"|this {own} (?:is|was) {made}\b"
    )
    name = r"(?-i:[A-Z][\w'&.-]*(?: (?:[A-Z&][\w'.-]*|of|de|do|del|on|and|the)){0,4}?)"
    return {
        "asked": _any_of(_asked()),
        "opening": _any_of((*_asked(), *_said(), *_of_issuers())),
        "anywhere": _any_of(_anywhere()),
        "beside": re.compile(rf"{_some('beside')}|{question}|{_some('questions')}\b[^.!]*\?", re.I),
        "of an outlet": re.compile(rf"'s? {_some('campaigns')}\b", re.I),
        "subject": re.compile(
            rf"(?:the |la |le |el |o |a )?"
            rf"(?:(?P<own>{itself})|(?P<name>{name})(?= (?:is|are|comes|has|costs|depends|relies)\b))",
            re.I,
        ),
        "made": re.compile(
            rf" (?:(?:is|are) (?:also |now |still )?{made}\b|comes? (?:out|to you)\b"
            r"|has no (?:owner|advertis|adverts|ads)|costs? nothing"
            r"|(?:depends|relies) on (?:its |you|readers))",
            re.I,
        ),
        "reported": re.compile(rf"\b{_some('reported')}\b"),
        "foot asks": _any_of(
            (
                rf"(?:please |and )?{_some('asking verbs')} (?:a|an|the|it|this|them|for|us|your?)\b",
                rf"(?:please )?{_some('asking verbs with for')}\b",
                rf"{_some('alone')}\W*$",
                rf"{name} (?:is|are) {_some('made')}\b",
                rf"{question}|(?:was|were) (?:this|it)\b[^.!]*\byou\b[^.!]*\?",
            )
        ),
    }


def _asked() -> Iterator[str]:
    """How sentences begin that ask readers for something."""
    words, own = read_lexicon("readers"), _some("own media")
    verbs = rf"(?:{_some('asking verbs')}(?! for\b)|{_some('asking verbs with for')})"
    ask = rf"{verbs}(?! (?:{alternation(words['after a noun'])})\b)"
    prize = r"(?:an?|one|two|three|four|five|ten|\d+|tickets|your|the chance)\b"
    # "Register free to read five articles a month", "Vote now at …", "Call the newsdesk on …"
    yield rf"{ASKED}{ask}\b.*(?:\b{_some('media')}(?!\w)|{ADDRESS}|\bour (?:\w+ ){{0,2}}{own}\b)"
    yield rf"{ASKED}{_some('asking starts')}\b"
    # "Give from as little as £1", "Support Hellenic Morning from 3 euros a month", "Text QUAKE to give £5"
    least = r"(?:from|as little as|just|only|for)\s+(?:as little as\s+|just\s+|only\s+)?"
    yield rf"{ASKED}{_some('giving verbs')}\b.*\b{least}{MONEY}"
    yield r"(?:please )?text (?-i:[A-Z]{3,}) to\b"
    # "Tell us: …", "Support us.", "Buy us a coffee"
    to_us = rf"(?:\W*$|:|,? (?:your|a coffee|one|today|now)\b| (?:what|how|why|if|whether|about) (?:you|your)\b|[^.!?]{{0,40}}{_contact()})"
    yield rf"{ASKED}{_some('verbs for us')} us\b{to_us}"
    yield rf"{ASKED}{_some('verbs for here')}\b.* here\W*$"
    yield rf".*[,:;] {_some('alone')} (?:here|now|today|free|for free)\W*$"
    yield rf"{ASKED}{_some('alone')}(?:\s+here|\s+now|\s+today|\s+free|\s+below)?\W*$"
    # "Turn to page 8", "Obituaries, page 14"
    pages = r"pages? \d+(?:(?:,| and|,? to|-|–) ?\d+)*"
    yield rf"(?:[\w' ]{{1,40}}:\s*)?(?:turn to|see|go to|more on|full story on|full report on|continued on) {pages}\W*(?:$|: )"
    yield r"[\w' &]{3,30}[,:] pages? \d+\W*$"
    # "WIN a cruise!"
    yield rf"(?-i:WIN|Win)\b(?:!|:|(?= {prize})(?=.*(?:!|\W\Z|\b{_some('prizes')}\b[^.?]*$)))"
    # "Be the first to comment", "Thank you for signing up!", "If you have been affected, call …"
    yield r"be the first to (?:comment|reply|review|share|react)\b"
    yield r"thank(?:s| you) for (?:signing up|subscribing|joining|your support|your feedback|registering)\b"
    yield r"(?:our|many|with) thanks to (?:our|the|all|all our) (?:readers|subscribers|members|supporters)\b"
    short = r"\b(?:call|called|ring|dial|text|reached|free|on)(?: free)?(?: on)? \d{3}[ -]?\d{3}\b"
    yield rf"if you (?:have been|are|were|feel|need|want|or someone)\b.*(?:{_contact()}|{short})"
    # "You can read the full interview here."
    yield r"(?:you|subscribers|members|readers) can (?:also |still )?(?:read|watch|listen|hear|see|find|follow|view|order|buy|download)\b[^.]* here\W*$"


def _said() -> Iterator[str]:
    """How sentences begin that tell readers of the outlet, its page, or the issuer."""
    ours = rf"\b{_some('media')}\W*$|\bour {_some('own media')}\b"
    yield rf"{_some('of subscribers')}\b.*(?:{ours}|\bpay {MONEY})"
    yield r"back (?:issues|numbers|copies)\b"
    yield r"this (?:message|e-?mail|letter|newsletter) (?:is|was) sent to\b"
    # "2,417 people are reading this page", "We are closing this page"
    yield (
        r"[\d,.]+ (?:people|readers|users|viewers|others) (?:are |were )?(?:now )?"
        r"(?:reading|watching|viewing|following)\b.*\b(?:this|now)\b"
    )
    yield (
        r"we (?:are|'re|will be) (?:now )?(?:closing|pausing|leaving|ending|wrapping up) "
        rf"(?:this|our|the) {_some('pages')}"
    )
    yield r"(?:all )?(?:posts|entries|times|updates) are (?:in|shown|given|listed|sorted|ordered)\b"
    yield r"(?:last change|last refresh|page last \w+)\b"
    yield (
        r"comments (?:are|will be|have been|on this \w+ are) (?:now )?"
        r"(?:moderated|closed|disabled|switched off|pre-moderated)"
    )
    yield r"(?:please )?keep (?:your )?comments\b|something went wrong\b"
    yield r"(?:story|article|report|text) continues (?:below|after)\b|sponsored by (?-i:[A-Z])"


def _of_issuers() -> Iterator[str]:
    """How sentences begin with which an issuer or outlet covers itself, or tells where it can be asked."""
    # "This notice is not an offer to buy or sell securities", "the Portuguese original prevails"
    yield rf"(?:this|these) {_some('documents')}\b.*\b{_some('legal')}"
    by = rf"{_some('by machine')} (?:the help of |assistance from )?{_some('machines')}\b"
    yield rf"(?:(?:this|the) {_some('documents')}\b.*\b)?{by}"
    yield (
        r"this\b.*\b(?:original|version|text|translation)\b.{0,30}"
        r"\b(?:prevails?|shall prevail|takes precedence|is authoritative|is binding)\W*$"
    )
    # "Membership fees … may be paid at all county offices"
    yield rf"{_some('dues')}\b.*\b(?:due|payable|paid|collected|renewed)\b"
    # "Accredited media may apply for passes", "Notes to editors: …"
    yield rf"{_some('for the press')}\b"
    yield r"accredited (?:media|journalists|reporters|press) (?:may|can|must|should|wishing)\b"
    yield r"(?:head|central|main|registered|principal) office:"
    # "Customer line 0700 18 518 (free of charge)"
    after = r"(?:\W*(?:\([^()]*\)|[a-z]+)?\W*|[^a-z]*)$"
    yield rf"(?:the |our )?(?:[\w.'-]+ ){{0,2}}{_some('contact labels')}\b[^?!]*\W{_contact()}{after}"


def _anywhere() -> Iterator[str]:
    """What tells such a sentence wherever it stands in it."""
    # "You are getting this because you signed up", "You are reading 1 of 3 free articles"
    yield rf"\byou(?:'re|'ve| are| have| were|r)?\b.*?\b{_some('of a subscriber')}"
    yield r"\d\s?(?:%|per ?cent) of you\b"
    yield rf"\bthis {_some('pages')} (?:is|will be|has been|was) {_some('of a page')}(?! by\b)"
    yield r"\bnot responsible for (?:the )?(?:content|accuracy)|\bprotected by recaptcha"
    yield rf"\bcan be (?:called|reached|contacted)\b.*{_contact()}"
    yield r"\bbrought to you by\b"
    yield r"\b(?:complaints?|corrections?|inaccurac\w+) (?:about|to|in|on) this (?:article|story|report|piece)\b"
    # "Caption contest: win two tickets"
    contest = r"(?:contest|competition|prize draw|giveaway|raffle|quiz)"
    yield rf"\b{contest}\W+(?:you can )?win (?:an?|one|two|\d+|tickets|your)\b"


def _contact() -> str:
    return rf"(?:{PHONE}|{ADDRESS}|\bp\.?o\.? box\b)"
