"""Links in running text lead to the reader's language, and never to nowhere."""

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction
from wagtail.rich_text import expand_db_html

from tests.factories import StandardPageFactory, translate
from tests.reading import links, main, read


@pytest.fixture
def target(site):
    return StandardPageFactory(title="Your rights", slug="your-rights")


def link_to(page, words="Read on"):
    return f'<p><a linktype="page" id="{page.pk}">{words}</a></p>'


def expanded(html, code):
    with translation.override(code):
        return expand_db_html(html)


def test_link_leads_to_the_page_in_the_language_of_the_reader(target):
    spanish = translate(target)

    assert f'href="{target.url}"' in expanded(link_to(target), "en")
    assert f'href="{spanish.url}"' in expanded(link_to(target), "es")
    assert f'href="{target.url}"' in expanded(link_to(spanish), "en")


def test_link_to_a_page_that_is_not_translated_leads_to_the_original_and_says_so(target):
    assert expanded(link_to(target), "es") == f'<p><a href="{target.url}" hreflang="en">Read on</a></p>'
    assert "hreflang" not in expanded(link_to(target), "en")


def test_draft_translation_is_not_linked_to(target):
    translate(target, publish=False)

    assert f'href="{target.url}"' in expanded(link_to(target), "es")


@pytest.mark.parametrize("fate", ["deleted", "unpublished", "private"])
def test_link_to_a_page_that_is_gone_is_text(target, fate):
    html = link_to(target)
    if fate == "deleted":
        target.delete()
    elif fate == "unpublished":
        target.unpublish()
    else:
        PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)

    assert "Read on" in expanded(html, "en")
    assert "href" not in expanded(html, "en")


@pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "²", "99999999", "1 OR 1=1"])
def test_broken_link_is_text(site, number):
    assert "href" not in expanded(f'<a linktype="page" id="{number}">Read on</a>', "en")


def test_link_elsewhere_stays_as_it_is(site):
    html = '<a href="https://example.org/">Elsewhere</a>'

    assert expanded(html, "es") == html


def test_visitors_meet_the_link_on_a_page(client, target):
    spanish = translate(target)
    page = translate(StandardPageFactory(body=[("text", link_to(target))]))

    assert links(main(read(client, page.url)))["Read on"] == spanish.url


def test_all_links_of_a_text_cost_one_query(target, django_assert_num_queries):
    html = link_to(target) + "".join(link_to(StandardPageFactory()) for _ in range(4))
    assert target.url  # now Wagtail knows the site
    with django_assert_num_queries(1):
        assert expanded(html, "en").count("href") == 5
