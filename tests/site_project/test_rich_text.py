"""Links in running text lead to the reader's language, and never to nowhere; and nothing in it can hurt."""

from collections.abc import Mapping, Sequence

import lxml.html
import pytest
from django.apps import apps
from django.utils import translation
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText, expand_db_html
from wagtail.templatetags.wagtailcore_tags import richtext

from home.models import Footer
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


#: One of everything that the editor and translators can write, as visitors get it.
EVERYTHING = (
    '<h2>A</h2><h3 lang="es" dir="ltr">B</h3><p>c <b>d</b> <i>e</i> <em>f</em> <strong>g</strong><br>h &amp; i &lt; j</p>'
    '<ul><li>k</li></ul><ol><li>l</li></ol><p><a href="https://example.org/?a=1&amp;b=2#c">m</a> '
    '<a href="/en/" hreflang="en">n</a> <a href="/documents/1/a.pdf">o</a> <a href="mailto:a@example.org">p</a> '
    '<a href="tel:+12125550100">q</a> <a href="#r">r</a> <a>s</a> “ñ” ’ … &nbsp;</p>'
)
HURTFUL = [
    "<script>alert(1)</script>",
    '<p onclick="alert(1)">x</p>',
    '<b/onmouseover="alert(1)">x</b>',
    '<img src="x" onerror="alert(1)">',
    '<meta http-equiv="refresh" content="1;url=https://evil.example">',
    '<!--><meta http-equiv="refresh" content="1;url=https://evil.example">-->',
    '<![CDATA[><meta http-equiv="refresh" content="1;url=https://evil.example">]]>',
    '<?x ><meta http-equiv="refresh" content="1;url=https://evil.example">?>',
    '<!x ><meta http-equiv="refresh" content="1;url=https://evil.example">',
    '<iframe src="https://evil.example"></iframe>',
    '<object data="https://evil.example"></object><embed src="https://evil.example">',
    '<base href="https://evil.example"><link rel="stylesheet" href="https://evil.example">',
    '<form action="https://evil.example"><input name="x"><button>x</button></form>',
    "<style>p { display: none }</style>",
    '<p style="position: fixed">x</p>',
    '<p class="button" id="main">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java&#9;script:alert(1)">x</a>',
    '<a href="&#1;JaVaScRiPt:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x" target="_blank" ping="https://evil.example">x</a>',
    "<svg><script>alert(1)</script></svg>",
    '<svg><p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<embed embedtype="media" url="https://evil.example"/>',
    "</div></main></body><p>x</p>",
]
FORBIDDEN = {
    *("script", "style", "svg", "math", "meta", "base", "link", "iframe", "object", "embed", "img"),
    *("form", "input", "button", "div", "main", "body"),
}
ALLOWED_ATTRIBUTES = {"href", "hreflang", "lang", "dir"}


def test_everything_that_staff_can_write_stays_as_it_is(site):
    assert str(richtext(EVERYTHING)) == EVERYTHING
    assert str(RichText(EVERYTHING)) == EVERYTHING


@pytest.mark.parametrize("html", HURTFUL)
def test_nothing_that_is_stored_can_hurt(site, html):
    for shown in (str(richtext(html)), str(RichText(html))):
        tags = lxml.html.fragment_fromstring(shown, create_parent="section").iterdescendants()
        for tag in tags:
            assert tag.tag not in FORBIDDEN
            assert set(tag.attrib) <= ALLOWED_ATTRIBUTES
            assert not any(word in tag.get("href", "").lower() for word in ("script", "data:"))
        assert "<!" not in shown and "<?" not in shown


def test_nor_on_a_page_or_in_its_footer(client, site):
    page = StandardPageFactory(body=[("text", "<p>Words</p>") for _html in HURTFUL])
    before = read(client, page.url)
    page.body = [("text", f"<p>Words</p>{html}") for html in HURTFUL]
    page.save()
    Footer.objects.create(name="Footer", locale=page.locale, text=f"<p>Line</p>{''.join(HURTFUL)}", live=True)
    document = read(client, page.url)

    assert "Line" in document.text_content() and "Words" in main(document).text_content()
    assert not [tag for tag in document.iter() if any(name.startswith("on") for name in tag.attrib)]
    for name in FORBIDDEN:
        assert len(document.findall(f".//{name}")) == len(before.findall(f".//{name}"))


@pytest.mark.slow
def test_texts_of_the_demo_stay_as_they_are(demo):
    texts = [html for html in _rich_texts() if html]

    assert len(texts) > 50
    for html in texts:
        assert str(RichText(html)) == expand_db_html(html)


def _rich_texts():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, RichTextField):
                yield from model.objects.values_list(field.name, flat=True)
            elif isinstance(field, StreamField):
                for instance in model.objects.all():
                    yield from _in_block(getattr(instance, field.name))


def _in_block(value):
    if isinstance(value, RichText):
        yield value.source
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from _in_block(child)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for child in value:
            yield from _in_block(getattr(child, "value", child))
