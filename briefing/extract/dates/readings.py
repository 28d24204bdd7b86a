"""Time expressions of a text: where they stand and what they mean counted from a day of publication."""
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Callable, Iterator, Literal

from briefing.extract.dates import calendar as cal
from briefing.extract.dates.patterns import MONTHS, NUMBERS, PATTERNS, SEASONS, SINCE, UNITS, WEEKDAYS, WORDS

Value = str | Callable[[date, str | None], str | None] | None
Kind = Literal["day", "days", "month", "year", "quarter", "season", "decade", "week", "weekday", "length", "clock", "vague"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters start:end say a time. `value` is ISO where the words are enough, else a function of the day of
    publication and the way the words point (`past`, `future`, None), else None; `length` is an ISO duration."""
    start: int
    end: int
    kind: Kind
    value: Value
    how: str = ""                   # how it is counted, for the reader
    length: str | None = None
    month_day: tuple[int, int] | None = None
    weekday: int | None = None
    doubt: bool = False             # the value covers two possible readings


def read_times(text: str) -> Iterator[Reading]:
    """Every time expression of a text, in order, none overlapping; the longer wins, then the earlier pattern."""
    found: list[tuple[int, int, int, Reading]] = []
    for rank, (name, pattern) in enumerate(PATTERNS.items()):
        if name in NEEDS and not NEEDS[name].search(text):
            continue
        reader = READERS[name]
        for match in pattern.finditer(text):
            reading = reader(match, text)
            if reading:
                found.append((-(reading.end - reading.start) if name not in LAST else 0, rank, reading.start, reading))
    taken = bytearray(len(text))
    kept = []
    for *_, reading in sorted(found, key=lambda item: item[:3]):
        if not any(taken[reading.start:reading.end]):
            taken[reading.start:reading.end] = b"\1" * (reading.end - reading.start)
            kept.append(reading)
    yield from sorted(kept, key=lambda reading: reading.start)


LAST = frozenset({"vague"})
_digit = re.compile(r"\d")
_capital_month = re.compile("|".join(sorted(MONTHS, key=lambda name: -len(name))))
NEEDS = {"numeric": _digit, "days": _capital_month, "day": _capital_month, "months": _capital_month, "month": _capital_month, "years": _digit, "year": _digit,
         "clock": _digit, "weekday": re.compile("day")}


# ---------------------------------------------------------------- one reader a pattern

def _clock(words: str | None) -> str:
    """`T23:32` of "23h32", "5:32 p.m.", "6 p.m."; empty where there is none."""
    if not words:
        return ""
    found = re.match(r"(\d{1,2})(?:[:h.](\d\d))?\s?([ap])?", words.lower())
    if not found:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def _number(words: str) -> int:
    return int(re.match(r"\d+", words)[0])


def _month(words: str) -> int:
    return MONTHS[words.rstrip(".")]


def _end(match: re.Match[str]) -> int:
    """The end of a match without a trailing full stop or space."""
    end = match.end()
    while match.string[end - 1] in " ":
        end -= 1
    return end


def read_numeric(match: re.Match[str], text: str) -> Reading | None:
    clock, doubt, how = _clock(match["clock"]), False, ""
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
    return Reading(match.start(), _end(match), "day", value + clock, how, doubt=doubt) if value else None


def read_day(match: re.Match[str], text: str) -> Reading | None:
    month, day = (_month(match["m"]), _number(match["d"])) if match["m"] else (_month(match["n"]), _number(match["e"]))
    year = match["y"] or match["z"]
    name = match["m"] or match["n"]
    if not cal.day_value(2024, month, day):
        return None
    weekday = next((i for word, i in WEEKDAYS.items() if match["w"] and word.startswith(match["w"].rstrip(".")[:3])), None)
    clock = _clock(match["clock"] or match["before"])
    if year:
        value = cal.day_value(int(year), month, day)
        return Reading(match.start(), _end(match), "day", value + clock, month_day=(month, day), weekday=weekday) if value else None

    def near(published: date, way: str | None) -> str | None:
        if match["x"]:
            value = cal.day_value(_year_of(match["x"], published), month, day)
            return value + clock if value else None
        if weekday is not None:     # the year in which that date is that weekday
            for year in sorted(range(published.year - 6, published.year + 7), key=lambda y: abs(y - published.year)):
                value = cal.day_value(year, month, day)
                if value and date.fromisoformat(value).weekday() == weekday and abs((date.fromisoformat(value) - published).days) < 400:
                    return value + clock
        value = cal.year_near(published, month, day, way)
        return value + clock if value else None
    return Reading(match.start(), _end(match), "day", near, "in the year of publication", month_day=(month, day), weekday=weekday)


def read_days(match: re.Match[str], text: str) -> Reading | None:
    if match["m1"]:
        m1, d1, y1 = _month(match["m1"]), _number(match["d1"]), match["y1"]
        m2, d2, y2 = _month(match["m2"]) if match["m2"] else m1, _number(match["d2"]), match["y2"]
    else:
        d1, y1, d2, m2, y2 = _number(match["e1"]), match["z1"], _number(match["e2"]), _month(match["n2"]), match["z2"]
        m1 = _month(match["n1"]) if match["n1"] else m2
    words = match.group().lower()
    if " and " in words and not words.startswith("between"):
        return None                 # "October 8 and 13": two days
    if y2 or y1:
        last, first = int(y2 or y1), int(y1 or y2)
        if not y1 and (m1, d1) > (m2, d2):
            first -= 1
        a, b = cal.day_value(first, m1, d1), cal.day_value(last, m2, d2)
        return Reading(match.start(), _end(match), "days", cal.span_value(a, b)) if a and b and a <= b else None

    def near(published: date, way: str | None) -> str | None:
        a = cal.year_near(published, m1, d1, way)
        b = cal.day_value(int(a[:4]) + ((m2, d2) < (m1, d1)), m2, d2) if a else None
        return cal.span_value(a, b) if a and b else None
    return Reading(match.start(), _end(match), "days", near, "in the year of publication")


def _year_of(words: str | None, published: date) -> int | None:
    """The year in "2024", "last year", "the same year"."""
    if not words:
        return None
    if words[0].isdigit():
        return int(words)
    return published.year + (-1 if "last" in words or "previous" in words else 1 if "next" in words or "following" in words else 0)


def read_month(match: re.Match[str], text: str) -> Reading | None:
    month, which, start, end = _month(match["m"]), match["which"], match.start(), _end(match)
    if text[end - 1] == "." and not match["y"]:
        end -= 1
    name = match["m"].rstrip(".")
    if name.title() not in WORDS["months"] and not match["y"]:
        return None
    if match["y"] and match["y"][0].isdigit():
        return Reading(start, end, "month", cal.month_value(int(match["y"]), month))
    bare = not (which or match["edge"] or match["y"])
    before = re.search(r"([\w']+)[\s-]*$", text[max(0, start - 20):start])
    lead = before.group(1).lower() if before else ""
    if bare and (name.isupper() or name in WORDS["doubtful months"]) and lead not in WORDS["leads"] and not text.startswith("'s ", end):
        return None
    if bare and re.match(r"\s[A-Z][a-z]", text[end:end + 3]) and lead not in WORDS["leads"]:
        return None                 # "January Jones", "October Revolution"

    def near(published: date, way: str | None) -> str | None:
        if match["y"]:
            return cal.month_value(_year_of(match["y"], published), month)
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
        return Reading(match.start(), match.end(), "month", cal.span_value(cal.month_value(first, m1), cal.month_value(last, m2)))

    def near(published: date, way: str | None) -> str | None:
        year, _ = cal.month_near(published, m2 if way != "future" else m1, way)
        return cal.span_value(cal.month_value(year - (m1 > m2 and way != "future"), m1), cal.month_value(year + (m1 > m2 and way == "future"), m2))
    return Reading(match.start(), match.end(), "month", near, "in the year of publication")


def read_decade(match: re.Match[str], text: str) -> Reading | None:
    if match["two"]:
        year = int(match["two"]) + (2000 if int(match["two"]) < 40 else 1900)
        before = text[max(0, match.start() - 8):match.start()]
        return Reading(match.start(), match.end(), "year", str(year), "a year of two digits") if re.search(r"\b(?:in|since|of|class of)\s$", before) else None
    first = int(match["full"] or 0) or 1900 + int(match["short"] or WORDS["decades"].get(match["word"], 0))
    before = text[max(0, match.start() - 30):match.start()].lower()
    if not match["full"] and (not match.group().startswith("the") and not before.endswith(" and ") or re.search(r"\b(?:his|her|their|in)\s*$", before) and not match.group().startswith("the")):
        return None                 # "a woman in her 30s", "temperatures in the low 20s"
    return Reading(match.start(), match.end(), "decade", f"{first}/{first + 9}")


def read_years(match: re.Match[str], text: str) -> Reading | None:
    first = int(match["y1"])
    last = int(match["y2"]) if match["y2"] else first // 100 * 100 + int(match["y3"])
    if " and " in match.group() and not (match["lead"] or "").lower() == "between" or not first < last <= first + 400 or last > 2200:
        return None
    if match["y3"] and last != first + 1 and "/" in match.group():
        return None
    return Reading(match.start(), match.end(), "year", f"{first}/{last}", length=f"P{last - first}Y")


def read_quarter(match: re.Match[str], text: str) -> Reading | None:
    mark, nth = (match["q"] or "").upper(), (match["nth"] or "").lower()
    half = mark.startswith("H") or (match["unit"] or "").lower() == "half"
    if nth == "last" and not match["y"]:
        return None
    if half and not match["y"]:
        return None                 # "the second half" of a match
    number = _number(re.sub(r"\D", "", mark)) if mark else WORDS["ordinals"].get(nth) or int(nth[0])
    if half:
        number = {4: 2}.get(number, number)
    count = 6 if half else 3
    if number > 12 // count:
        return None
    month = (number - 1) * count + 1
    if match["y"] and match["y"][0].isdigit():
        return Reading(match.start(), match.end(), "quarter", cal.months_value(int(match["y"]), month, count))

    def near(published: date, way: str | None) -> str | None:
        year = _year_of((match["y"] or "").lower() or None, published)
        if year is None:            # results are of the latest quarter that has ended
            ended = published.year * 12 + published.month - 1 >= published.year * 12 + month - 1 + count
            began = published.month >= month
            year = published.year if ended or began and way == "future" or way == "future" else published.year - 1
        return cal.months_value(year, month, count)
    return Reading(match.start(), match.end(), "quarter", near, "the latest that has ended by publication" if not match["y"] else "counted from publication")


def read_season(match: re.Match[str], text: str) -> Reading | None:
    month, which, year = SEASONS[match["s"].lower()], match["which"], match["y"]
    if not which and not year:
        return None
    if year and year[0].isdigit():
        return Reading(match.start(), match.end(), "season", cal.months_value(int(year), month, 3), "a northern season; its months are not stated", doubt=True)

    def near(published: date, way: str | None) -> str | None:
        if year:
            return cal.months_value(_year_of(year, published), month, 3)
        begun = published.month >= month
        if which in ("last", "this past"):
            over = published.month >= month + 3
            return cal.months_value(published.year - (not over), month, 3) if month < 12 else cal.months_value(published.year - 1, month, 3)
        if which == "next":
            return cal.months_value(published.year + begun, month, 3)
        return cal.months_value(published.year - (month == 12 and published.month < 3), month, 3)
    return Reading(match.start(), match.end(), "season", near, "a northern season, counted from publication")


def read_unit(match: re.Match[str], text: str) -> Reading | None:
    unit, which, ago = match["u"].lower(), match["which"].lower(), (match["ago"] or "").lower()
    side = (match["side"] or "").lower()
    if which == "the" and not (side and unit in ("week", "month", "year") or unit == "weekend"):
        return None
    if which in ("same", "following") or text[match.start():match.end()].lower().startswith("the next") or unit == "century" and which != "this":
        return None
    step = {"last": -1, "past": -1, "previous": -1, "this past": -1, "next": 1, "coming": 1, "following": 1, "this coming": 1, "upcoming": 1}.get(which, 0)
    step += {"before last": -1, "after next": 1}.get(ago, 0)
    if unit == "decade" and step:
        years = 10
        length = "P10Y"
        return Reading(match.start(), match.end(), "length", lambda day, way: f"{day.year - years}/{day.year}" if step < 0 else f"{day.year}/{day.year + years}",
                       "counted from publication", length=length)

    def near(published: date, way: str | None) -> str | None:
        if unit in ("week", "weekend"):
            # On a Sunday "this week" with a verb that looks ahead is the week about to begin, "last week" the one just ending.
            base = published + timedelta(days=1) if published.weekday() == 6 and unit == "week" and not (step == 0 and way == "past") else published
            monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
            if unit == "week":
                return cal.week_value(monday)
            if step == 0 and (way == "past" or which == "the" and way != "future") and published.weekday() < 5 or which in ("this past", "past"):
                monday = published - timedelta(days=published.weekday()) - timedelta(weeks=published.weekday() < 5)
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
    return Reading(match.start(), match.end(), "week" if unit.startswith("week") else "month" if unit == "month" else "year", near, "counted from publication")


def read_weekday(match: re.Match[str], text: str) -> Reading | None:
    number, which, week = WEEKDAYS[match["w"]], match["which"] or "", match["week"] or ""
    if re.match(r"\s(?:and\s)?[A-Z]\w+\s(?:Times|Post|Herald|Mirror|Agreement)", text[match.end():match.end() + 30]):
        return None
    before = text[max(0, match.start() - 6):match.start()]
    if re.search(r"\b(?:Black|Good|Bloody|Holy|Super|Ash|Palm|Cyber|Easter)\s$", before):
        return None
    if which in ("the following", "the previous", "the same"):
        return Reading(match.start(), match.end(), "weekday", None, "counted from another day in the report")

    clock = _clock(match["clock"] or match["before"])

    def near(published: date, way: str | None) -> str:
        return day_of(published, way) + clock

    def day_of(published: date, way: str | None) -> str:
        monday = published - timedelta(days=published.weekday())
        if week and week != "week":
            return (monday + timedelta(days=number, weeks={"last": -1, "next": 1}.get(week[:4], 0))).isoformat()
        if which in ("last", "this past"):
            return (published - timedelta(days=(published.weekday() - number - 1) % 7 + 1)).isoformat()
        if which == "next":
            ahead = (number - published.weekday() - 1) % 7 + 1
            return (published + timedelta(days=ahead)).isoformat()
        if which in ("this", "this coming"):
            return cal.weekday_near(published, number, "past" if way == "past" else "future").isoformat()
        return cal.weekday_near(published, number, way).isoformat()
    return Reading(match.start(), _end(match), "weekday", near, "the nearest one as the verb points")


def read_today(match: re.Match[str], text: str) -> Reading | None:
    word = re.sub(r"\s+", " ", match["t"].lower())
    if word == "today" and (text.startswith("'s", match.end()) and not re.match(r"'s\s(?:vote|meeting|talks|strike|attack|announcement|decision|ruling|session|hearing)", text[match.end():match.end() + 20])
                            or re.search(r"\b(?:USA|India|China|Pakistan|Russia)\s$", text[max(0, match.start() - 9):match.start()])):
        return None                 # "today's GM", "USA Today"
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    if word == "overnight":
        def night(published: date, way: str | None) -> str | None:
            return f"{published}/{published + timedelta(days=1)}" if way == "future" else f"{published - timedelta(days=1)}/{published}"
        return Reading(match.start(), match.end(), "days", night, "the night before publication")
    clock = _clock(match["clock"] or match["before"])
    return Reading(match.start(), _end(match), "day", lambda published, way: (published + timedelta(days=step)).isoformat() + clock, "counted from publication")


def read_length(match: re.Match[str], text: str) -> Reading | None:
    words, unit, which, lead = match["n"], match["u"].lower(), (match["which"] or "").lower(), (match["lead"] or "").lower()
    tail = (match["tail"] or "").strip().lower()
    if not words:
        if not (match.group().lower().endswith("s") and len(match.group()) > len(unit) and (which or lead or tail)):
            return None             # "years ago", "in recent years", "over the years"
        return Reading(match.start(), match.end(), "length", None, "a length of time of no certain number" if which or tail == "ago" else "",
                       length=f"{UNITS[unit][:-1]}X{UNITS[unit][-1]}")
    if unit == "second" and words.lower() in ("a", "an", "one", "the"):
        return None                 # "a second ship"
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
        return Reading(match.start("about") if match["about"] else match.start("n"), match.end(), "length", None, "", length=length)
    if count is None:
        return Reading(start, match.end(), "length", None, "a length of time of no certain number", length=length)
    amount = count * factor
    if words.lower() in ("a", "an", "one") and not (lead in ("in", "within", "over", "after") or tail or which or match["about"]):
        return Reading(start, match.end(), "length", None, "", length=length)
    if tail in ("ago",) or tail == "from now" or tail == "hence":
        sign = -1 if tail == "ago" else 1
        return Reading(start, match.end(), "length", lambda day, way: _point(day, code, sign * amount), "counted from publication", length=length)
    if tail in ("earlier", "later", "before", "after"):
        return Reading(start, match.end(), "length", None, "counted from another time in the report", length=length)
    if which in ("past", "last", "previous", "preceding", "recent") and not tail:
        return Reading(start, match.end(), "length", lambda day, way: _reach(day, code, -amount), "counted back from publication", length=length)
    if which in ("next", "coming", "following") and not tail:
        return Reading(start, match.end(), "length", lambda day, way: _reach(day, code, amount), "counted on from publication", length=length)
    if lead in ("in", "within") and not tail and not which:
        less = (match["about"] or "").lower().startswith(("less", "fewer", "under", "up to"))

        def ahead(day: date, way: str | None) -> str | None:
            if way != "future":
                return None         # "her third trip in less than a year": from when to when is not said
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
            other, here = cal.month_value(*cal.months_on(day, round(amount))), cal.month_value(day.year, day.month)
        case _:
            other, here = f"{day.year + round(amount):04d}", str(day.year)
    return cal.span_value(min(other, here), max(other, here))


def read_year(match: re.Match[str], text: str) -> Reading | None:
    start, end = match.start(), match.end()
    year = int(match["y"])
    if match["fiscal"]:
        return Reading(start, end, "year", str(year), "a fiscal year; its months are not stated", doubt=True)
    before = re.search(r"([\w']+),?\s*$", text[max(0, start - 22):start])
    lead = before.group(1).lower() if before else ""
    follows = re.match(r"\s+([A-Za-z'-]+)", text[end:end + 40])
    after = follows.group(1) if follows else ""
    if lead in YEAR_LEADS or match["edge"]:
        return Reading(start, end, "year", str(year)) if not (after.lower() in COUNTED and lead in ("of", "to", "from", "for", "by", "about", "around", "and", "or")) else None
    if year < 1900 or year > 2100 or after.lower() in COUNTED:
        return None
    if lead == "the" or text[end:end + 2] == "'s" or text[max(0, start - 1):start] in ("(", "[") or before and before.group(1)[0].isupper() and not after[:1].isupper() or not after:
        return Reading(start, end, "year", str(year))
    return None


YEAR_LEADS = frozenset(WORDS["leads"]) | {"year", "than", "was", "until", "winter", "summer", "spring", "autumn", "fall", "late", "early", "her", "his", "its", "a", "an", "below", "above", "under"} - {"the"}
COUNTED = frozenset("""people troops soldiers men women children jobs seats votes workers employees homes houses tons tonnes miles kilometres kilometers metres meters hectares acres feet
    dollars euros pounds yuan yen rubles roubles points percent per barrels megawatts mw kg km units shells rounds vehicles tanks drones missiles aircraft planes cars students patients cases
    deaths prisoners civilians refugees migrants members delegates officers police hours words pages copies shares times""".split())


def read_clock(match: re.Match[str], text: str) -> Reading | None:
    words = match["clock"]
    if "." in words and not re.search(r"[ap]\.?m", words) and not match["zone"]:
        return None                 # "3.50"
    if not re.search(r"[ap]\.?m", words) and not match["zone"] and not re.search(r"\b(?:at|by|until|around|from|since)\s{1,3}$", text[max(0, match.start() - 8):match.start()]):
        return None                 # scores and ratios: "3:10"
    return Reading(match.start(), _end(match), "clock", None, "a time of day")


def read_vague(match: re.Match[str], text: str) -> Reading | None:
    return Reading(match.start(), match.end(), "vague", None, length=WORDS["every"].get(match.group().lower()))


def read_other(match: re.Match[str], text: str) -> Reading | None:
    words = match.group().lower()
    if words.startswith("that") and match["u"] not in ("day", "night", "week", "month", "year") or re.match(r"\s(?:the|of)\b", text[match.end():match.end() + 5]):
        return None
    start = match.start() + (3 if words.startswith(("on ", "in ")) else 0)
    return Reading(start, match.end(), "week", None, "counted from another time in the report")


READERS: dict[str, Callable[[re.Match[str], str], Reading | None]] = {
    "numeric": read_numeric, "days": read_days, "day": read_day, "months": read_months, "month": read_month, "decade": read_decade, "years": read_years,
    "quarter": read_quarter, "season": read_season, "unit": read_unit, "weekday": read_weekday, "today": read_today, "length": read_length, "year": read_year,
    "clock": read_clock, "other": read_other, "vague": read_vague}
