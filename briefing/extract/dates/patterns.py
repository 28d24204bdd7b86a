"""Patterns of time expressions; `~` stands for white space. Each is linear: no repeated part can match in two ways."""

import re

from briefing.lexicon import alternation, read_lexicon

WORDS = read_lexicon("dates")
MONTHS = {name: i + 1 for i, name in enumerate(WORDS["months"])} | WORDS["month abbreviations"]
MONTHS |= {name.upper(): number for name, number in MONTHS.items()}
WEEKDAYS = {name: i for i, name in enumerate(WORDS["weekdays"])}
NUMBERS, UNITS, SEASONS = WORDS["numbers"], WORDS["units"], WORDS["seasons"]

_month = rf"(?:(?:{alternation([*WORDS['months'], *(name.upper() for name in WORDS['months'])])})\b|(?:{alternation(MONTHS)})\b\.?)"
_full = rf"(?:{alternation(WORDS['months'])})"
_weekday = rf"(?:{alternation(WORDS['weekdays'])})"
_anyday = rf"(?:{alternation([*WORDS['weekdays'], *WORDS['weekday abbreviations']])})\.?"
_day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|,\d|\.\d|:\d|%)"
_year = r"(?:1[5-9]|20)\d\d(?!\d|,\d|\.\d|%)"
_clock = r"(?:(?:[01]?\d|2[0-3])[:h.][0-5]\d(?!\d|[./]\d)(?:\s?[apAP]\.?[mM]\b\.?)?|(?:1[0-2]|[1-9])\s?[apAP]\.?[mM]\b\.?)"
_zone = r"(?:~?\(?(?:UTC|GMT|CET|CEST|EET|EEST|BST|EDT|EST|PDT|PST|CDT|CST|ET|PT|Z|KST|JST|IST|MSK|local~time)(?:~?[+-]~?\d{1,2})?\)?)"
_to = r"(?:~?-~?|~(?:to|until|till|through|and)~)"
_part = r"(?:~(?:early~)?(?:morning|afternoon|evening|night|noon|midnight))"
_unit = rf"(?:{alternation(UNITS)})"
_season = rf"(?:{alternation(SEASONS)})"
_number = (
    r"(?:\d{1,4}(?:\.\d)?(?!\d)|(?:a~|the~)?(?:couple(?:~of)?|few)|half~an?|"
    + alternation([*NUMBERS, *WORDS["some"]])
    + rf")(?:[~-](?:{alternation(list(NUMBERS)[2:])}))?(?:[~-]and[~-](?:a[~-])?half)?"
)
_edge = r"(?:(?P<edge>(?:the~)?(?:very~)?(?:early|mid|late|start|beginning|end|middle|close|first~half|second~half|last~days|first~days)(?:~of)?(?:~the)?)[~-])"


def _compile(source: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(
        re.sub(r"\s*\n\s*", "", source).replace("[~-]", r"(?:\s{1,3}|-)").replace("~", r"(?:\s{1,3})"), flags
    )


PATTERNS: dict[str, re.Pattern[str]] = {
    # "2024-10-18T23:32", "18/10/2024 23h32", "3.4.2024", "7/8/07"
    "numeric": _compile(rf"""(?<![\w./-])(?:(?P<iso>(?P<y>{_year})[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d))
        |(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<c>(?:19|20)\d\d|(?<=/)\d\d)(?![\w/-]|\.\d))
        (?:(?:T|,?~(?:at~)?)(?P<clock>{_clock})(?::\d\d(?:\.\d+)?)?{_zone}?)?"""),
    # "between October 8 and 13", "September 28 to October 2, 2024", "8-13 October 2024", "from 28 May to 2 June"
    "days": _compile(rf"""\b(?:(?:[Bb]etween|[Ff]rom)~)?(?:
        (?P<m1>{_month})~?(?P<d1>{_day})(?:,?~(?P<y1>{_year}))?(?:{_to})(?:(?P<m2>{_month})~?)?(?P<d2>{_day})(?:,?~(?P<y2>{_year}))?
        |(?P<e1>{_day})(?:~(?P<n1>{_month}))?(?:~(?P<z1>{_year}))?{_to}(?P<e2>{_day})~(?P<n2>{_month})(?:,?~(?P<z2>{_year}))?)"""),
    # "Monday, October 28", "Oct. 18, 2024 at 5:32 p.m.", "the 24th of February 2022", "Tuesday 5 March"
    "day": _compile(rf"""\b(?:(?P<before>{_clock}){_zone}?,?~(?:on~)?)?(?:(?P<w>{_anyday})(?:{_part})?,?~(?:the~)?)?(?:(?P<m>{_month})~?(?:the~)?(?P<d>{_day})(?:,?~(?P<y>{_year}))?
        |(?:the~)?(?P<e>{_day})[~-](?:of~)?(?P<n>{_month})(?:,?[~-](?P<z>{_year}))?)(?:,?~(?:of~)?(?P<x>(?:last|this|next)~year))?\b(?:,?~(?:at~)?(?P<clock>{_clock}){_zone}?)?"""),
    # "Between April and June", "from March 2022 to May 2023", "January-March 2024"
    "months": _compile(
        rf"""\b(?P<lead>[Bb]etween~|[Ff]rom~)?(?P<m1>{_full})(?:~(?P<y1>{_year}))?{_to}(?P<m2>{_full})\b(?:,?~(?P<y2>{_year}))?"""
    ),
    # "August 2022", "the end of March 2022", "early June", "October of next year", "last September", "mid-May"
    "month": _compile(rf"""\b(?:{_edge})?(?:(?P<which>last|this|next|this~past|earlier~this|later~this)~)?(?P<m>{_month})
        (?:,?~(?:of~)?(?P<y>{_year}|(?:last|this|next|that|the~same|the~(?:previous|following))~year))?(?![\w-]|\.?~?\d)"""),
    # "the 1990s", "the early 80s", "the nineties"
    "decade": _compile(rf"""\b(?:the~)?(?:(?:early|mid|late)[~-](?:to[~-]late~)?)?(?:(?P<full>(?:1[5-9]|20)\d0)'?s\b|'?(?P<short>[2-9]0)'?s\b
        |(?P<word>{alternation(WORDS["decades"])})\b)|(?<![\w'])'(?P<two>[0-9]\d)(?![\w'])"""),
    # "1950-1953", "from 2009 to 2011", "between 2014 and 2016", "2023-24", "fiscal 2024", "the 2023/24 season"
    "years": _compile(
        rf"""(?<![\w$€£.,/-])(?:(?P<lead>[Bb]etween|[Ff]rom)~)?(?P<y1>{_year})(?:{_to}(?P<y2>{_year})|[-/](?P<y3>\d\d))(?![\w%-])"""
    ),
    # "the third quarter of 2009", "Q3 2024", "the first half of last year", "third-quarter", "last quarter", "H1"
    "quarter": _compile(
        rf"""\b(?:the~)?(?:(?P<nth>first|second|third|fourth|final|last|[1-4](?:st|nd|rd|th))[~-](?:fiscal~)?(?P<unit>quarter|half)|(?P<q>Q[1-4]|H[12]|[1-4]Q))
        (?:(?:~of|~in)?,?~(?:the~)?(?:(?:fiscal|financial)~(?:year~)?)?(?P<y>{_year}|(?:last|this|next|the|the~(?:previous|following|same))~year))?\b""",
        re.I,
    ),
    # "summer 2024", "the spring of 2023", "last winter", "this autumn"
    "season": _compile(rf"""\b(?:the~)?(?:{_edge})?(?:(?P<which>last|this|next|this~past|this~coming|the~coming)~)?(?P<s>{_season})(?:~of)?
        (?:~(?P<y>{_year}|(?:last|this|next)~year))?\b(?=(?P<rest>))"""),
    # "last week", "earlier this month", "the end of next year", "this past weekend", "the previous year"
    "unit": _compile(
        r"""\b(?:(?:the~)?(?P<side>earlier|later|early|late|end~of|start~of|beginning~of|middle~of|rest~of|remainder~of|course~of)~(?:in~)?)?(?:the~)?
        (?P<which>last|this|next|past|previous|current|coming|following|same|this~past|this~coming|upcoming|the)~(?:calendar~|financial~|fiscal~)?(?P<u>week|weekend|month|year|decade|century|quarter)
        (?:~(?P<ago>before~last|after~next))?\b(?!-)""",
        re.I,
    ),
    # "last Friday", "next Tuesday", "on Monday night", "Sunday's"
    "weekday": _compile(rf"""\b(?:(?P<before>{_clock}){_zone}?,?~(?:on~)?)?(?:(?:(?P<side>earlier|late|early|later)~(?:on~)?)?(?P<which>last|this|next|this~past|this~coming|the~following|the~previous|the~same)~)?(?P<w>{_weekday})\b(?!~(?:and~)?Times)
        (?P<part>{_part})?(?:~(?:of~)?(?P<week>last~week|next~week|this~week|week))?(?:,?~(?:at~)?(?P<clock>{_clock}){_zone}?)?"""),
    # "today", "last night", "earlier today", "tomorrow morning", "overnight"
    "today": _compile(
        rf"""\b(?:(?P<before>{_clock}){_zone}?,?~)?(?:(?:earlier|later|late|early)~)?(?P<t>today|yesterday|tomorrow|tonight|tonite|last~night|this~(?:morning|afternoon|evening)|overnight|the~day~before~yesterday|the~day~after~tomorrow)\b
        (?:~(?:morning|afternoon|evening|night)\b)?(?:,?~(?:at~)?(?P<clock>{_clock}){_zone}?)?""",
        re.I,
    ),
    # "two weeks ago", "over the past decade", "in less than a year", "in the next six months", "27-year", "a year earlier"
    "length": _compile(
        rf"""\b(?:(?P<lead>in|within|over|during|for|after|before|throughout)~)?(?:the~)?(?:(?P<which>past|last|previous|next|coming|following|preceding|first|final|recent|nearly|almost)~)?
        (?P<about>(?:about|around|roughly|nearly|almost|approximately|over|more~than|less~than|fewer~than|at~least|up~to|just|only|some|another|well~over|just~over|just~under|under)~(?:the~(?:past|last)~)?)?
        (?:(?P<n>{_number})(?:[~-](?:straight|consecutive|trading|working|business|full|whole|more|additional|calendar|long|or~so))?[~-])?(?P<u>{_unit})(?:s|es)?\b
        (?P<half>~and~a~half)?(?P<tail>~(?:ago|earlier|later|before|after|from~now|hence)\b|-(?:old|long)\b|~(?:old|long|or~so)\b)?""",
        re.I,
    ),
    # "since 2003", "in 1991", "the 1991 agreement", "fiscal 2024"
    "year": _compile(
        rf"""(?<![\w$€£.,/#'-])(?:(?P<fiscal>(?:the~)?(?:(?:fiscal|financial)~(?:year~)?|FY~?))|(?:{_edge}))?(?<!\d)(?P<y>{_year})(?![\w%])(?!-(?:year|[a-z]+-|\d))(?!/\d)"""
    ),
    # "16:08 UTC", "6:40 p.m. (GMT +8)"
    "clock": _compile(
        rf"""(?<![\w:./])(?P<clock>{_clock}|[0-2]\d[0-5]\d(?=~?(?:UTC|GMT|hours|hrs)))(?P<zone>{_zone})?"""
    ),
    # "the same day", "that week", "the following year": counted from another time in the report
    "other": _compile(
        r"\b(?:on~|in~)?(?:the~(?:very~)?(?:same|following|next|preceding)|that(?:~same|~very)?)~(?P<u>day|night|week|weekend|month|year|morning|afternoon|evening|decade)\b(?!-)",
        re.I,
    ),
    "vague": _compile(
        rf"\b(?:{alternation([*WORDS['every'], *WORDS['before now'], *WORDS['about now'], *WORDS['after now']])})\b(?!-)",
        re.I,
    ),
}
SINCE = re.compile(
    r"\b(?:since|as of|starting|beginning)\s{1,3}(?:(?:on|in|the|early|late|mid)\s{1,3})?$", re.I
)

# The words a match of each pattern can begin with; a pattern is tried nowhere else, which keeps the search in proportion to the words of time in a text.
_edges = "the very early mid late start beginning end middle close first second last"
_names = [*WORDS["months"], *WORDS["month abbreviations"]]
_days = [*WORDS["weekdays"], *WORDS["weekday abbreviations"]]
FIRST_WORDS: dict[str, set[str]] = {
    name: {word.lower() for words in sources for word in (words.split() if isinstance(words, str) else words)}
    for name, sources in {
        "numeric": ("0",),
        "days": ("0 between from", _names),
        "day": ("0 the", _days, _names),
        "months": ("between from", _names),
        "month": (_edges, "this next earlier later", _names),
        "decade": ("0 ' the early mid late", WORDS["decades"]),
        "years": ("0 between from",),
        "quarter": ("0 the q h", WORDS["ordinals"]),
        "season": (_edges, "this next", SEASONS),
        "unit": (
            _edges,
            "this next past previous current coming following same upcoming earlier later rest remainder course",
        ),
        "weekday": ("0 earlier late early later last this next the", WORDS["weekdays"]),
        "today": (
            "0 earlier later late early today yesterday tomorrow tonight tonite last this overnight the",
        ),
        "length": (
            "0 in within over during for after before throughout the past last previous next coming following preceding first final recent nearly almost "
            "about around roughly approximately more less fewer at up just only some another well under",
            NUMBERS,
            WORDS["some"],
            UNITS,
            [unit + "s" for unit in UNITS],
            "centuries",
        ),
        "year": ("0 the fiscal financial fy", _edges),
        "clock": ("0",),
        "other": ("on in the that",),
        "vague": (
            [
                phrase.replace("-", " ").split()[0]
                for key in ("before now", "about now", "after now", "every")
                for phrase in WORDS[key]
            ],
        ),
    }.items()
}
PATTERNS_FROM: dict[str, tuple[str, ...]] = {
    word: tuple(name for name in PATTERNS if word in FIRST_WORDS[name])
    for word in sorted(set().union(*FIRST_WORDS.values()))
}
WORD = re.compile(r"[A-Za-z]+|\d+|'")
