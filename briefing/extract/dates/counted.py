"""Readers of times counted from publication: "last week", "on Tuesday", "yesterday", "two years ago"."""

import re
from datetime import date, timedelta

from briefing.extract.dates import calendar as cal
from briefing.extract.dates.patterns import NUMBERS, UNITS, WEEKDAYS, WORDS
from briefing.extract.dates.reading import Reading, clock_of, end_of


def read_unit(match: re.Match[str], text: str) -> Reading | None:
    unit, which, ago = match["u"].lower(), match["which"].lower(), (match["ago"] or "").lower()
    side = (match["side"] or "").lower()
    if which == "the" and not (side and unit in ("week", "month", "year") or unit == "weekend"):
        return None
    if (
        which in ("same", "following")
        or text[match.start() : match.end()].lower().startswith("the next")
        or unit == "century"
        and which != "this"
    ):
        return None
    step = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "this past": -1,
        "next": 1,
        "coming": 1,
        "following": 1,
        "this coming": 1,
        "upcoming": 1,
    }.get(which, 0)
    step += {"before last": -1, "after next": 1}.get(ago, 0)
    if unit == "decade" and step:
        years = 10
        length = "P10Y"
        return Reading(
            match.start(),
            match.end(),
            "length",
            lambda day, way: (
                f"{day.year - years}/{day.year}" if step < 0 else f"{day.year}/{day.year + years}"
            ),
            "counted from publication",
            length=length,
        )

    def near(published: date, way: str | None) -> str | None:
        if unit in ("week", "weekend"):
            # On a Sunday "this week" with a verb that looks ahead is the week about to begin, "last week" the one just ending.
            base = (
                published + timedelta(days=1)
                if published.weekday() == 6 and unit == "week" and not (step == 0 and way == "past")
                else published
            )
            monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
            if unit == "week":
                return cal.week_value(monday)
            if (
                step == 0
                and (way == "past" or which == "the" and way != "future")
                and published.weekday() < 5
                or which in ("this past", "past")
            ):
                monday = (
                    published - timedelta(days=published.weekday()) - timedelta(weeks=published.weekday() < 5)
                )
            if step == -1 and published.weekday() == 6:
                monday = published - timedelta(days=13)
            return f"{monday + timedelta(days=5)}/{monday + timedelta(days=6)}"
        if unit == "month":
            return cal.month_value(*cal.months_on(published, step))
        if unit == "year":
            return str(published.year + step)
        if unit == "quarter":
            quarter = published.year * 4 + (published.month - 1) // 3 + step
            return cal.months_value(quarter // 4, quarter % 4 * 3 + 1, 3)
        if unit == "decade":
            return f"{published.year // 10 * 10}/{published.year // 10 * 10 + 9}"
        return f"{published.year // 100 * 100}/{published.year // 100 * 100 + 99}"

    return Reading(
        match.start(),
        match.end(),
        "week" if unit.startswith("week") else "month" if unit == "month" else "year",
        near,
        "counted from publication",
    )


def read_weekday(match: re.Match[str], text: str) -> Reading | None:
    number, which, week = WEEKDAYS[match["w"]], match["which"] or "", match["week"] or ""
    if re.match(
        r"\s(?:and\s)?[A-Z]\w+\s(?:Times|Post|Herald|Mirror|Agreement)", text[match.end() : match.end() + 30]
    ):
        return None
    before = text[max(0, match.start() - 6) : match.start()]
    if re.search(r"\b(?:Black|Good|Bloody|Holy|Super|Ash|Palm|Cyber|Easter)\s$", before):
        return None
    if which in ("the following", "the previous", "the same"):
        return Reading(match.start(), match.end(), "weekday", None, "counted from another day in the report")

    clock = clock_of(match["clock"] or match["before"])

    def near(published: date, way: str | None) -> str:
        return day_of(published, way) + clock

    def day_of(published: date, way: str | None) -> str:
        monday = published - timedelta(days=published.weekday())
        if week and week != "week":
            return (
                monday + timedelta(days=number, weeks={"last": -1, "next": 1}.get(week[:4], 0))
            ).isoformat()
        if which in ("last", "this past"):
            return (published - timedelta(days=(published.weekday() - number - 1) % 7 + 1)).isoformat()
        if which == "next":
            ahead = (number - published.weekday() - 1) % 7 + 1
            return (published + timedelta(days=ahead)).isoformat()
        if which in ("this", "this coming"):
            return cal.weekday_near(published, number, "past" if way == "past" else "future").isoformat()
        return cal.weekday_near(published, number, way).isoformat()

    return Reading(match.start(), end_of(match), "weekday", near, "the one nearest to the report's date")


def read_today(match: re.Match[str], text: str) -> Reading | None:
    word = re.sub(r"\s+", " ", match["t"].lower())
    owned = re.match(r"'s\s(\w+)", text[match.end() : match.end() + 24])
    if word == "today" and (
        owned
        and owned[1] not in WORDS["on a day"]
        or match["t"][0] == "T"
        and re.search(r"[A-Z]\w*\s$", text[max(0, match.start() - 12) : match.start()])
    ):
        return None  # "today's GM", "USA Today"
    step = {
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }.get(word, 0)
    if word == "overnight":

        def night(published: date, way: str | None) -> str | None:
            return (
                f"{published}/{published + timedelta(days=1)}"
                if way == "future"
                else f"{published - timedelta(days=1)}/{published}"
            )

        return Reading(match.start(), match.end(), "days", night, "the night before publication")
    clock = clock_of(match["clock"] or match["before"])
    return Reading(
        match.start(),
        end_of(match),
        "day",
        lambda published, way: (published + timedelta(days=step)).isoformat() + clock,
        "counted from publication",
    )


def read_length(match: re.Match[str], text: str) -> Reading | None:
    words, unit, which, lead = (
        match["n"],
        match["u"].lower(),
        (match["which"] or "").lower(),
        (match["lead"] or "").lower(),
    )
    tail = (match["tail"] or "").strip().lower()
    if not words:
        if not (
            match.group().lower().endswith("s") and len(match.group()) > len(unit) and (which or lead or tail)
        ):
            return None  # "years ago", "in recent years", "over the years"
        return Reading(
            match.start(),
            match.end(),
            "length",
            None,
            "a length of time of no certain number" if which or tail == "ago" else "",
            length=f"{UNITS[unit][:-1]}X{UNITS[unit][-1]}",
        )
    if unit == "second" and words.lower() in ("a", "an", "one", "the"):
        return None  # "a second ship"
    count = _count(words)
    if match["half"]:
        count = (count or 0) + 0.5
    code = UNITS[unit]
    plain = {"PF": (2, "PW"), "PE": (10, "PY"), "PC": (100, "PY"), "PQ": (3, "PM")}.get(code)
    factor, code = plain or (1, code)
    shown = "X" if count is None else f"{count * factor:g}"
    length = f"{code[:-1]}{shown}{code[-1]}"
    start = match.start()
    if tail.endswith(("old", "long")):
        return Reading(
            match.start("about") if match["about"] else match.start("n"),
            match.end(),
            "length",
            None,
            "",
            length=length,
        )
    if count is None:
        return Reading(
            start, match.end(), "length", None, "a length of time of no certain number", length=length
        )
    amount = count * factor
    if words.lower() in ("a", "an", "one") and not (
        lead in ("in", "within", "over", "after") or tail or which or match["about"]
    ):
        return Reading(start, match.end(), "length", None, "", length=length)
    if tail in ("ago",) or tail == "from now" or tail == "hence":
        sign = -1 if tail == "ago" else 1
        return Reading(
            start,
            match.end(),
            "length",
            lambda day, way: _point(day, code, sign * amount),
            "counted from publication",
            length=length,
        )
    if tail in ("earlier", "later", "before", "after"):
        return Reading(
            start, match.end(), "length", None, "counted from another time in the report", length=length
        )
    if which in ("past", "last", "previous", "preceding", "recent") and not tail:
        return Reading(
            start,
            match.end(),
            "length",
            lambda day, way: _reach(day, code, -amount),
            "counted back from publication",
            length=length,
        )
    if which in ("next", "coming", "following") and not tail:
        return Reading(
            start,
            match.end(),
            "length",
            lambda day, way: _reach(day, code, amount),
            "counted on from publication",
            length=length,
        )
    if lead in ("in", "within") and not tail and not which:
        less = (match["about"] or "").lower().startswith(("less", "fewer", "under", "up to"))

        def ahead(day: date, way: str | None) -> str | None:
            if way != "future":
                return None  # "her third trip in less than a year": from when to when is not said
            return _reach(day, code, amount) if lead == "within" or less else _point(day, code, amount)

        return Reading(start, match.end(), "length", ahead, "counted on from publication", length=length)
    return Reading(start, match.end(), "length", None, "", length=length)


def _count(words: str) -> float | None:
    """The number in "two", "27", "twenty-one", "two and a half", "half a"; None for "several"."""
    words = words.lower()
    parts = re.findall(r"\d+(?:\.\d+)?|[a-z]+", words)
    if any(part in WORDS["some"] for part in parts):
        return None
    half = 0.5 if "half" in parts and len(parts) > 1 and "and" in parts else 0
    if parts[0] == "half":
        return 0.5
    total = 0.0
    for part in parts:
        if part in ("and", "half", "of", "the") or part in ("a", "an") and len(parts) > 1:
            continue
        number = float(part) if part[0].isdigit() else NUMBERS.get(part)
        if number is None:
            return None
        total = total * number if number == 100 and total else total + number
    return total + half


def _point(day: date, code: str, amount: float) -> str | None:
    """A moment so far from a day, as precise as its unit."""
    match code:
        case "PD" | "PTH" | "PTM" | "PTS":
            return (day + timedelta(days=round(amount) if code == "PD" else 0)).isoformat()
        case "PW":
            return cal.week_value(day + timedelta(weeks=round(amount)))
        case "PM":
            return cal.month_value(*cal.months_on(day, round(amount)))
        case _:
            return str(day.year + round(amount)) if 1 <= day.year + round(amount) <= 9999 else None


def _reach(day: date, code: str, amount: float) -> str | None:
    """From publication so far on, or so far back up to it, as precise as the unit."""
    match code:
        case "PTH" | "PTM" | "PTS":
            other = (day + timedelta(days=round(amount / 24) if code == "PTH" else 0)).isoformat()
            here = day.isoformat()
        case "PD" | "PW":
            days = round(amount) * (7 if code == "PW" else 1)
            other, here = (day + timedelta(days=max(-36500, min(36500, days)))).isoformat(), day.isoformat()
        case "PM":
            other, here = (
                cal.month_value(*cal.months_on(day, round(amount))),
                cal.month_value(day.year, day.month),
            )
        case _:
            other, here = f"{day.year + round(amount):04d}", str(day.year)
    return cal.span_value(min(other, here), max(other, here))


def read_clock(match: re.Match[str], text: str) -> Reading | None:
    words = match["clock"]
    if "." in words and not re.search(r"[ap]\.?m", words) and not match["zone"]:
        return None  # "3.50"
    if (
        not re.search(r"[ap]\.?m", words)
        and not match["zone"]
        and not re.search(
            r"\b(?:at|by|until|around|from|since)\s{1,3}$", text[max(0, match.start() - 8) : match.start()]
        )
    ):
        return None  # scores and ratios: "3:10"
    return Reading(match.start(), end_of(match), "clock", None, "a time of day")


def read_vague(match: re.Match[str], text: str) -> Reading | None:
    return Reading(
        match.start(), match.end(), "vague", None, length=WORDS["every"].get(match.group().lower())
    )


def read_other(match: re.Match[str], text: str) -> Reading | None:
    words = match.group().lower()
    if (
        words.startswith("that")
        and match["u"] not in ("day", "night", "week", "month", "year")
        or re.match(r"\s(?:the|of)\b", text[match.end() : match.end() + 5])
    ):
        return None
    start = match.start() + (3 if words.startswith(("on ", "in ")) else 0)
    return Reading(start, match.end(), "week", None, "counted from another time in the report")
