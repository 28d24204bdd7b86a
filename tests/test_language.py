"""What the parser is given, and how its positions lead back to the report."""
import pytest

from briefing.language import SAME_LENGTH, read_passages
from briefing.model import Document
from briefing.text import find_blocks


def passages(text: str):
    document = Document("d", text)
    return next(iter(read_passages([(document, tuple(find_blocks(document)))])))[2]


@pytest.mark.parametrize("line", ["LISBON, May 4 (Reuters) - ", "QUITO, Ecuador (AP) — ", "OSLO — ", "(Reuters) - ", "Geneva (AFP) – ", "NEW DELHI, March 3 — "])
def test_an_agency_line_is_stepped_over(line):
    text = f"Ferry line cuts crossings\n\n{line}The ferry company said it would cut crossings by a third from Monday."
    body = [passage for passage in passages(text) if passage.block.kind == "body"]
    assert body[0].doc.text.startswith("The ferry company") and body[0].block.span.quote.startswith(line.strip()[:4])
    assert body[0].words(0, 2).quote == "The ferry company"


@pytest.mark.parametrize("opening", ["NATO - the alliance of 32 states - said it was ready.", "The Union (formed in 1990) said it was ready.", "U.S. Senator Ann Lowe (R) said it was ready."])
def test_ordinary_openings_are_kept(opening):
    body = [passage for passage in passages(f"Ready for the vote\n\n{opening}") if passage.block.kind == "body"]
    assert body[0].doc.text == opening


def test_positions_survive_curly_quotes_and_invisible_characters():
    text = "Port “closed”\n\nThe har\u200bbour\u00a0master said the port was “closed\u2060” — for good."
    for passage in passages(text):
        for token in passage.doc:
            quote = passage.words(token.i, token.i).quote
            assert "".join(c for c in quote.translate(SAME_LENGTH) if c not in "\u200b\u2060") == token.text
