"""Dates in a reader's words, the same in the summary, on the page and in what is taken along."""
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: str | None, year: bool = True) -> str:
    """A date as a reader writes it: "18 Oct 2024", "8–13 Oct 2024", "Oct 2024", "since Aug 2022"; "" when there is none."""
    if not value:
        return ""
    if "/" in value:
        first, last = value.split("/", 1)
        if last in ("..", ""):
            return f"since {day(first, year)}"
        if first in ("..", ""):
            return f"until {day(last, year)}"
        if first[:10] == last[:10]:
            return day(first[:10], year)
        if first[:7] == last[:7] and len(first) >= 10 <= len(last):
            return f"{int(first[8:10])}–{day(last[:10], year)}"
        return f"{day(first[:10], year and first[:4] != last[:4])} – {day(last[:10], year)}"
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return value
    words = [str(int(parts[2]))] if len(parts) == 3 else []
    words += [MONTHS[int(parts[1])]] if len(parts) > 1 else []
    words += [parts[0]] if year or len(parts) == 1 else []
    return " ".join(words)
