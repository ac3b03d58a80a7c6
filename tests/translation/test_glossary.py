"""The glossary: highlighted, checked, and in and out as CSV."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale

from demo.content.glossary import GLOSSARY
from tests.factories import UserFactory
from tests.translation.helpers import is_refused, messages_of
from translation.glossary.models import Term
from translation.glossary.terms import Glossary, terms_in
from translation.quality import findings

pytestmark = pytest.mark.slow

HEADER = "term_language,term,translation_language,translation,do_not_use,note\n"


@pytest.fixture
def en(site):
    return Locale.objects.get(language_code="en")


@pytest.fixture
def es(site):
    return Locale.objects.get(language_code="es")


@pytest.fixture
def add(en, es):
    def make(text, translation, do_not_use="", **kwargs):
        kwargs = {"source_locale": en, "target_locale": es, **kwargs}
        return Term.objects.create(text=text, translation=translation, do_not_use=do_not_use, **kwargs)

    return make


@pytest.fixture
def check(add, en, es):
    """A function that returns the messages about the terms of a translation."""
    add("agency fee", "cuota de representación; cuota", "cuota de agencia")
    add("elected official", "autoridad electa", "oficial electo")
    add("county", "condado")

    def messages(source, text):
        glossary = Glossary.between(en, es)
        found = findings(source, text, source_language="en", target_language="es", glossary=glossary)
        assert not any(finding.is_error for finding in found)
        return [str(finding.message) for finding in found]

    return messages


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The agency fee", "La cuota de representación"),
        ("Agency fees ended", "Terminaron las cuotas de representación"),
        ("No agency fee", "Sin esa cuota"),
        ("Elected officials", "Las autoridades locales electas"),
        ("counties", "CONDADOS"),
        ("The agency is free", "La agencia es gratis"),
        ("The countywide vote", "El voto"),
    ],
)
def test_what_says_the_term_is_right(check, source, text):
    assert check(source, text) == []


@pytest.mark.parametrize(
    ("source", "text", "message"),
    [
        ("An agency fee", "Una tasa", "Glossary: “agency fee” is “cuota de representación”."),
        (
            "Agency fees",
            "Cuotas de agencia",
            "Glossary: “agency fee” is “cuota de representación”, not “cuota de agencia”.",
        ),
        (
            "Elected officials",
            "Los oficiales electos",
            "Glossary: “elected official” is “autoridad electa”, not “oficial electo”.",
        ),
    ],
)
def test_another_word_is_a_warning(check, source, text, message):
    assert check(source, text) == [message]


def test_terms_are_found_where_they_stand(add, en, es):
    fee, official = add("agency fee", "cuota"), add("official", "autoridad")
    elected = add("elected official", "autoridad electa")
    text = "Élected officials, an Agency Fee, an official."
    matches = terms_in(text, en, es)
    assert [(text[match.start : match.end], match.term) for match in matches] == [
        ("Élected officials", elected),
        ("Agency Fee", fee),
        ("official", official),
    ]
    assert terms_in(text, es, en) == []


def test_one_query_for_many_texts(add, en, es, django_assert_num_queries):
    add("agency fee", "cuota")
    with django_assert_num_queries(1):
        glossary = Glossary.between(en, es)
        for _time in range(3):
            glossary.findings("An agency fee", "Una tasa")


@pytest.fixture
def translator(client, site):
    user = UserFactory(group="Translators: Spanish")
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(Term.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def send(client, translator):
    """A function that uploads a CSV file and returns the response."""

    def upload(content, encoding="utf-8"):
        file = SimpleUploadedFile("glossary.csv", content.encode(encoding))
        return client.post(url("import"), {"file": file})

    return upload


def errors_of(response):
    return [str(error) for error in response.context["form"].errors.get("file", [])]


def test_translators_keep_it(client, translator, en, es):
    data = {"text": " town  hall ", "source_locale": en.pk, "translation": "foro;ayuntamiento", "target_locale": es.pk}
    assert client.post(url("add"), data).status_code == 302
    term = Term.objects.get()
    assert (term.text, term.translations) == ("town hall", ["foro", "ayuntamiento"])
    again = client.post(url("add"), {**data, "text": "town hall"})
    assert "The glossary has this term already." in again.text
    contradicts = client.post(url("edit", term.pk), {**data, "text": "town hall", "do_not_use": "Foro"})
    assert "This is among the translations: foro." in contradicts.text
    same = client.post(url("edit", term.pk), {**data, "text": "town hall", "target_locale": en.pk})
    assert "This is the language of the term." in same.text


def test_out_and_in_again(client, send, add):
    add("agency fee", "cuota", "tasa", note="Una, dos.\nTres “cuatro”")
    add("town hall", "foro")
    add("-ing", "=HYPERLINK(A1)", note="@here")
    response = client.get(url("list"), {"export": "csv"})
    content = b"".join(response.streaming_content).decode()
    assert "'-ing,es,'=HYPERLINK(A1),,'@here" in content.replace("en,", "")  # no formulas
    before = list(Term.objects.values_list("text", "translation", "do_not_use", "note"))
    Term.objects.filter(text="town hall").delete()
    Term.objects.update(translation="otra")
    assert messages_of(send(content)) == ["Terms imported: 1 new, 2 changed."]
    assert list(Term.objects.values_list("text", "translation", "do_not_use", "note")) == before
    assert messages_of(send(content)) == ["Terms imported: 0 new, 0 changed."]


def test_what_spreadsheets_write(send):
    send("\ufeff" + HEADER.replace(",", ";") + 'en;"town hall";es;foro;;"a;b"\r\n;;;;;\r\n')
    assert list(Term.objects.values_list("text", "note")) == [("town hall", "a;b")]


def test_errors_by_line_and_nothing_by_half(send):
    rows = [
        ["en", "good", "es", "bueno", "", ""],
        ["en", "", "es", "vacío", "", ""],
        ["xx", "unknown", "es", "desconocido", "", ""],
        ["en", "same", "en", "same", "", ""],
        ["en", "good", "es", "otra vez", "", ""],
        ["en", "long", "es", "x" * 300, "", ""],
        ["en", "blank", "es", " ; ", "", ""],
    ]
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    found = errors_of(send(HEADER + buffer.getvalue() + "en,short\n"))
    assert [error.partition(":")[0] for error in found] == [f"Line {number}" for number in (3, 4, 5, 6, 7, 8, 9)]
    assert "“xx”" in found[1]
    assert not Term.objects.exists()


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        ("", "utf-8", "empty"),
        ("a,b\n1,2\n", "utf-8", "columns are missing"),
        (HEADER, "utf-8", "no terms"),
        (HEADER + "en,x,es,cuántos,,\n", "latin-1", "Line 2: these are not UTF-8"),
        (HEADER + 'en,"x,es,y,,\n', "utf-8", "quotation mark"),
        (HEADER + "en,x\x00,es,y,,\n", "utf-8", "not a CSV file"),
    ],
)
def test_what_is_no_glossary(send, content, encoding, message):
    response = send(content, encoding)
    assert response.status_code == 200
    assert message in errors_of(response)[0]


def test_others_may_not_import(client, site):
    client.force_login(UserFactory())
    response = client.get(url("import"))
    assert is_refused(response) or "/login/" in response.url


def test_the_demo_has_reasons_for_twenty_terms():
    assert len(GLOSSARY) >= 20
    assert all(note for _text, _translation, _unwanted, note in GLOSSARY)
    assert {"agency fee", "detainer", "convening", "town hall"} <= {text for text, *_more in GLOSSARY}
