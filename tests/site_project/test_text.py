"""Excerpts are cut at a word; the text of HTML is its words."""

import random

import pytest

from site_project.text import ELLIPSIS, excerpt

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
