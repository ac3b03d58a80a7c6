"""Outlets are found by name, other spelling and domain; what is only similar is a suggestion."""

import pytest

from press.imports.outlet_matching import OutletIndex
from tests.factories.press import OutletFactory

OUTLETS = [
    ("Univision", "Univisión\nUnivision Network", "https://www.univision.com/", "es"),
    ("HuffPost", "Huffington Post", "https://www.huffpost.com/", "en"),
    ("New York Post", "", "https://nypost.com", "en"),
    ("The Washington Post", "", "https://www.washingtonpost.com", "en"),
    ("Associated Press", "AP News", "https://apnews.com", "en"),
    ("NPR", "National Public Radio", "https://www.npr.org", "en"),
    ("AFP", "", "", "fr"),
    ("El Diario/La Prensa", "", "https://eldiariony.com", "es"),
    ("Law & Politics", "", "", "en"),
    ("Local Progress TV", "", "https://www.youtube.com/@localprogress", "en"),
    ("Group News", "", "https://group.example/news", "en"),
    ("Group Noticias", "", "https://group.example/noticias", "es"),
]


@pytest.fixture(scope="module")
def index():
    return OutletIndex((pk, *outlet) for pk, outlet in enumerate(OUTLETS, start=1))


def found(index, name, url=""):
    return index.names.get(index.match(name, url).outlet_id)


def suggested(index, name, url=""):
    match = index.match(name, url)
    assert match.outlet_id is None
    return [name for _pk, name in match.suggestions]


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Univision", "Univision"),
        ("UNIVISIÓN", "Univision"),
        ("univision.com", "Univision"),
        ("Univision Network", "Univision"),
        ("Huffington Post", "HuffPost"),
        ("The Huffington Post", "HuffPost"),
        ("Huff Post", "HuffPost"),
        ("Washington Post", "The Washington Post"),
        ("  the new york post, ", "New York Post"),
        ("El Diario / La Prensa", "El Diario/La Prensa"),
        ("Law and Politics", "Law & Politics"),
        ("N.P.R.", "NPR"),
        ("www.eldiariony.com", "El Diario/La Prensa"),
    ],
)
def test_names_that_are_meant(index, name, outlet):
    assert found(index, name) == outlet


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Unvision", "Univision"),
        ("Univison", "Univision"),
        ("Univision Noticias", "Univision"),
        ("Hufington Post", "HuffPost"),
        ("Post New York", "New York Post"),
        ("AP", "Associated Press"),
        ("NPR News", "NPR"),
    ],
)
def test_a_misspelling_is_suggested_and_never_taken(index, name, first):
    assert suggested(index, name)[0] == first


@pytest.mark.parametrize("name", ["NPT", "AF", "CNN", "PBS", "A", "The", "", "…", "Daily Planet", "Post", "新闻"])
def test_nothing_is_suggested_at_random(index, name):
    assert suggested(index, name) == []


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.univision.com/noticias/story", "Univision"),
        ("https://noticias.univision.com/story", "Univision"),
        ("http://m.huffpost.com/x", "HuffPost"),
        ("https://www.youtube.com/@localprogress/videos", "Local Progress TV"),
        ("https://group.example/noticias/1", "Group Noticias"),
        ("https://group.example/news", "Group News"),
    ],
)
def test_addresses_tell_the_outlet(index, url, outlet):
    assert found(index, "", url) == outlet


@pytest.mark.parametrize(
    "url",
    [
        "https://notunivision.com/",
        "https://univision.com.example/",
        "https://www.youtube.com/watch?v=1",
        "https://www.facebook.com/npr",
        "not an address",
        "",
    ],
)
def test_addresses_that_tell_nothing(index, url):
    assert suggested(index, "", url) == []


def test_two_outlets_on_one_site_are_left_to_a_person(index):
    assert suggested(index, "", "https://group.example/sport/1") == []


def test_name_and_address_together(index):
    # A misspelled name on the outlet's own site; a story of one outlet on the site of another; a stranger's.
    assert found(index, "Unvision", "https://www.univision.com/1") == "Univision"
    assert found(index, "Associated Press", "https://nypost.com/1") == "Associated Press"
    assert suggested(index, "Bronx Ledger", "https://nypost.com/1") == ["New York Post"]


def test_two_outlets_of_one_name_are_left_to_a_person():
    index = OutletIndex([(1, "Star", "", "", "en"), (2, "The Star", "", "", "en")])
    assert suggested(index, "star") == ["Star", "The Star"]


@pytest.mark.django_db
def test_all_outlets_are_loaded_with_one_query(django_assert_num_queries):
    outlet = OutletFactory(name="Univision", website="https://www.univision.com/")
    with django_assert_num_queries(1):
        index = OutletIndex.load()
        assert index.match("univision").outlet_id == index.match("", "https://univision.com/a").outlet_id == outlet.pk
        assert index.match("Unvision").suggestions == [(outlet.pk, "Univision")]


def test_thousands_of_names_are_looked_up_in_no_time():
    index = OutletIndex((pk, f"The Example {pk} Courier", f"Ex {pk}\nCourier {pk}", "", "en") for pk in range(2_000))
    for number in range(40):
        assert index.match(f"Exmple {number} Courier").suggestions
    for _ in range(10_000):
        index.match("Exmple 7 Courier", "https://example.com/a")
