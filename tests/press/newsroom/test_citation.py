"""A citation says in the reader's language what it cites in the source's own, and never links to what is gone."""

import pytest
from django.test import Client

from press.enums import LinkState
from site_project.text import strip_quotes
from tests.factories import ClippingFactory, OutletFactory
from tests.reading import by_class, links, main, read, said, words

ARCHIVE = "https://archive.example.org/copy"


@pytest.fixture
def shown(client, site):
    """A function that files a clipping and reads its citation on the newsroom of a language."""

    def show(code="en", **values):
        ClippingFactory(**{"headline": "City Stands Firm", "url": "https://example.org/story", **values})
        (item,) = by_class(main(read(Client(), {"en": "/en/press/", "es": "/es/prensa/"}[code])), "citation")
        return item

    return show


def chips(item):
    return [words(chip) for chip in by_class(item, "chip")]


@pytest.mark.parametrize("state", [LinkState.UNKNOWN, LinkState.OK, LinkState.MOVED])
def test_link_that_works_is_a_plain_link(shown, state):
    item = shown(link_state=state)

    assert links(item) == {"City Stands Firm": "https://example.org/story"}
    assert chips(item) == []


def test_paywall_is_said_beforehand(shown):
    item = shown(link_state=LinkState.PAYWALL, archive_url=ARCHIVE)

    assert links(item)["City Stands Firm"] == "https://example.org/story"
    assert said("en", "Subscription needed") in chips(item)
    assert links(item)["Archived copy: City Stands Firm"] == ARCHIVE


def test_dead_link_gives_way_to_the_archive_copy_with_a_label(shown):
    item = shown(link_state=LinkState.DEAD, archive_url=ARCHIVE)

    assert links(item) == {"City Stands Firm": ARCHIVE}
    assert chips(item) == [said("en", "Archived copy")]


def test_dead_link_without_a_copy_leaves_the_citation(shown):
    item = shown(link_state=LinkState.DEAD)

    assert links(item) == {} and "City Stands Firm" in words(item)
    assert chips(item) == [said("en", "No longer online")]


def test_piece_that_never_was_online_says_nothing_of_links(shown):
    item = shown(url="")

    assert links(item) == {} and chips(item) == []


def test_language_of_the_piece_is_marked_where_it_differs(shown):
    item = shown("es", quote="We stand firm.", link_state=LinkState.DEAD)
    (quote,) = by_class(item, "citation__quote")

    assert item.xpath(".//span[@lang='en']/text()") == ["City Stands Firm"]
    assert quote.tag == "blockquote" and quote.get("lang") == "en"
    assert "en inglés" in chips(item)


@pytest.mark.parametrize("values", [{}, {"url": "", "archive_url": ""}, {"archive_url": ARCHIVE}])
@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ur", "rtl"), ("es", "ltr")])
def test_words_come_with_the_side_that_they_are_read_from(shown, values, language, direction):
    item = shown(headline="المدن الملاذ", quote="لن نتراجع", language=language, **values)
    marked = item.xpath(".//*[@lang]")

    assert len(marked) >= 2
    assert {(element.get("lang"), element.get("dir")) for element in marked} == {(language, direction)}


def test_language_of_the_piece_is_not_marked_where_it_is_the_page_s(shown):
    item = shown(quote="We stand firm.")

    assert item.xpath(".//@lang") == [] and words(by_class(item, "citation__quote")) == "We stand firm."


def test_quote_has_no_marks_of_its_own(shown):
    assert words(by_class(shown(quote="“We stand ‘firm’.”"), "citation__quote")) == "We stand ‘firm’."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes."', "Yes."),
        ("«Sí.» ", "Sí."),
        ("„Ja.“", "Ja."),
        ("“Yes,” she said, “of course.”", "“Yes,” she said, “of course.”"),
        ("’Twas ever thus", "’Twas ever thus"),
        ("“”", "“”"),
        ('"', '"'),
        ("", ""),
    ],
)
def test_marks_are_taken_off_only_around_the_whole(text, expected):
    assert strip_quotes(text) == expected


def test_names_are_not_to_be_translated(shown):
    item = shown(author="Ana López", outlet=OutletFactory(name="The Herald"))

    assert item.xpath(".//*[@translate='no']/text()") == ["The Herald", "Ana López"]
    assert "By Ana López" in words(item)


def test_gloss_quote_and_note_stand_in_this_order(shown):
    item = shown(gloss="What it says.", quote="We stand firm.", note="From our records.")
    text = words(item)

    assert text.index("What it says.") < text.index("We stand firm.") < text.index("From our records.")


def test_markup_in_what_was_filed_is_text(shown):
    item = shown(quote="<script>alert(1)</script>", author="<b>Ana</b>", archive_url='https://example.org/?a=1&b="2"')

    assert item.xpath(".//script | .//b") == []
    assert 'https://example.org/?a=1&b="2"' in links(item).values()
