"""Lines and parts of lines that say nothing but when something was published."""

import re
from functools import cache

from briefing.lexicon import alternation, read_lexicon

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
DAY_WITH_YEAR = rf"(?i:{MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{MONTH},?\s\d{{4}})"
# "Published: Fri, Oct. 18, 2024 at 5:32 p.m. EDT - 3 min read" is made of days …
DAY = re.compile(rf"""(?ix)
    \b\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)? | \b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b | \b\d{{4}}[/.]\d{{1,2}}[/.]\d{{1,2}}\b
  | \b{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?\b | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:,?\s*(?:of\s+)?\d{{4}})?
  | \b{WEEKDAY},?\s+\d{{1,2}}[./]\s?\d{{1,2}}\b\.? | \b(?:19|20)\d\d年\d+月\d+日""")
# … and of what stands beside them.
ROUND_A_DAY = re.compile(rf"""(?ix)
    \b\d{{1,2}}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?![\w]) | \b\d{{1,2}}\s*[ap]\.?m\b\.? | \b{WEEKDAY}\b\.?
  | \b(?:utc|gmt|bst|cet|cest|eet|eest|ist|jst|kst|msk|sgt|hkt|e[sd]?t|c[sd]?t|m[sd]t|p[sd]?t)\b(?:\s*[+-]\s*\d+(?::\d\d)?)? | [+-]\d\d:?\d\d\b
  | \b\d+\s*-?\s*min(?:ute)?s?(?:\s+read)?\b | \b(?:\d+|an?)\s+(?:hours?|days?|minutes?|weeks?|months?)\s+ago\b
  | \b[\d,]+\s+(?:views?|comments?|shares?|reads?)\b | \b(?:at|on|by|the|local|time|hrs?|hours?)\b""")
YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d\d\b")


def only_a_day(plain: str) -> bool:
    """Whether nothing but a date, a time and words about publishing is there."""
    if not re.search(r"\d", plain):
        return False
    rest, days = DAY.subn(" ", plain)
    rest, times = ROUND_A_DAY.subn(" ", rest)
    rest = _about_a_date().sub(" ", rest)
    return bool(days or times) and not re.search(r"\w", rest)


@cache
def _about_a_date() -> re.Pattern[str]:
    words = read_lexicon("boilerplate")
    return re.compile(
        rf"\b(?:{alternation([*words['published words'], *words['updated words'], *words['started words']])})\b",
        re.I,
    )
