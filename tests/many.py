"""Makes N varied real-looking reports of one story, to measure what a thousand cost: python tests/many.py FOLDER [N].

Sentences of the seeds are shuffled, thinned and given other numbers, dates, speakers and towns; the same N gives the same bytes.
"""

import random
import re
import sys
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
TOWNS = "Vladivostok Khabarovsk Kursk Belgorod Donetsk Brussels Seoul Kyiv Warsaw Vilnius Ottawa Canberra Tokyo Geneva Ankara Riga".split()
FIRST = "Anna Peter Maria Tomas Laura Jan Elena Mark Sofia Daniel Irina Paul Nora Victor Clara Hugo".split()
LAST = "Berg Novak Silva Larsen Moreau Keller Rossi Lindgren Petrov Costa Hansen Weber Duarte Kovacs Olsen Blanc".split()
OFFICES = (
    "Defence Minister",
    "Foreign Minister",
    "army spokesman",
    "opposition lawmaker",
    "intelligence chief",
    "Deputy Prime Minister",
)
CUES = ("said", "told reporters", "warned", "confirmed", "denied reports", "insisted", "estimated")
MONTHS = ("August", "September", "October", "November")


def make_report(number: int) -> str:
    """One report of twelve to twenty sentences with its own dateline."""
    chance = random.Random(number)
    seed = chance.choice(sorted(SEEDS.glob("*.txt"))).read_text(encoding="utf-8")
    lines = [line for line in seed.splitlines() if len(line) > 60 and not line.startswith(("http", "**"))]
    sentences = [sentence for line in lines for sentence in re.split(r"(?<=[.!?]) (?=[A-Z“\"])", line)]
    kept = [sentence for sentence in sentences if chance.random() < 0.8]
    for _ in range(chance.randrange(3, 7)):
        who = f"{chance.choice(OFFICES)} {chance.choice(FIRST)} {chance.choice(LAST)}"
        kept.insert(
            chance.randrange(len(kept) + 1),
            f"{who} {chance.choice(CUES)} on {chance.choice(MONTHS)} {chance.randrange(1, 29)} that "
            f"{chance.choice(('about', 'at least', 'up to', 'more than'))} {chance.randrange(2, 90) * 100:,} troops had been sent to {chance.choice(TOWNS)}.",
        )
    varied = [
        re.sub(r"\b\d{1,2},\d{3}\b", lambda _: f"{chance.randrange(10, 150) * 100:,}", sentence)
        for sentence in kept
    ]
    title = f"{chance.choice(LAST)} speaks on troops near {chance.choice(TOWNS)}"
    paragraphs = [" ".join(varied[i : i + 2]) for i in range(0, len(varied), 2)]
    return (
        f"{title}\n{chance.randrange(1, 29)}/10/2024 {chance.randrange(24):02d}h{chance.randrange(60):02d}\n\n"
        + "\n\n".join(paragraphs)
        + "\n"
    )


def make_reports(folder: Path, number: int) -> None:
    """Writes `number` reports into folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(number):
        (folder / f"{i:04d}_report.txt").write_text(make_report(i), encoding="utf-8")


if __name__ == "__main__":
    make_reports(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
