"""A third language is one line of the settings: nothing in the code knows that there are two, or which they are."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import etree, html
from wagtail.models import Locale

from campaigns.enums import EventStatus
from home.models import HomePage
from home.setup import ensure_site
from site_project.search.configurations import ensure_configurations
from tests.factories import (
    ClippingFactory,
    EventFactory,
    NewsFactory,
    StandardPageFactory,
    UserFactory,
    publish,
    translate,
)
from translation.models import Published

pytestmark = pytest.mark.slow

LANGUAGES = [("en", "English"), ("es", "Spanish")]
APPS = ("campaigns", "home", "press", "site_project", "translation")

#: Where a language's code may be in the code, and why.
KNOWN_PLACES = {
    ("site_project/i18n/language_choices.py", "en"): "languages of the world",
    ("site_project/i18n/language_choices.py", "es"): "languages of the world",
    ("site_project/search/configurations.py", "en"): "what PostgreSQL can stem",
    ("site_project/search/configurations.py", "es"): "what PostgreSQL can stem",
    ("site_project/users/groups.py", "en"): "names of groups are data, the same for everyone",
    ("press/models.py", "en"): "what a form for a new clipping or outlet starts with",
    ("site_project/i18n/dates.py", "es"): "how Spanish lists sound",
    ("press/reading/paste/signs.py", "en"): "what is read where no language is known",
    ("translation/quality/findings.py", "es"): "question and exclamation marks of Spanish",
    ("translation/quality/numbers.py", "en"): "how languages write numbers and dates",
    ("translation/quality/numbers.py", "es"): "how languages write numbers and dates",
    ("press/reading/stopwords.py", "en"): "languages of the world",
    ("press/reading/stopwords.py", "es"): "languages of the world",
}


def add_language(settings, code, name):
    """Add a language to the settings; `setup_site` runs at every start."""
    settings.SITE_LANGUAGES = settings.LANGUAGES = [*LANGUAGES, (code, name)]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.WAGTAILADMIN_PERMITTED_LANGUAGES = settings.LANGUAGES
    ensure_configurations()
    return ensure_site()


def announce_language(settings, code, name, home):
    """Add a language and publish its front page."""
    homes = add_language(settings, code, name)
    assert Client().get(f"/{code}/").status_code == 404
    translate(homes["en"], code, lambda text: {"Home": home}[text])
    return Locale.objects.get(language_code=code)


@pytest.fixture
def french(site, settings):
    return announce_language(settings, "fr", "French", "Accueil")


@pytest.fixture
def arabic(site, settings):
    return announce_language(settings, "ar", "Arabic", "الرئيسية")


def document(path, status=200):
    response = Client().get(path)
    assert response.status_code == status, path
    return html.fromstring(response.content.decode())


def text_of(element):
    return " ".join(element.text_content().split())


def test_it_has_a_home_page(french):
    home = document("/fr/")
    assert home.get("lang") == "fr"
    assert HomePage.objects.get(locale=french).live


def test_language_redirect_leads_to_it(french):
    assert Client().get("/", headers={"Accept-Language": "fr-CA,fr;q=0.9"}).url == "/fr/"


def test_switch_leads_to_it_and_back(french):
    home = document("/en/")
    links = {link.get("hreflang"): link for link in home.xpath("//nav[@class='languages']//a")}
    assert set(links) == {"es", "fr"}
    assert (links["fr"].get("href"), links["fr"].get("lang")) == ("/fr/", "fr")
    assert text_of(links["fr"]).startswith("Français")
    back = {link.get("hreflang"): link.get("href") for link in document("/fr/").xpath("//nav[@class='languages']//a")}
    assert back == {"en": "/en/", "es": "/es/"}


def test_page_that_is_not_in_french_leads_to_the_nearest_that_is(french):
    page = StandardPageFactory(title="About us", slug="about")
    link = document(page.url).xpath("//nav[@class='languages']//a[@hreflang='fr']")[0]
    assert link.get("href") == "/fr/"
    assert link.find("small") is not None
    assert document("/fr/about/", 404).get("lang") == "fr"


def test_translation_into_it_is_announced_and_listed(french):
    page = StandardPageFactory(title="About us", slug="about")
    translate(page)
    own = translate(page, "fr", lambda text: f"{text} (traduit)")
    alternates = {
        link.get("hreflang"): link.get("href")
        for link in document(own.url).xpath("//link[@rel='alternate'][@hreflang]")
    }
    assert set(alternates) == {"en", "es", "fr", "x-default"}
    assert alternates["fr"] == own.full_url
    sitemap = etree.fromstring(Client().get("/sitemap.xml").content)
    assert own.full_url in sitemap.xpath("//*[local-name()='loc']/text()")
    assert sitemap.xpath("//*[local-name()='link'][@hreflang='fr']/@href").count(own.full_url) == 3


def start(client, page, code):
    """Press "Start" on the desk, as the translator of a language; gives the editor that opens."""
    task = (
        Published.objects.tasks()
        .to_do()
        .get(translation__source__object_id=page.translation_key, translation__target_locale__language_code=code)
    )
    desk = html.fromstring(client.get(f"/admin/translations/?q={page.title}").content.decode())
    assert [button.get("value") for button in desk.xpath("//button[@name='start']")] == [str(task.pk)]
    response = client.post("/admin/translations/act/", {"start": task.pk}, follow=True)
    return response.redirect_chain[-1][0], html.fromstring(response.content.decode())


def rows_of(editor):
    """The fields of the editor, by what the original says."""
    return {text_of(row.xpath(".//p[@lang]")[0]): row.xpath(".//textarea")[0] for row in editor.find_class("unit")}


def test_translator_takes_a_page_from_the_desk_to_the_public_and_keeps_it_true(french, client):
    """From end to end: task, editor, publication, an event that is canceled, a text that changes."""
    listed = EventFactory(title="Town hall meeting", slug="meeting", summary="Come and ask.", place_name="Library")
    translate(listed.get_parent().specific, "fr", lambda text: f"{text} (traduit)")
    client.force_login(UserFactory(group="Translators: French"))
    url, editor = start(client, listed, "fr")
    rows = rows_of(editor)
    assert {(field.get("lang"), field.get("dir")) for field in rows.values()} == {("fr", "ltr")}
    said = {"Town hall meeting": "Réunion publique", "Come and ask.": "Venez et demandez.", "Library": "Bibliothèque"}
    assert (
        client.post(url, {rows[text].get("name"): said[text] for text in said} | {"action": "publish"}).status_code
        == 302
    )

    page = listed.get_translation(french)
    assert (page.live, page.slug) == (True, "reunion-publique")
    shown = document(page.url)
    assert shown.get("lang") == "fr"
    assert "Venez et demandez." in text_of(shown) and "Come and ask." not in text_of(shown)

    listed.status, listed.summary = EventStatus.CANCELLED, "Come and ask us."
    publish(listed)
    shown = document(page.url)
    assert type(page).objects.get(pk=page.pk).status == EventStatus.CANCELLED
    assert "Venez et demandez." in text_of(shown) and "Come and ask us." not in text_of(shown)
    editor = html.fromstring(client.get(f"{url}?show=changed").content.decode())
    ((_source, field),) = rows_of(editor).items()
    assert field.text.strip() == "Venez et demandez."
    data = {field.get("name"): field.text.strip(), "keep": field.get("id").removeprefix("f"), "action": "publish"}
    client.post(url, data)
    task = Published.objects.get(
        translation__source__object_id=listed.translation_key, translation__target_locale=french
    )
    assert task.behind == 0


def test_desk_of_a_translator_counts_what_waits_in_their_language(french, client):
    StandardPageFactory(title="About us", summary="")
    client.force_login(UserFactory(group="Translators: French"))

    def languages(query=""):
        tasks = client.get(f"/admin/translations/{query}").context["paginator"].object_list
        return {task.translation.target_locale.language_code for task in tasks}

    assert languages() == {"fr"}
    assert languages("?language=es") == {"es"}
    assert languages("?language=all") == {"es", "fr"}


def test_everything_that_was_public_before_is_a_task(site, settings):
    page = StandardPageFactory(title="About us", slug="about")
    publish(page)
    draft = StandardPageFactory(title="A draft", slug="draft", live=False)
    add_language(settings, "fr", "French")

    tasks = {
        task.translation.source.object_repr
        for task in Published.objects.tasks().to_do().filter(translation__target_locale__language_code="fr")
    }
    assert "About us" in tasks
    assert draft.title not in tasks


def test_search_finds_what_is_in_it_and_nothing_else(french):
    page = StandardPageFactory(title="Elections", slug="elections")
    translate(page)
    own = translate(page, "fr", lambda text: f"{text} municipales")
    with translation.override("fr"):
        address = reverse("search")
    found = document(f"{address}?q=elections").xpath("//main//a/@href")
    assert own.url in found
    assert page.url not in found


def test_dates_are_written_as_it_writes_them(french, site):
    news = NewsFactory(title="A decision", slug="decision", date=dt.date(2018, 7, 12))
    event = EventFactory(title="A meeting", slug="meeting", start=dt.datetime(2031, 3, 28, 22, tzinfo=dt.UTC), end=None)
    for page in (news.get_parent(), event.get_parent()):
        translate(page.specific, "fr")
    assert "12 juillet 2018" in text_of(document(translate(news, "fr").url))
    shown = text_of(document(translate(event, "fr").url))
    assert "vendredi 28 mars 2031" in shown
    assert "18:00" in shown or "18 h 00" in shown


def test_behind_is_said_in_it_too(french):
    page = StandardPageFactory(title="About us", slug="about")
    own = translate(page, "fr")
    page.summary = "A new summary."
    publish(page)
    assert document(own.url).xpath(f"//*[@class='notice']//a[@href='{page.url}']")


def test_missing_page_is_missing_in_all_three(french):
    page = document("/fr/nowhere/", 404)
    assert {"en", "es", "fr"} == {element.get("lang") for element in page.iter() if element.get("lang")}


def sources(*suffixes):
    for app in APPS:
        for file in sorted(Path(site_settings.BASE_DIR, app).rglob("*")):
            name = file.relative_to(site_settings.BASE_DIR).as_posix()
            is_configuration = name.startswith(("demo/", "site_project/settings/")) or "/migrations/" in name
            if file.suffix in suffixes and not is_configuration:
                yield name, file.read_text(encoding="utf-8")


def test_page_in_a_language_from_right_to_left_is_right(arabic):
    news = NewsFactory()
    translate(news, "ar", lambda text: "خبر")
    ClippingFactory(headline="City Stands Firm")
    for path in ("/ar/", "/ar/press/", "/ar/search/?q=x", "/ar/nothing/"):
        page = html.fromstring(Client().get(path).content.decode())
        assert (page.get("lang"), page.get("dir")) == ("ar", "rtl"), path
        assert {
            (element.get("lang"), element.get("dir")) for element in page.xpath("//*[@lang]") if element is not page
        } <= {("en", "ltr"), ("es", "ltr")}, path
    (link,) = document("/en/").xpath("//nav[contains(@class, 'languages')]//a[@lang='ar']")
    assert link.get("dir") == "rtl"


def test_editor_of_a_language_from_right_to_left_has_fields_in_its_direction(arabic, client):
    page = StandardPageFactory(title="About us", slug="about", summary="What we do.")
    translate(StandardPageFactory(summary="What we do now."), "ar", lambda text: "ماذا نفعل")
    client.force_login(UserFactory(group="Translators: Arabic"))
    url, editor = start(client, page, "ar")
    assert editor.get("dir") == "ltr"  # the admin speaks the language of the account
    rows = rows_of(editor)
    assert {(field.get("lang"), field.get("dir")) for field in rows.values()} == {("ar", "rtl")}
    assert {(text.get("lang"), text.get("dir")) for text in editor.xpath("//p[starts-with(@id, 's')]")} == {
        ("en", "ltr")
    }
    near = editor.find_class("unit-match")[0]
    assert [(text.get("lang"), text.get("dir")) for text in near.xpath(".//p[@lang]")] == [("ar", "rtl"), ("en", "ltr")]
    said = {"About us": "من نحن", "What we do.": "ماذا نفعل"}
    client.post(url, {rows[text].get("name"): said[text] for text in said} | {"action": "publish"})
    shown = document(page.get_translation(arabic).url)
    assert (shown.get("lang"), shown.get("dir")) == ("ar", "rtl")
    assert "ماذا نفعل" in text_of(shown)


def test_no_template_marks_a_language_without_its_direction():
    """The tag `lang` writes both."""
    marks = re.compile(r"(?<![a-z-])(?:lang|dir)=")
    assert [
        (name, line.strip()) for name, text in sources(".html") for line in text.splitlines() if marks.search(line)
    ] == []


def test_code_names_no_language():
    codes = {code for code, _name in LANGUAGES}
    in_address = re.compile(rf"(^|/)({'|'.join(codes)})/|(^|[/_-])({'|'.join(codes)})$")
    found = set()
    for name, text in sources(".py"):
        tree = ast.parse(text)
        prose = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
            if is_text and (node.value in codes or in_address.search(node.value)):
                found.add((name, node.value))
    assert found == set(KNOWN_PLACES)


def test_templates_and_scripts_name_no_language():
    codes = "|".join(code for code, _name in site_settings.SITE_LANGUAGES)
    named = re.compile(rf"""["'/]({codes})["'/]|\blang=["']?({codes})\b""")
    assert [
        (name, line.strip())
        for name, text in sources(".html", ".js", ".css")
        for line in text.splitlines()
        if named.search(line)
    ] == []
