"""Numbers as written: digits, words, ranges, fractions, vague amounts, with what the words before them make of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.extract.figures.values import CARDINALS, SCALES, WORDS, fraction_of, number_of, scale_of
from briefing.lexicon import alternation
from briefing.model import Bound

CURRENCIES, CURRENCY_WORDS = (
    {mark.lower(): sign for mark, sign in WORDS["currencies"].items()},
    WORDS["currency words"],
)
BOUND_OF: dict[str, Bound] = {
    phrase: bound for bound, phrases in WORDS["bounds"].items() for phrase in phrases
}
AFTER: dict[str, Bound] = {
    phrase: bound for bound, phrases in WORDS["bounds after"].items() for phrase in phrases
}


@dataclass(frozen=True, slots=True)
class Number:
    """Characters start:end say an amount; first:last is the bare number without the words around it."""

    start: int
    first: int
    last: int
    end: int
    low: float | None
    high: float | None
    bound: Bound
    unit: str = ""  # a currency, % or a measure; empty where a noun is counted
    of: bool = False  # "dozens of", "a third of": what is counted follows "of"
    spelled: bool = False
    hyphen: bool = False  # "a 40-vehicle convoy"

    @property
    def whole(self) -> bool:
        """Whether it is an exact number without a fraction or unit, as heads are counted."""
        return not self.unit and self.bound == "exact" and self.low is not None and self.low.is_integer()


def _p(source: str) -> str:
    return re.sub(r"\s*\n\s*", "", source).replace("[~-]", r"(?:\s{1,3}|-)").replace("~", r"(?:\s{1,3})")


# "3,8 million", "12,5%": a comma for the decimal point, only where a scale or per cent follows
_scale = rf"(?:{alternation(SCALES)})"
_decimal = rf"\d{{1,3}},\d{{1,2}}(?=~?%|[~-](?:{_scale}s?|per~?cent|percent)\b)"
_digits = (
    rf"(?:{_decimal}|"
    r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[ ]\d{3}){1,3}(?![\d,])|\d+(?:\.\d+)?|\.\d+)"
)
_cardinal = rf"(?:{alternation(CARDINALS)})"
# "twenty-one", "two hundred and fifty", "three and a half", "half a million", "a dozen", "several hundred", "a few dozen"
_spelled = (
    rf"(?:{_cardinal}(?:[~-](?:and[~-])?(?:{_cardinal}|{_scale})\b)*(?:[~-]and[~-]a[~-]half)?(?:~{_scale}\b)*"
    rf"|a~score(?=~of~[a-z])|half~an?(?=~per~?cent\b)|(?:a|an|half~an?|a~quarter~of~an?)~{_scale}\b(?:~{_scale}\b)*(?:~and~{_cardinal}(?:[~-]{_cardinal})?\b)?"
    rf"|(?:{alternation(WORDS['some'])})~(?:{_scale})\b(?:~{_scale}\b)*)"
)
_vague = rf"(?:{alternation(WORDS['vague plurals'])})(?:~of~dollars)?"
_sizeless = rf"[\"']?(?:very~)?(?:{alternation(WORDS['numbers of no size'])})~(?:number|amount|quantity|quantities|numbers|amounts)[\"']?(?=~of~)"
_fraction = (
    rf"(?:half(?=~(?:of|the|its|their|his|her|all)\b)|(?:an?|one)[~-](?:{alternation(WORDS['fractions'])})(?=~of\b)"
    rf"|(?:{_cardinal})[~-](?:{alternation(word + 's' for word in WORDS['fractions'])})(?=~of\b))"
)
_short = r"(?:~?(?:mln|bln|trn|mn|bn|tn)|million|billion|trillion|k|m|b|~m(?=~|$))(?!\w|-(?![£$€¥\d]))"
_money = rf"(?:{alternation(word for word in CURRENCIES if not word[-1].isalpha())}|(?:{alternation(word for word in CURRENCIES if word[-1].isalpha())})~?(?=\d))"
_money_word = rf"(?:{alternation(CURRENCY_WORDS)})"
_percent = rf"(?:~?%|~?pc\b|[~-](?:{alternation(word for word in WORDS['percent words'] if word != '%')})\b)"
_measure = rf"(?:{alternation(WORDS['measures'])})"
NUMBER = re.compile(
    _p(rf"""(?<![\w.,/:#'])(?<!\S-)(?:
     (?P<sizeless>{_sizeless})
    |(?P<fraction>{_fraction})
    |(?P<vague>{_vague})\b
    |(?:(?P<cur>{_money})~?)?(?P<n1>(?<![\d.]){_digits}|{_spelled}(?![\w]))(?P<s1>[~-]{_scale}s?\b(?:~{_scale}\b)?|{_short})?(?P<pc1>{_percent})?
       (?:(?P<join>~?-~?|~to~|~and~|~or~)(?:(?P<cur2>{_money})~?)?(?P<n2>{_digits}|{_spelled}(?![\w]))(?P<s2>[~-]{_scale}\b|{_short})?)?
       (?:(?P<pc>{_percent})|[~-](?P<money>{_money_word})\b|(?P<measure>(?:~?|-){_measure}s?)\b(?![-/]))?)""")
)
# What follows the m of "40m people", but not of "a wall 40m long".
COUNTED_NEXT = re.compile(rf"\s(?!(?:{alternation(WORDS['beside a length'])})\b)[a-z]")
# What an amount can begin with; the pattern is tried nowhere else.
FIRST = re.compile(r"[a-z]+|\d[\d.,]*|[^\sa-z\d]")
FIRST_WORDS = (
    frozenset([*CARDINALS, "a", "an", "half", "very", '"', "'", "."])
    | {phrase.split()[0] for key in ("vague plurals", "some", "numbers of no size") for phrase in WORDS[key]}
    | {re.match(r"[a-z]+|.", mark.lower())[0] for mark in CURRENCIES}
)
# The words of a bound right before an amount: "at least", "an additional", "more than".
BEFORE = re.compile(
    rf"(?:(?:\b(?:between|from)\s{{1,3}})?(?:(?<![\w'-])(?:{alternation(BOUND_OF)})\s{{1,3}}){{1,3}}|\b(?:between|from)\s{{1,3}})$"
)
WITH_OVER = re.compile(rf"\b(?:{alternation(WORDS['with over'])})\s+$")
LAST_WORDS = frozenset(phrase.split()[-1] for phrase in BOUND_OF) | {"between", "from"}


def read_numbers(text: str) -> Iterator[Number]:
    """Every amount written in a text, in order; what is only a label, a score or part of a word is left out."""
    low = text.lower()
    if len(low) != len(text):  # a few letters grow when lowered, and would shift every place after them
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    done = 0
    for word in FIRST.finditer(low):
        start, first = word.start(), word.group()
        if start < done or not (first[0].isdigit() or first in FIRST_WORDS):
            continue
        match = NUMBER.match(low, start)
        number = _signed(_number(match, text, _before(low, start, done)), low) if match else None
        if number:
            done = number.end
            yield number
        elif match and first[0].isdigit():
            done = match.end("n1")


def _signed(number: Number | None, low: str) -> Number | None:
    """ "minus 26 degrees", "-3.5%": the sign belongs to a measure or a share."""
    sign = (
        re.search(r"(?:\bminus\s|(?<![\w)\]%.])-)$", low[max(0, number.first - 7) : number.first])
        if number and number.unit
        else None
    )
    if not sign or number.low is None or number.low != number.high:
        return number
    first = number.first - len(sign.group())
    return replace(number, start=min(number.start, first), first=first, low=-number.low, high=-number.high)


def _before(low: str, start: int, done: int) -> str:
    """The words of bounds that end right where an amount starts."""
    window = low[max(done, start - 60) : start]
    last = re.search(r"([a-z.]+)\s{1,3}$", window[-24:])
    if not last or last.group(1) not in LAST_WORDS:
        return ""
    found = BEFORE.search(window)
    if found and found.group().split() == ["over"] and WITH_OVER.search(window, 0, found.start()):
        return ""  # "will hand over 184 prisoners"
    return found.group() if found else ""


def _number(match: re.Match[str], text: str, mods: str) -> Number | None:
    low_bound, additional = _bound_before(mods)
    start = match.start() - len(mods)
    if match["sizeless"]:
        return Number(
            start,
            match.start("sizeless"),
            match.end("sizeless"),
            match.end(),
            None,
            None,
            "vague",
            of=True,
            spelled=True,
        )
    if match["fraction"]:
        value, bound = fraction_of(match["fraction"]), low_bound or "exact"
        of = bool(re.match(r"\s+of\b", text[match.end() : match.end() + 5]))
        return Number(
            start,
            match.start("fraction"),
            match.end(),
            match.end(),
            *_ends(value, value, bound),
            bound,
            unit="%",
            of=of,
            spelled=True,
        )
    if match["vague"]:
        words = re.sub(r"\s+", " ", match["vague"].lower()).removesuffix(" of dollars")
        of = bool(re.match(r"\s+of\b", text[match.end() : match.end() + 5]))
        money = "$" if "dollars" in match["vague"] else ""
        if (
            re.search(
                r"\b(?:the|in|final|test)\s+$", text[max(0, match.start("vague") - 7) : match.start("vague")]
            )
            and words == "scores"
        ):
            return None
        return Number(
            start,
            match.start("vague"),
            match.end(),
            match.end(),
            float(WORDS["vague plurals"][words]),
            None,
            "vague",
            unit=money,
            of=of,
            spelled=True,
        )
    return _plain(match, text, mods, low_bound, additional)


def _plain(
    match: re.Match[str], text: str, mods: str, bound: Bound | None, additional: bool
) -> Number | None:
    n1, n2, join = match["n1"], match["n2"], (match["join"] or "").strip().lower()
    start, end, first = (
        match.start() - len(mods),
        match.end(),
        match.start("cur") if match["cur"] else match.start("n1"),
    )
    value = number_of(n1)
    if (
        value is None
        or re.match(r"0\d", n1)
        or join == "-"
        and n1[0].isdigit()
        and n2
        and not n2[0].isdigit()
    ):
        return None  # "020 7946 0958", "2120 — Fourteen people"
    between = mods.startswith("between")
    scale1, scale2 = scale_of(match["s1"]), scale_of(match["s2"])
    unit = _unit_of(match)
    if (match["s1"] or "").strip().lower() in ("m", "b") and not match["cur"]:
        if match["s1"].strip().lower() == "b" or not COUNTED_NEXT.match(text, match.end("s1")):
            scale1, unit = (
                1,
                "m" if match["s1"].strip().lower() == "m" else unit,
            )  # "a 100m wall", but "40m people"
    if n2 and (
        join == "and"
        and not between
        or join == "or"
        and not (value + 1 == number_of(n2) or unit)
        or number_of(n2) is None
        or join == "to"
        and bool(match["pc1"])
        and not match["pc"]
        or join == "to"
        and ("from" in mods or text[max(0, match.start() - 3) : match.start()].lower() == "by ")
    ):  # "rose by 1,500 to 23,000"
        return _alone(match, text, mods, round(value * scale1, 6), bound, additional)
    if n2:
        second = round(number_of(n2) * scale2, 6)
        value *= scale1 if scale1 != 1 else scale2 if number_of(n1) < 1000 else 1
        after = text[end : end + 1]
        if (
            join == "-"
            and not unit
            and (
                value >= second
                or after == "-"
                or n1[0] == "0"
                or n2[0] == "0"
                and n2 != "0"
                or not re.match(r"\s+[a-z]", text[end : end + 3])
            )
        ):
            return None  # a score, a vote, a telephone number: "3-1", "52-35", "555-0134"
        if value >= second and join == "to" and not unit and "from" not in mods:
            return None  # "split 4 to 1"
        if value >= second:
            return _alone(match, text, mods, value, bound, additional)
        if after and (after.isalnum() or after in "-/" and text[end + 1 : end + 2].isalnum()):
            return None
        return Number(
            start,
            first,
            end,
            end,
            value,
            second,
            "range" if not additional else "additional",
            unit,
            spelled=not n1[0].isdigit(),
        )
    return _alone(match, text, mods, round(value * scale1, 6), bound, additional)


def _alone(
    match: re.Match[str], text: str, mods: str, value: float, bound: Bound | None, additional: bool
) -> Number | None:
    """A single number; of a match with a second one, only the first."""
    last = match.end("n1")
    for group in ("s1", "pc1"):
        if match[group]:
            last = match.end(group)
    unit = CURRENCIES.get((match["cur"] or "").strip(), "")
    if (match["s1"] or "").strip().lower() == "m" and not unit and value == number_of(match["n1"]):
        unit = "m"  # metres
    if match["pc1"]:
        unit = _percent_unit(match["pc1"])
    hyphen = False
    if not match["n2"]:
        last = match.end()
        unit = _unit_of(match) or unit
    elif "from" in mods and not match["cur2"]:
        unit = unit or _unit_of(match)  # "cut from 4.8 to 4.7 percent"
    after = text[last : last + 1]
    if after and (after.isalnum() or after == "_"):
        return None  # "777s", "5th", "3G"
    if after == "-" and text[last + 1 : last + 2].isalnum():
        word = re.match(r"-([A-Za-z]+)", text[last : last + 20])
        if not word or unit not in ("",) and word.group(1).lower() not in CURRENCY_WORDS:
            return None
        hyphen = True
    if (
        after in ("/", ":")
        and text[last + 1 : last + 2].isdigit()
        or after in (".", ",")
        and text[last + 1 : last + 2].isdigit()
    ):
        return None
    start = match.start() - len(mods)
    if lead := re.match(r"(?:between|from)\s+", mods):
        start += lead.end()
    n1 = match["n1"]
    words = re.sub(r"\s+", " ", n1.lower())
    some = next((bottom for word, bottom in WORDS["some"].items() if words.startswith(word + " ")), None)
    if some:
        return Number(start, match.start("n1"), last, last, value, None, "vague", unit, spelled=True)
    for phrase, what in AFTER.items():
        if re.match(rf"\s{re.escape(phrase)}\b", text[last : last + 20]):
            bound, end = what, last + 1 + len(phrase)
            return Number(
                start,
                match.start("n1"),
                last,
                end,
                *_ends(value, value, bound),
                bound,
                unit,
                spelled=not n1[0].isdigit(),
                hyphen=hyphen,
            )
    if bound is None or bound == "exact":
        bound = "additional" if additional else "exact"
    return Number(
        start,
        match.start("cur") if match["cur"] else match.start("n1"),
        last,
        last,
        *_ends(value, value, bound),
        bound,
        unit,
        spelled=not (n1[0].isdigit() or n1[0] == "."),
        hyphen=hyphen,
    )


def _bound_before(mods: str) -> tuple[Bound | None, bool]:
    """The strongest bound among the words before a number, and whether they say it is additional."""
    mods = re.sub(r"\s+", " ", mods).strip()
    found: list[Bound] = []
    while mods:
        phrase = next(
            (p for p in sorted(BOUND_OF, key=len, reverse=True) if mods == p or mods.endswith(" " + p)), None
        )
        if phrase is None:
            break
        found.append(BOUND_OF[phrase])
        mods = mods[: len(mods) - len(phrase)].strip()
    strong = [bound for bound in found if bound not in ("exact", "additional")]
    return (strong[0] if strong else "exact" if found else None), "additional" in found


def _ends(low: float, high: float, bound: Bound) -> tuple[float | None, float | None]:
    match bound:
        case "at least" | "more than":
            return low, None
        case "up to" | "less than":
            return None, high
        case _:
            return low, high


def _unit_of(match: re.Match[str]) -> str:
    if match["pc"]:
        return _percent_unit(match["pc"])
    if match["pc1"] and not match["n2"]:
        return _percent_unit(match["pc1"])
    if match["cur"] or match["cur2"]:
        mark = (match["cur"] or match["cur2"]).strip()
        return CURRENCIES[mark]
    if match["money"]:
        return CURRENCY_WORDS[re.sub(r"\s+", " ", match["money"].lower())]
    return (match["measure"] or "").strip(" -")


def _percent_unit(words: str) -> str:
    words = words.strip(" -").lower()
    return (
        "percentage points"
        if words.startswith("percentage")
        else "basis points"
        if words.startswith("basis")
        else "%"
    )
