"""What the parser is given, and how its positions lead back to the report."""

import pytest

from briefing.language import BATCH_TOKENS, LONGEST, SAME_LENGTH, _batches, _pieces, read_passages
from briefing.model import Document
from briefing.text import find_blocks


def passages(text: str):
    document = Document("d", text)
    return next(iter(read_passages([(document, tuple(find_blocks(document)))])))[2]


@pytest.mark.parametrize(
    "line",
    [
        "LISBON, May 4 (Reuters) - ",
        "QUITO, Ecuador (AP) — ",
        "OSLO — ",
        "(FJP) Tromsø, May 4, 2041 — ",
        "RIGA. 4 May 2041. Amber News Agency – ",
        "RIJEKA, Sunday 30 May – ",
        "Kiruna, 14 August 2031. — ",
        "(Reuters) - ",
        "Geneva (AFP) – ",
        "NEW DELHI, March 3 — ",
    ],
)
def test_an_agency_line_is_stepped_over(line):
    text = f"Ferry line cuts crossings\n\n{line}The ferry company said it would cut crossings by a third from Monday."
    body = [passage for passage in passages(text) if passage.block.kind == "body"]
    assert body[0].doc.text.startswith("The ferry company") and body[0].block.span.quote.startswith(
        line.strip()[:4]
    )
    assert body[0].words(0, 2).quote == "The ferry company"


@pytest.mark.parametrize(
    "opening",
    [
        "NATO - the alliance of 32 states - said it was ready.",
        "The Union (formed in 1990) said it was ready.",
        "In Kiruna, 14 miners - all of one shift - said they were ready.",
        "(Reuters) staff in Oslo, May and Ann - both writers - said they were ready.",
        "U.S. Senator Ann Lowe (R) said it was ready.",
    ],
)
def test_ordinary_openings_are_kept(opening):
    body = [
        passage for passage in passages(f"Ready for the vote\n\n{opening}") if passage.block.kind == "body"
    ]
    assert body[0].doc.text == opening


def test_positions_survive_curly_quotes_and_invisible_characters():
    text = "Port “closed”\n\nThe har\u200bbour\u00a0master said the port was “closed\u2060” — for good."
    for passage in passages(text):
        for token in passage.doc:
            quote = passage.words(token.i, token.i).quote
            assert "".join(c for c in quote.translate(SAME_LENGTH) if c not in "\u200b\u2060") == token.text


LINES = {
    "sentences": "The mayor said so. " * 3000,
    "no stop": "the mayor said and " * 3000,
    "no space": "said" * 6000,
    "marks": '"a" ' * 5000,
    "invisible": "har\u200bbour " * 4000,
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_long_paragraph_is_parsed_in_short_pieces_that_miss_no_character_and_keep_their_place(line):
    document = Document("d", f"A title\n\n{line.strip()}")
    pieces = [piece for piece in _pieces(document, tuple(find_blocks(document))) if piece[0].kind == "body"]
    assert len(pieces) > 4 and max(len(text) for _, _, text, _ in pieces) <= LONGEST
    end = pieces[0][0].span.start
    for _, start, text, offsets in pieces:
        places = offsets or range(start, start + len(text))
        assert set(document.text[end : places[0]]) <= {"\u200b"}
        assert [document.text[place].translate(SAME_LENGTH) for place in places] == list(text)
        end = places[-1] + 1
    assert end == pieces[-1][0].span.end


def test_a_batch_of_the_parser_is_bounded_by_pieces_and_by_tokens():
    docs = [range(n) for n in (*[10] * 200, 7000, 3000, 3000, 1, 5999, 1)]
    batches = list(_batches(iter(docs)))
    assert [doc for batch in batches for doc in batch] == docs
    assert [len(batch) for batch in batches] == [64, 64, 64, 8, 1, 2, 2, 1]
    assert all(sum(map(len, batch)) <= BATCH_TOKENS or len(batch) == 1 for batch in batches)
