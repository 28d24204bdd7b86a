"""Readers of dates that name a day, month, year, quarter or season; where the year is missing it is counted from publication."""

import re
from datetime import date

from briefing.extract.dates import calendar as cal
from briefing.extract.dates.patterns import MONTHS, SEASONS, WEEKDAYS, WORDS
from briefing.extract.dates.reading import Reading, clock_of, end_of, month_of, number_of, year_of
from briefing.lexicon import alternation


def read_numeric(match: re.Match[str], text: str) -> Reading | None:
    clock, doubt, how = clock_of(match["clock"]), False, ""
    if match["iso"]:
        value = cal.day_value(int(match["y"]), int(match["m"]), int(match["d"]))
    else:
        a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
        year = c if c > 99 else c + (2000 if c < 70 else 1900)
        if match["sep"] == "-" and c < 100:
            return None
        readings = [cal.day_value(year, m, d) for m, d in ((b, a), (a, b))]
        if all(readings) and a != b and match["sep"] == "/" and "h" not in (match["clock"] or ""):
            value, doubt = "/".join(sorted(readings)), True
            how = f'"{match.group()}" can be day/month or month/day: {readings[0]} or {readings[1]}'
            clock = ""
        else:
            value = readings[0] or readings[1]
    return Reading(match.start(), end_of(match), "day", value + clock, how, doubt=doubt) if value else None


def read_day(match: re.Match[str], text: str) -> Reading | None:
    month, day = (
        (month_of(match["m"]), number_of(match["d"]))
        if match["m"]
        else (month_of(match["n"]), number_of(match["e"]))
    )
    year = match["y"] or match["z"]
    if not cal.day_value(2024, month, day):
        return None
    weekday = next(
        (i for word, i in WEEKDAYS.items() if match["w"] and word.startswith(match["w"].rstrip(".")[:3])),
        None,
    )
    clock = clock_of(match["clock"] or match["before"])
    if year:
        value = cal.day_value(int(year), month, day)
        return (
            Reading(
                match.start(), end_of(match), "day", value + clock, month_day=(month, day), weekday=weekday
            )
            if value
            else None
        )

    def near(published: date, way: str | None) -> str | None:
        if match["x"]:
            value = cal.day_value(year_of(match["x"], published), month, day)
            return value + clock if value else None
        if weekday is not None:  # the year in which that date is that weekday
            for year in sorted(
                range(published.year - 6, published.year + 7), key=lambda y: abs(y - published.year)
            ):
                value = cal.day_value(year, month, day)
                if (
                    value
                    and date.fromisoformat(value).weekday() == weekday
                    and abs((date.fromisoformat(value) - published).days) < 400
                ):
                    return value + clock
        value = cal.year_near(published, month, day, way)
        return value + clock if value else None

    return Reading(
        match.start(),
        end_of(match),
        "day",
        near,
        "in the year of publication",
        month_day=(month, day),
        weekday=weekday,
    )


def read_days(match: re.Match[str], text: str) -> Reading | None:
    if match["m1"]:
        m1, d1, y1 = month_of(match["m1"]), number_of(match["d1"]), match["y1"]
        m2, d2, y2 = month_of(match["m2"]) if match["m2"] else m1, number_of(match["d2"]), match["y2"]
    else:
        d1, y1, d2, m2, y2 = (
            number_of(match["e1"]),
            match["z1"],
            number_of(match["e2"]),
            month_of(match["n2"]),
            match["z2"],
        )
        m1 = month_of(match["n1"]) if match["n1"] else m2
    words = match.group().lower()
    if " and " in words and not words.startswith("between"):
        return None  # "October 8 and 13": two days
    if y2 or y1:
        last, first = int(y2 or y1), int(y1 or y2)
        if not y1 and (m1, d1) > (m2, d2):
            first -= 1
        a, b = cal.day_value(first, m1, d1), cal.day_value(last, m2, d2)
        return (
            Reading(match.start(), end_of(match), "days", cal.span_value(a, b))
            if a and b and a <= b
            else None
        )

    def near(published: date, way: str | None) -> str | None:
        a = cal.year_near(published, m1, d1, way)
        b = cal.day_value(int(a[:4]) + ((m2, d2) < (m1, d1)), m2, d2) if a else None
        return cal.span_value(a, b) if a and b else None

    return Reading(match.start(), end_of(match), "days", near, "in the year of publication")


def read_month(match: re.Match[str], text: str) -> Reading | None:
    month, which, start, end = month_of(match["m"]), match["which"], match.start(), end_of(match)
    if text[end - 1] == "." and not match["y"]:
        end -= 1
    name = match["m"].rstrip(".")
    if name.title() not in WORDS["months"] and not match["y"]:
        return None
    if match["y"] and match["y"][0].isdigit():
        return Reading(start, end, "month", cal.month_value(int(match["y"]), month))
    bare = not (which or match["edge"] or match["y"])
    before = re.search(r"([\w']+)[\s-]*$", text[max(0, start - 20) : start])
    lead = before.group(1).lower() if before else ""
    if (
        bare
        and (name.isupper() or name in WORDS["doubtful months"])
        and lead not in WORDS["leads"]
        and not text.startswith("'s ", end)
    ):
        return None
    if bare and re.match(r"\s[A-Z][a-z]", text[end : end + 3]) and lead not in WORDS["leads"]:
        return None  # "January Jones", "October Revolution"

    def near(published: date, way: str | None) -> str | None:
        if match["y"]:
            return cal.month_value(year_of(match["y"], published), month)
        if which == "next":
            return cal.month_value(published.year + (month <= published.month), month)
        if which in ("last", "this past"):
            return cal.month_value(published.year - (month >= published.month), month)
        if which:
            return cal.month_value(published.year, month)
        if match["edge"] and way is None and lead == "by":
            return cal.month_value(*cal.month_near(published, month, "future"))
        return cal.month_value(*cal.month_near(published, month, way))

    return Reading(start, end, "month", near, "counted from publication")


def read_months(match: re.Match[str], text: str) -> Reading | None:
    m1, m2, y1, y2 = MONTHS[match["m1"]], MONTHS[match["m2"]], match["y1"], match["y2"]
    words = match.group()
    if not match["lead"] and (" and " in words or not (y1 or y2) and "May" in (match["m1"], match["m2"])):
        return None
    if y1 or y2:
        last = int(y2 or y1)
        first = int(y1) if y1 else last - (m1 > m2)
        return Reading(
            match.start(),
            match.end(),
            "month",
            cal.span_value(cal.month_value(first, m1), cal.month_value(last, m2)),
        )

    def near(published: date, way: str | None) -> str | None:
        year, _ = cal.month_near(published, m2 if way != "future" else m1, way)
        return cal.span_value(
            cal.month_value(year - (m1 > m2 and way != "future"), m1),
            cal.month_value(year + (m1 > m2 and way == "future"), m2),
        )

    return Reading(match.start(), match.end(), "month", near, "in the year of publication")


def read_decade(match: re.Match[str], text: str) -> Reading | None:
    if match["two"]:
        year = int(match["two"]) + (2000 if int(match["two"]) < 40 else 1900)
        before = text[max(0, match.start() - 8) : match.start()]
        return (
            Reading(match.start(), match.end(), "year", str(year), "a year of two digits")
            if re.search(r"\b(?:in|since|of|class of)\s$", before)
            else None
        )
    first = int(match["full"] or 0) or 1900 + int(match["short"] or WORDS["decades"].get(match["word"], 0))
    before = text[max(0, match.start() - 30) : match.start()].lower()
    if re.search(
        r"\b(?:his|her|their|our|my|your)\s(?:early |mid |late |mid-)?(?:'?\d0s(?:,|,? and|,? or| to)?\s)*$",
        before,
    ):
        return None  # "most of them in their 40s, 50s and 60s"
    if (
        not match["full"]
        and not match.group().startswith("the")
        and (not before.endswith(" and ") or re.search(r"\b(?:his|her|their|in)\s*$", before))
    ):
        return None  # "a woman in her 30s", "temperatures in the low 20s"
    return Reading(match.start(), match.end(), "decade", f"{first}/{first + 9}")


def read_years(match: re.Match[str], text: str) -> Reading | None:
    first = int(match["y1"])
    last = int(match["y2"]) if match["y2"] else first // 100 * 100 + int(match["y3"])
    if (
        " and " in match.group()
        and (match["lead"] or "").lower() != "between"
        or not first < last <= first + 400
        or last > 2200
    ):
        return None
    if match["y3"] and last != first + 1 and "/" in match.group():
        return None
    return Reading(match.start(), match.end(), "year", f"{first}/{last}", length=f"P{last - first}Y")


def read_year(match: re.Match[str], text: str) -> Reading | None:
    start, end = match.start(), match.end()
    year = int(match["y"])
    if match["fiscal"]:
        return Reading(start, end, "year", str(year), "a fiscal year; its months are not stated", doubt=True)
    before = re.search(r"([\w']+),?\s*$", text[max(0, start - 22) : start])
    lead = before.group(1).lower() if before else ""
    follows = re.match(r"\s+([A-Za-z'-]+)", text[end : end + 40])
    after = follows.group(1) if follows else ""
    if (
        lead in LABELS
        or COUNTING.search(text[max(0, start - 40) : start])
        and after.lower() not in ("level", "levels")
    ):
        return None  # "the toll exceeds 2000", "Flight 1950"
    if lead in YEAR_LEADS or match["edge"]:
        return (
            Reading(start, end, "year", str(year))
            if not (
                after.lower() in COUNTED
                and lead in ("of", "to", "from", "for", "by", "about", "around", "and", "or")
            )
            else None
        )
    if year < 1900 or year > 2100 or after.lower() in COUNTED:
        return None
    named = (
        before and before.group(1)[0].isupper() and not after[:1].isupper()
    )  # "the Lisbon 2007 treaty", not "the Alpha 2000 Index"
    if (
        lead == "the"
        or named
        or not after
        or text[end : end + 2] == "'s"
        or text[max(0, start - 1) : start] in ("(", "[")
    ):
        return Reading(start, end, "year", str(year))
    return None


YEAR_LEADS = (frozenset(WORDS["leads"]) | frozenset(WORDS["before a year"])) - {"the"}
LABELS = frozenset(WORDS["labels not years"])
COUNTING = re.compile(
    rf"\b(?:{alternation(WORDS['counting verbs'])})(?: (?:to|at|from))?\s+(?:more than |over |about |around |nearly |at least )?$",
    re.IGNORECASE,
)
COUNTED = frozenset(WORDS["counted not years"])


def read_quarter(match: re.Match[str], text: str) -> Reading | None:
    mark, nth = (match["q"] or "").upper(), (match["nth"] or "").lower()
    half = mark.startswith("H") or (match["unit"] or "").lower() == "half"
    if nth == "last" and not match["y"]:
        return None
    if half and not match["y"]:
        return None  # "the second half" of a match
    number = number_of(re.sub(r"\D", "", mark)) if mark else WORDS["ordinals"].get(nth) or int(nth[0])
    if half:
        number = {4: 2}.get(number, number)
    count = 6 if half else 3
    if number > 12 // count:
        return None
    month = (number - 1) * count + 1
    if match["y"] and match["y"][0].isdigit():
        return Reading(match.start(), match.end(), "quarter", cal.months_value(int(match["y"]), month, count))

    def near(published: date, way: str | None) -> str | None:
        year = year_of((match["y"] or "").lower() or None, published)
        if year is None:  # results are of the latest quarter that has ended
            ended = published.year * 12 + published.month - 1 >= published.year * 12 + month - 1 + count
            began = published.month >= month
            year = (
                published.year
                if ended or began and way == "future" or way == "future"
                else published.year - 1
            )
        return cal.months_value(year, month, count)

    return Reading(
        match.start(),
        match.end(),
        "quarter",
        near,
        "the latest that has ended by publication" if not match["y"] else "counted from publication",
    )


def read_season(match: re.Match[str], text: str) -> Reading | None:
    month, which, year = SEASONS[match["s"].lower()], match["which"], match["y"]
    if not which and not year:
        return None
    if year and year[0].isdigit():
        return Reading(
            match.start(),
            match.end(),
            "season",
            cal.months_value(int(year), month, 3),
            "a northern season; its months are not stated",
            doubt=True,
        )

    def near(published: date, way: str | None) -> str | None:
        if year:
            return cal.months_value(year_of(year, published), month, 3)
        begun = published.month >= month
        if which in ("last", "this past"):
            over = published.month >= month + 3
            return (
                cal.months_value(published.year - (not over), month, 3)
                if month < 12
                else cal.months_value(published.year - 1, month, 3)
            )
        if which == "next":
            return cal.months_value(published.year + begun, month, 3)
        return cal.months_value(published.year - (month == 12 and published.month < 3), month, 3)

    return Reading(match.start(), match.end(), "season", near, "a northern season, counted from publication")
