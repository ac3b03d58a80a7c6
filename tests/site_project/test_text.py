"""Plain text: cut at a word, taken out of HTML, cleaned to be compared, stored or looked up."""

import random

import pytest

from site_project.text import (
    ELLIPSIS,
    excerpt,
    parse_id,
    parse_ids,
    strip_accents,
    strip_control_characters,
)

WORDS = (
    "the city stands with its neighbors, and the neighbors – all of them – stand with ‘the city’: ¿quién más? (Nadie.)"
)


def text_of(seed):
    chosen = random.Random(seed)
    return "  ".join(chosen.choices(WORDS.split(), k=chosen.randint(1, 80)))


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("limit", [20, 60, 160])
def test_excerpt_is_a_beginning_of_the_text_in_whole_words(seed, limit):
    text = " ".join(text_of(seed).split())
    short = excerpt(text, limit)

    assert len(short) <= limit
    if short != text:
        kept = short.removesuffix(ELLIPSIS)
        assert kept != short and text.startswith(kept)
        assert not text[len(kept)].isalnum(), "cut within a word"
        assert kept[-1] not in " ,;:.–(¿"


def test_text_that_fits_is_returned_whole():
    assert excerpt("Thirty cities met.", 18) == "Thirty cities met."


def test_white_space_and_line_breaks_become_single_spaces():
    assert excerpt(" Thirty\n cities\t met. ") == "Thirty cities met."


def test_word_that_is_longer_than_the_limit_is_cut_within():
    assert excerpt("x" * 300, 20) == "x" * 19 + ELLIPSIS


def test_nothing_has_no_excerpt():
    assert excerpt("") == excerpt("  \n ") == ""


@pytest.mark.parametrize(
    ("text", "pk"),
    [("7", 7), (7, 7), ("007", 7), ("9" * 18, int("9" * 18)), ("9" * 19, None), ("", None), ("-1", None), ("1.0", None),
     ("٣", None), ("²", None), ("7\n", None), (" 7", None), (None, None)],
)  # fmt: skip
def test_id_is_what_a_database_can_look_up(text, pk):
    assert parse_id(text) == pk


def test_ids_are_those_among_what_was_sent():
    assert parse_ids(["3", "x", "", "1", "9" * 30]) == [3, 1]


def test_accents_and_case_make_no_difference():
    assert strip_accents("Árabe ÑANDÚ ﬁn STRASSE") == "arabe nandu fin strasse"
    assert strip_accents("Straße") == strip_accents("STRASSE")


def test_control_characters_go_but_tabs_and_line_breaks_stay():
    assert strip_control_characters("a\x00b\tc\r\nd\x85e\ud800f\uffffg\x7f") == "ab\tc\r\ndefg"
    assert strip_control_characters("a\x00b", " ") == "a b"
