"""Two addresses of one article are recognized as one; addresses of two articles stay two."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from press.addresses import address_key, host_of, normalized, path_of

STORY = "https://www.nbcnews.com/politics/sanctuary-cities-n123"

repeatable = settings(max_examples=200, derandomize=True, database=None, deadline=None)
addresses = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["http://", "https://", "HTTPS://", "", "ftp://", "//"]),
    st.sampled_from(["www.example.com", "m.www.example.com", "amp.example.com:443", "u:p@münchen.de", "[::1]:80", "%"])
    | st.text(max_size=12),
    st.sampled_from(["", "/", "/a//b/../c/", "/amp/amp/index.html", "/story.amp.amp.html", "/%7e%zz%41/é"])
    | st.text(max_size=20).map("/{}".format),
    st.sampled_from(["", "?", "?b=2&a=1&&utm_source=x", "?a=+%20&ref=x"]) | st.text(max_size=12).map("?{}".format),
    st.sampled_from(["", "#top", "#!/story/1", "#!%zz"]),
)


@pytest.mark.parametrize(
    "variant",
    [
        "http://www.nbcnews.com/politics/sanctuary-cities-n123",
        "HTTPS://NBCNews.com:443/politics/sanctuary-cities-n123/",
        "http://nbcnews.com:80/politics//sanctuary-cities-n123",
        "https://m.nbcnews.com/politics/sanctuary-cities-n123#comments",
        "https://amp.nbcnews.com/politics/sanctuary-cities-n123",
        "https://www.nbcnews.com/politics/sanctuary-cities-n123/amp/",
        "https://www.nbcnews.com/amp/politics/sanctuary-cities-n123",
        "https://www.nbcnews.com/politics/sanctuary-cities-n123?outputType=amp",
        "https://www.nbcnews.com/politics/x/../sanctuary-cities-n123/index.html",
        "https://www.nbcnews.com/politics/sanctuary%2Dcities-n123",
        f"{STORY}?utm_source=newsletter&utm_medium=email&fbclid=abc&gclid=1&mc_cid=2&ref=home",
        f"  {STORY}\u200b\n",
        "www.nbcnews.com/politics/sanctuary-cities-n123",
        "nbcnews.com/politics/sanctuary-cities-n123",
    ],
)
def test_addresses_of_one_article(variant):
    assert normalized(variant) == normalized(STORY)
    assert address_key(variant) == address_key(STORY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/?id=1", "https://example.com/?id=2"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/a", "https://example.org/a"),
        ("https://example.com/a", "https://news.example.com/a"),
        ("https://example.com/a?page=2", "https://example.com/a"),
        ("https://example.com:8080/a", "https://example.com/a"),
        ("https://example.com/a%2Fb", "https://example.com/a/b"),
        ("https://example.com/#!/story/1", "https://example.com/#!/story/2"),
        ("https://example.com/a?v=a%26b", "https://example.com/a?v=a&b"),
    ],
)
def test_addresses_of_two_articles(one, other):
    assert address_key(one) != address_key(other)


def test_order_and_encoding_of_a_query_do_not_matter():
    assert normalized("https://example.com/?b=2&a=%C3%b1") == normalized("https://example.com/?a=ñ&b=2")
    assert normalized("https://example.com/?q=a+b") == normalized("https://example.com/?q=a%20b")


def test_names_of_hosts_in_any_script():
    assert normalized("https://Español.example/ñ") == "https://xn--espaol-zwa.example/%C3%B1"
    assert host_of("https://www.xn--espaol-zwa.example") == host_of("https://ESPAÑOL.example/")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.NBCNews.com/politics", "nbcnews.com"),
        ("http://m.univision.com:8080", "univision.com"),
        ("univision.com", "univision.com"),
        ("https://www.com/", "www.com"),
        ("https://m.me/page", "m.me"),
        ("https://[::1]/", "[::1]"),
        ("mailto:press@example.com", ""),
        ("javascript:alert(1)", ""),
        ("not an address", ""),
        ("http://[", ""),
        ("https://example.com:99999/", ""),
        ("", ""),
    ],
)
def test_the_site_of_an_address(url, host):
    assert host_of(url) == host


def test_what_is_no_address_is_only_trimmed():
    assert normalized("  see the website ") == "see the website"
    assert normalized("mailto:press@example.com") == "mailto:press@example.com"
    assert address_key("") == address_key("  \x00 ") == ""
    assert path_of("see the website") == ""


@given(addresses | st.text(max_size=60))
@example("http://[::1")
@example("https://example.com/%2e%2e/%")
@example("https://amp.amp.m.www.example.com./amp/a.amp.amp")
@example("https://ⅷ.example.com/\ud800")
@example("https://%2e.example.com/")
@repeatable
def test_normalising_twice_is_normalising_once_and_never_fails(url):
    once = normalized(url)
    assert normalized(once) == once
    assert len(address_key(url)) in {0, 64}
    assert address_key(once) == address_key(url)
    assert host_of(url) == host_of(once)
