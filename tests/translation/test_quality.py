"""Six checks of a text and its translation, on save, on publishing, and on the whole demo."""

import time

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from tests.factories import StandardPageFactory, UserFactory, publish, translate
from tests.translation.helpers import messages_of
from translation.glossary.models import Term
from translation.quality import findings, translations

pytestmark = pytest.mark.deep(postgres=True)


def codes(source, text, **kwargs):
    return [finding.code for finding in findings(source, text, source_language="en", target_language="es", **kwargs)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("On March 28, 2017 at 5 p.m.", "El 28 de marzo de 2017 a las 5 p. m."),
        ("March 27–28, 2017", "27 y 28 de marzo de 2017"),
        ("3/28/2017", "28/3/2017"),
        ("1,234 people", "1.234 personas"),
        ("1,234 people", "1,234 personas"),
        ("78.06%", "78,06 %"),
        ("78.06%", "78.06 por ciento"),
        ("5:00 p.m.", "17:00 h"),
        ("7:00–8:30 p.m.", "de 7:00 a 8:30 p.m."),
        ("noon", "12 p.m."),
        ("Call (555) 010-0199", "Llame al 555-010-0199"),
        ("$1.2 million", "1,2 millones de dólares"),
        ("$1,200,000", "1.2 millones de dólares"),
        ("5 people, 45 towns", "cinco personas, cuarenta y cinco pueblos"),
        ("the 1990s", "los años noventa"),
        ("the 14th Amendment", "la Decimocuarta Enmienda"),
        ("the 21st century", "el siglo XXI"),
        ("the 1st of May", "el 1.º de mayo"),
        ("5 may come", "quizá vengan 5"),
        ("See #LP2018 and https://example.org/a?b=1", "Vea #LP2018 y https://example.org/a?b=1"),
        ("Why?", "¿Por qué?"),
        ("No!", "¡¡No!!"),
        ("What?!", "¡Cómo?"),
        ("Janus v. AFSCME", "Janus v. AFSCME"),
        ("Local Progress", "Local Progress"),
        ("Sampleton", "Sampleton"),
        ("the town hall", "el <i>town hall</i>"),
        ('<a id="a1">One</a>, <a id="a2">two</a>', '<a id="a2">Dos</a>, <a id="a1">uno</a>'),
        ("<b>Bold</b>", "<strong>Negrita</strong>"),
        ("R&amp;D &lt; 5", "I+D &lt; 5"),
        ("", ""),
    ],
)
def test_nothing_is_found_in_what_is_right(source, text):
    assert codes(source, text) == []


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("March 28, 2017", "28 de abril de 2017", "numbers"),
        ("March 28, 2017", "27 de marzo de 2017", "numbers"),
        ("at 5 p.m.", "a las 5 a. m.", "numbers"),
        ("at 5:30 p.m.", "a las 5:00 p. m.", "numbers"),
        ("1,234", "1,243", "numbers"),
        ("78.06%", "78.6%", "numbers"),
        ("(555) 010-0199", "(555) 010-0198", "numbers"),
        ("Why?", "Por qué?", "marks"),
        ("No!", "No!", "marks"),
        ("Stop. Why?", "¿Alto. Por qué", "marks"),
        ("What we do", "What we do", "same"),
        ("Who We Are", "Who We Are", "same"),
        ("a <b>b</b>", "a b", "emphasis"),
    ],
)
def test_warnings(source, text, code):
    found = findings(source, text, source_language="en", target_language="es")
    assert code in [finding.code for finding in found]
    assert not any(finding.is_error for finding in found)


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ('See <a id="a1">it</a>.', "Véalo.", "links"),
        ('See <a id="a1">it</a>.', '<a id="a1">Véa</a><a id="a1">lo</a>.', "links"),
        ("See it.", '<a id="a1">Véalo</a>.', "links"),
        ("a <b>b</b>", "a <b>b", "tags"),
        ("a", "a</b>", "tags"),
        ("a", "<script>a</script>", "markup"),
        ("a", " \n<br/>", "blank"),
        ("a", "&nbsp;", "blank"),
    ],
)
def test_errors(source, text, code):
    [finding] = [
        found for found in findings(source, text, source_language="en", target_language="es") if found.is_error
    ]
    assert finding.code == code
    assert str(finding.message)


def test_what_is_missing_is_named_as_it_was_written():
    found = findings("On July 4 at 5 PM", "El 5 de agosto", source_language="en", target_language="es")
    assert "July, 5 PM, 4" in str(found[0].message) or "July, 4, 5 PM" in str(found[0].message)


@pytest.mark.parametrize("unit", ["1", "a1", "1 ", "1 january ", "1<a ", "1-"])
def test_what_is_sent_to_take_long_does_not(unit):
    def seconds(length):
        text = unit * (length // len(unit))
        start = time.process_time()
        findings("1" if "<" in unit else text, "x", source_language="en", target_language="es")
        findings("1", text, source_language="en", target_language="es")
        return time.process_time() - start

    assert seconds(80_000) < 20 * max(seconds(10_000), 0.05)


def test_numbers_can_have_any_length():
    assert findings(f"{'1' * 5000} million", "x", source_language="en", target_language="es")


def test_length_counts_characters_as_people_see_them():
    assert codes("R&amp;D", "I&amp;D", limit=3) == []
    assert codes("R&amp;D", "I&amp;D", limit=2) == ["length"]


def test_opening_marks_are_for_spanish():
    assert not findings("¿Por qué?", "Why?", source_language="es", target_language="en")
    assert not findings("Why?", "Pourquoi ?", source_language="en", target_language="fr")


@pytest.mark.slow
def test_nothing_is_found_in_the_demo(demo):
    jobs = Translation.objects.exclude(published=None).select_related("source__locale", "target_locale", "published")
    assert Term.objects.count() >= 20
    ready = [found for job in jobs for found in translations.ready(job)]
    public = [found for found in translations.public(jobs).values() if found]
    assert StringTranslation.objects.count() > 400
    assert [(found.source, found.text, [str(finding.message) for finding in found.findings]) for found in ready] == []
    assert public == []


def make_english():
    page = StandardPageFactory(title="About us", summary="We meet at 5 p.m.")
    page.body = [("text", RichText('<p>See <a href="https://example.org/">the list</a>.</p>'))]
    return publish(page)


def save(page, path, data):
    """Save a string as a translator's editor does."""
    segment = StringSegment.objects.get(source__object_id=page.translation_key, context__path__startswith=path)
    string = StringTranslation.objects.get(context=segment.context, translation_of=segment.string)
    string.data, string.has_error, string.field_error = data, False, ""
    string.save()
    return StringTranslation.objects.get(pk=string.pk)


@pytest.mark.parametrize(
    ("path", "data", "reason"),
    [
        ("title", "x" * 256, "Too long"),
        ("title", "  ", "blank"),
        ("body", "Vea la lista.", "missing"),
        ("body", 'Vea <a id="a1">la</a> <a id="a1">lista</a>.', "more than once"),
        ("body", 'Vea <a id="a1">la lista.', "not closed"),
    ],
)
def test_a_fault_is_marked_when_it_is_saved(english, path, data, reason):
    translate(english)
    string = save(english, path, data)
    assert string.has_error
    assert reason in string.field_error


def test_saving_judges_and_remembers_in_four_queries(english, django_assert_max_num_queries):
    translate(english)
    mine = StringTranslation.objects.filter(context__object_id=english.translation_key, context__path="summary")
    string = mine.select_related("translation_of", "context").get()
    string.data = "Nos reunimos a las 5 p. m."
    with django_assert_max_num_queries(4):
        string.save()


@pytest.fixture
def press(client, site):
    """A function that publishes in the editor of a translation, as a translator."""
    client.force_login(UserFactory(group="Translators: Spanish"))

    def publish_in_editor(page):
        return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})

    return publish_in_editor


def test_what_has_a_fault_is_not_published_and_the_list_says_why(press, english):
    spanish = translate(english, publish=False)
    save(english, "body", "Vea la lista.")
    response = press(spanish)
    assert response.status_code == 200
    assert "See the list." in response.text
    assert "A link of the original is missing" in response.text
    spanish.refresh_from_db()
    assert not spanish.live


def test_what_looks_wrong_is_published_and_told(press, english):
    spanish = translate(english)
    save(english, "summary", "Nos reunimos a las 6 p. m.")
    response = press(spanish)
    said = messages_of(response)
    assert any("Summary" in text and "Not found in the translation: 5 p.m" in text for text in said)
    spanish.refresh_from_db()
    assert spanish.summary == "Nos reunimos a las 6 p. m."


def test_a_fault_that_came_by_another_way_is_found_before_it_is_published(press, english):
    spanish = translate(english)
    strings = StringTranslation.objects.filter(context__object_id=english.translation_key, context__path="summary")
    strings.update(data=" ")
    press(spanish)
    spanish.refresh_from_db()
    assert spanish.summary == "We meet at 5 p.m. (traducido)"
    assert strings.get().has_error
