"""Translators do the glosses of many clippings on one screen, in wagtail-localize's own records."""

import datetime as dt
import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from press.glosses import save as saving
from press.glosses.rows import load_rows
from press.glosses.status import translatable, with_states
from press.glosses.texts import FIELDS, as_data, as_text, essence
from press.models import Clipping
from press.newsroom.citations import as_citations
from site_project.users.groups import EDITORS, PUBLISHERS, translators
from site_project.users.permissions import access_admin_permission
from tests.factories import CampaignFactory, ClippingFactory, UserFactory, publish, translate
from tests.translation.helpers import is_refused, messages_of, snippet_url

GLOSS = "Thirty cities will not help with deportations."
NOTE = "From the first day."
SPANISH = {GLOSS: "Treinta ciudades no ayudarán con las deportaciones.", NOTE: "Del primer día."}
TRANSLATORS = translators("es")


@pytest.fixture
def clipping(site):
    return ClippingFactory(headline="Cities Defy Trump", gloss=GLOSS)


@pytest.fixture
def screen(site):
    """A function that gives the screen as a member of a group sees it."""
    return lambda group=TRANSLATORS: Screen(UserFactory(group=group, is_superuser=group is None))


class Screen:
    """The screen in one person's browser. What it shows and sends is read out of its HTML."""

    def __init__(self, user):
        self.user = user
        self.browser = Client()
        self.browser.force_login(user)

    def get(self, **query):
        return self.read(self.browser.get(reverse("glosses:index"), query))

    def read(self, response):
        self.response = response
        self.html = response.content.decode()
        self.text = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", self.html)))
        self.form = {"row": re.findall(r'name="row" value="(\d+)"', self.html)}
        for tag in re.findall(r'<input type="hidden" name="\d[^>]*>', self.html):
            name, value = re.search(r'name="([^"]*)" value="([^"]*)"', tag).groups()
            self.form[name] = value
        for name, value in re.findall(r'<textarea[^>]* name="([^"]*)".*?>\n(.*?)</textarea>', self.html, re.DOTALL):
            self.form[name] = html.unescape(value).replace("\n", "\r\n")
        return self

    @property
    def counts(self):
        found = re.findall(r'>([^<>]+) <span class="gloss-count">(\d+)</span>', self.html)
        return {label: int(count) for label, count in found}

    def send(self, typed, action="publish", follow=True, **query):
        """Fill in the form that is on the screen and press a button; `typed` maps (clipping, field) to a text."""
        answers = {"action": action} | {f"{clipping.pk}-{name}": value for (clipping, name), value in typed.items()}
        address = reverse("glosses:index", query=query)
        return self.read(self.browser.post(address, {**self.form, **answers}, follow=follow))


def shown(code="es"):
    return {
        citation.headline: (citation.gloss, citation.note)
        for citation in as_citations(Clipping.objects.published(), code)
    }


def states(code="es"):
    """The state of each clipping by its headline, from the database; Python must say the same."""
    locale = Locale.objects.get(language_code=code)
    found = dict(with_states(translatable(locale)))
    clippings = list(Clipping.objects.filter(pk__in=found).select_related("locale", "outlet"))
    rows = load_rows(clippings, locale, UserFactory.build())
    assert {row.clipping.pk: row.state for row in rows} == found
    return {clipping.headline: str(found[clipping.pk]) for clipping in clippings}


def translations():
    keys = Clipping.objects.values("translation_key")
    return StringTranslation.objects.filter(context__object__in=keys)


def progress(clipping, code="es"):
    job = Translation.objects.get(source__object_id=clipping.translation_key, target_locale__language_code=code)
    return job.get_progress()


def rewrite(clipping, **texts):
    for name, value in texts.items():
        setattr(clipping, name, value)
    return publish(clipping)


# --- What is handed over ---


def test_only_gloss_and_note_are_handed_over(site):
    clipping = ClippingFactory(
        headline="Cities Defy Trump",
        gloss=GLOSS,
        note=NOTE,
        quote="We will not.",
        author="A. Reporter",
        archive_url="https://example.org/archive",
        campaign=CampaignFactory().campaign,
    )
    assert [segment.path for segment in extract_segments(clipping)] == ["gloss", "note"]


@pytest.mark.parametrize(
    "text", ["plain", "a & b", "<b>bold</b>", 'say "hi"', "one\ntwo", "one\n\ntwo", "it's &amp; <br/>", "ñ"]
)
def test_texts_go_there_and_back(text):
    assert as_text(as_data(text)) == text
    assert "<b>" not in as_data(text)


# --- The list ---


def test_translator_sees_what_is_to_do(clipping, screen):
    ClippingFactory(headline="Without words of ours")
    ClippingFactory(headline="A draft", gloss="Not yet.", live=False)
    page = screen().get()

    assert page.form["row"] == [str(clipping.pk)]
    assert page.counts == {"To do": 1, "Not published": 0, "Done": 0, "All": 1}
    assert GLOSS in page.text and "Cities Defy Trump" in page.text
    assert re.search(r'<textarea[^>]* lang="es"', page.html)
    assert f'<label class="gloss-label" for="gloss-{clipping.pk}-gloss">' in page.html
    assert f"{clipping.pk}-note" not in page.form


def test_empty_list_says_so(site, screen):
    assert "Everything is translated." in screen().get().text
    assert "No clippings match." in screen().get(q="nothing").text
    assert "There are no clippings here." in screen().get(show="done").text


def test_tabs_campaigns_and_words_of_headlines_narrow_the_list(site, screen):
    hub = CampaignFactory(title="Sanctuary")
    filed = ClippingFactory(headline="Ciudades desafían a Trump", gloss=GLOSS, campaign=hub.campaign)
    other = ClippingFactory(headline="Mayors meet", gloss=GLOSS)
    translate(other)
    page = screen()

    assert page.get(show="all").form["row"] == [str(filed.pk), str(other.pk)]
    assert page.get(show="done").form["row"] == [str(other.pk)]
    assert page.get(show="all", campaign=str(hub.campaign_id)).form["row"] == [str(filed.pk)]
    assert page.get(show="all", q="desafian").form["row"] == [str(filed.pk)]
    assert page.get(show="all", q="Mayo").form["row"] == [str(other.pk)]
    assert page.get(show="all", q=other.outlet.name).form["row"] == [str(other.pk)]
    assert page.counts["Done"] == 1 and page.counts["To do"] == 0
    assert page.get(show="all", q="?!").form["row"] == []
    assert page.get(campaign="0").form["row"] == []
    assert page.get(show="nonsense").response.status_code == 200


def test_newest_come_first_fifty_on_a_page(site, screen):
    made = [ClippingFactory(gloss=GLOSS, date=dt.date(2017, 1, 1) + dt.timedelta(days=day)) for day in range(52)]
    page = screen()

    assert page.get().form["row"] == [str(clipping.pk) for clipping in made[:1:-1]]
    assert page.get(p="2").form["row"] == [str(clipping.pk) for clipping in made[1::-1]]
    assert page.get(p="99").form["row"] == page.get(p="2").form["row"]
    assert len(page.get(p="x").form["row"]) == 50


def test_costs_of_the_list_do_not_grow_with_it(site, screen, django_assert_max_num_queries):
    page = screen()
    for number in range(12):
        clipping = ClippingFactory(gloss=f"{GLOSS} {number}", note=NOTE)
        if number % 3:
            translate(clipping)
        if number % 3 == 1:
            rewrite(clipping, gloss="Something else altogether.")
    page.get(show="all")
    with django_assert_max_num_queries(28):
        page.get(show="all")
    assert len(page.form["row"]) == 12


# --- Saving ---


def test_saved_glosses_are_published(site, screen):
    first, second, third = (ClippingFactory(headline=f"Story {n}", gloss=f"{GLOSS} {n}", note=NOTE) for n in "123")
    page = screen().get()
    page.send({(first, "gloss"): "Uno.", (first, "note"): SPANISH[NOTE], (second, "gloss"): "Dos."})

    assert messages_of_page(page) == ["The translations of 2 clippings are published."]
    assert shown() == {"Story 1": ("Uno.", SPANISH[NOTE]), "Story 2": ("Dos.", ""), "Story 3": ("", "")}
    assert shown("en")["Story 1"] == (f"{GLOSS} 1", NOTE)
    assert states() == {"Story 1": "done", "Story 2": "partly", "Story 3": "new"}
    assert page.counts == {"To do": 2, "Not published": 0, "Done": 1, "All": 3}
    assert progress(first) == (2, 2) and progress(second) == (2, 1)
    assert not TranslationSource.objects.filter(object_id=third.translation_key).exists()


def messages_of_page(page):
    return [str(message).strip() for message in page.response.context["messages"]]


def test_records_are_those_of_the_full_editor(clipping, screen):
    page = screen().get()
    page.send({(clipping, "gloss"): SPANISH[GLOSS]})
    carrier = clipping.get_translation(Locale.objects.get(language_code="es"))

    assert (carrier.citation, carrier.live, carrier.gloss) == (clipping, True, SPANISH[GLOSS])
    assert carrier.latest_revision.user == page.user
    (translation,) = translations()
    assert (translation.data, translation.translation_type, translation.tool_name) == (SPANISH[GLOSS], "manual", "")
    assert translation.last_translated_by == page.user and translation.context.path == "gloss"
    editor = page.browser.get(snippet_url(carrier, "edit"))
    assert [unit.shown for group in editor.context["groups"] for unit in group.units] == [SPANISH[GLOSS]]
    assert snippet_url(carrier, "edit") in page.get(show="done").html


def test_what_the_full_editor_translated_is_done_here(clipping, screen):
    translate(clipping)

    assert states() == {"Cities Defy Trump": "done"}
    assert screen().get(show="done").form[f"{clipping.pk}-gloss"] == f"{GLOSS} (traducido)"


def test_html_stays_text(clipping, screen):
    page = screen().get()
    page.send({(clipping, "gloss"): "<b>R&D</b>  &amp;\r\n <script>"})

    assert shown()["Cities Defy Trump"][0] == "<b>R&D</b> &amp; <script>"
    assert progress(clipping) == (1, 1)
    assert "<b>R&D" not in page.get(show="done").html
    assert page.form[f"{clipping.pk}-gloss"] == "<b>R&D</b> &amp; <script>"


def test_notes_keep_their_lines(site, screen):
    clipping = ClippingFactory(note="One & two.\r\n\r\nThree.")
    page = screen().get()
    page.send({(clipping, "note"): " Uno y dos. \r\n\r\nTres.\x00 "})

    assert shown()[clipping.headline] == ("", "Uno y dos.\n\nTres.")
    assert list(states().values()) == ["done"]
    page.get(show="done").send({}, show="done")
    assert messages_of_page(page) == ["Nothing was changed, so nothing was saved."]


def test_draft_waits_for_a_publisher(site, screen):
    clipping = ClippingFactory(headline="Ciudades", locale=site.homes["es"].locale, language="es", gloss="Una glosa.")
    editor = screen(EDITORS).get()
    assert "Save and publish" not in editor.text
    editor.send({(clipping, "gloss"): "A gloss."}, action="publish")

    assert messages_of_page(editor) == ["The translation of 1 clipping is saved as a draft."]
    assert shown("en")["Ciudades"] == ("", "") and states("en") == {"Ciudades": "draft"}
    assert editor.get(show="draft").form["row"] == [str(clipping.pk)] and "Publish as it is" not in editor.text
    publisher = screen(PUBLISHERS).get(locale="en", show="draft")
    publisher.send({(clipping, "keep"): "on"}, locale="en", show="draft")
    assert shown("en")["Ciudades"] == ("A gloss.", "") and states("en") == {"Ciudades": "done"}


def test_draft_leaves_what_is_public(clipping, screen):
    translate(clipping)
    page = screen().get(show="done")
    page.send({(clipping, "gloss"): "Mejor así."}, action="draft")

    assert shown()["Cities Defy Trump"] == (f"{GLOSS} (traducido)", "")
    assert states() == {"Cities Defy Trump": "draft"}
    page.get(show="draft").send({(clipping, "keep"): "on"})
    assert shown()["Cities Defy Trump"] == ("Mejor así.", "")


def test_translation_taken_away_is_to_do_again(site, screen):
    clipping = ClippingFactory(headline="Story", gloss=GLOSS, note=NOTE)
    translate(clipping)
    rewrite(clipping, gloss="Another gloss.")
    page = screen().get()
    page.send({(clipping, "gloss"): ""})

    assert shown()["Story"] == ("", f"{NOTE} (traducido)")
    assert states() == {"Story": "partly"} and progress(clipping) == (2, 1)
    page.get().send({(clipping, "note"): " "})
    assert shown()["Story"] == ("", "") and states() == {"Story": "new"}
    assert page.get().form[f"{clipping.pk}-gloss"] == ""


def test_row_that_was_deleted_comes_back(clipping, screen):
    translate(clipping).delete()
    assert states() == {"Cities Defy Trump": "draft"}
    screen().get(show="draft").send({(clipping, "keep"): "on"}, show="draft")

    assert shown()["Cities Defy Trump"] == (f"{GLOSS} (traducido)", "")
    assert Translation.objects.get(source__object_id=clipping.translation_key).enabled


def test_submitted_but_untranslated_clipping_never_shows_english(site, screen):
    clipping = ClippingFactory(headline="Story", gloss=GLOSS, note=NOTE)
    translate(clipping, convert=lambda text: text, publish=False)
    translations().delete()
    assert states() == {"Story": "new"}
    screen().get().send({(clipping, "gloss"): SPANISH[GLOSS]})

    assert shown()["Story"] == (SPANISH[GLOSS], "")


# --- The original changes ---


def test_changed_original_is_to_do_before_anyone_takes_it_over(clipping, screen):
    translate(clipping, convert=SPANISH.get)
    rewrite(clipping, gloss="Forty cities will not help with deportations.")

    assert states() == {"Cities Defy Trump": "stale"}
    assert shown()["Cities Defy Trump"] == (SPANISH[GLOSS], "")  # visitors keep what they have
    page = screen().get()
    assert re.search(r"<del>.*?</span>Thirty<span", page.html) and re.search(r"<ins>.*?</span>Forty<span", page.html)
    assert page.form[f"{clipping.pk}-gloss"] == SPANISH[GLOSS]
    page.send({(clipping, "gloss"): "Cuarenta ciudades no ayudarán con las deportaciones."})
    assert shown()["Cities Defy Trump"] == ("Cuarenta ciudades no ayudarán con las deportaciones.", "")
    assert states() == {"Cities Defy Trump": "done"} and progress(clipping) == (1, 1)


def test_translation_may_still_fit(clipping, screen):
    translate(clipping, convert=SPANISH.get)
    rewrite(clipping, gloss=f"{GLOSS}!")
    page = screen().get()
    assert "The translation still fits" in page.text
    page.send({(clipping, "keep"): "on"})

    assert states() == {"Cities Defy Trump": "done"} and progress(clipping) == (1, 1)
    assert shown()["Cities Defy Trump"] == (SPANISH[GLOSS], "")


def test_unpublished_change_of_the_original_changes_nothing(clipping):
    translate(clipping)
    clipping.gloss = "A draft of another gloss."
    clipping.save_revision()

    assert states() == {"Cities Defy Trump": "done"}


def test_change_of_white_space_changes_nothing(site):
    clipping = ClippingFactory(note="One.\r\n\r\nTwo & three.")
    translate(clipping)
    Clipping.objects.filter(pk=clipping.pk).update(note="One.\n\nTwo &  three. ")

    assert list(states().values()) == ["done"]


def test_text_that_the_original_lost_can_be_taken_away(site, screen):
    clipping = ClippingFactory(headline="Story", gloss=GLOSS)
    translate(clipping)
    rewrite(clipping, gloss="")
    assert states() == {"Story": "stale"}
    page = screen().get()
    assert "The original no longer has this text." in page.text
    page.send({(clipping, "gloss"): "Otra cosa."})
    assert "You can only empty the field." in page.text
    page.send({(clipping, "gloss"): ""})

    assert shown()["Story"] == ("", "") and states() == {}


# --- Something is wrong ---


def test_row_that_is_wrong_comes_back_as_it_was_typed_and_the_others_are_saved(site, screen):
    wrong, right = ClippingFactory(headline="Wrong", gloss=GLOSS), ClippingFactory(headline="Right", gloss=GLOSS)
    long = "Demasiado. " * 28
    page = screen().get()
    page.send({(wrong, "gloss"): long, (right, "gloss"): "Bien."})

    assert shown() == {"Wrong": ("", ""), "Right": ("Bien.", "")}
    assert "This is 307 characters long; it can have 300 at most." in page.text
    assert page.form[f"{wrong.pk}-gloss"] == long
    assert f'<a href="#row-{wrong.pk}"' in page.html and 'aria-invalid="true"' in page.html
    page.send({(wrong, "gloss"): "Corto."})
    assert shown()["Wrong"] == ("Corto.", "")


def test_row_that_fails_takes_no_other_with_it(site, screen, monkeypatch):
    bad, good = ClippingFactory(headline="Bad", gloss=GLOSS), ClippingFactory(headline="Good", gloss=GLOSS)
    write = saving.write

    def fail(row, *args, **kwargs):
        write(row, *args, **kwargs)
        if row.clipping == bad:
            raise ZeroDivisionError

    monkeypatch.setattr(saving, "write", fail)
    page = screen().get()
    page.send({(bad, "gloss"): "Malo.", (good, "gloss"): "Bueno."})

    assert "This row could not be saved. Please try again." in page.text
    assert page.form[f"{bad.pk}-gloss"] == "Malo."
    assert shown() == {"Bad": ("", ""), "Good": ("Bueno.", "")}


def test_somebody_else_was_faster(clipping, screen):
    slow, fast = screen().get(), screen().get()
    fast.send({(clipping, "gloss"): "La primera."})
    slow.send({(clipping, "gloss"): "La segunda."})

    assert shown()["Cities Defy Trump"] == ("La primera.", "")
    assert "somebody else saved a translation" in slow.text and "La primera." in slow.text
    assert f"Saved meanwhile by {fast.user}" in slow.text
    assert slow.form[f"{clipping.pk}-gloss"] == "La segunda."
    slow.send({})  # no answer yet
    assert shown()["Cities Defy Trump"] == ("La primera.", "") and slow.form[f"{clipping.pk}-gloss"] == "La segunda."
    slow.send({(clipping, "answer"): "mine"})
    assert shown()["Cities Defy Trump"] == ("La segunda.", "")


def test_text_can_be_given_up_for_the_faster_one(clipping, screen):
    slow, fast = screen().get(), screen().get()
    fast.send({(clipping, "gloss"): "La primera."})
    slow.send({(clipping, "gloss"): "La segunda."}).send({(clipping, "answer"): "theirs"})

    assert shown()["Cities Defy Trump"] == ("La primera.", "")
    assert slow.form["row"] == []


def test_two_who_typed_the_same_are_not_asked(clipping, screen):
    slow, fast = screen().get(), screen().get()
    fast.send({(clipping, "gloss"): "Igual."})
    slow.send({(clipping, "gloss"): "Igual."})

    assert slow.response.redirect_chain and shown()["Cities Defy Trump"] == ("Igual.", "")


def test_original_changed_while_somebody_typed(clipping, screen):
    page = screen().get()
    rewrite(clipping, gloss="Something else.")
    page.send({(clipping, "gloss"): SPANISH[GLOSS]})

    assert shown()["Cities Defy Trump"] == ("", "")
    assert "While you typed, the original changed." in page.text and "Something else." in page.text
    page.send({(clipping, "answer"): "mine"})
    assert shown()["Cities Defy Trump"] == (SPANISH[GLOSS], "")


def test_clipping_went_while_somebody_typed(clipping, screen):
    page = screen().get()
    clipping.unpublish()
    page.send({(clipping, "gloss"): "Lo que escribí."})

    assert "This clipping is no longer published" in page.text and "Lo que escribí." in page.text


def test_locked_translation_is_left_alone(clipping, screen):
    carrier = translate(clipping)
    page = screen().get(show="done")
    Clipping.objects.filter(pk=carrier.pk).update(locked=True)
    page.send({(clipping, "gloss"): "Otra."})

    assert "This translation is locked" in page.text and "Otra." in page.text
    assert shown()["Cities Defy Trump"] == (f"{GLOSS} (traducido)", "")
    assert page.get(show="done").form["row"] == [] and "This translation is locked." in page.text


def test_translation_kept_by_hand_is_left_alone(clipping, screen):
    carrier = translate(clipping)
    page = screen().get(show="done")
    Translation.objects.filter(source__object_id=clipping.translation_key).update(enabled=False)
    rewrite(carrier, gloss="A mano.")
    page.send({(clipping, "gloss"): "Otra."})

    assert "This translation is kept by hand." in page.text
    assert states() == {"Cities Defy Trump": "by_hand"}
    assert page.get(show="all").form["row"] == [] and "A mano." in page.text


@pytest.mark.parametrize("rows", [["x"], ["-1"], ["9" * 30], ["999999"], [], ["1", "1"], ["\x00"]])
def test_nonsense_is_refused_without_harm(clipping, screen, rows):
    page = screen()
    data = {"row": rows, **{f"{row}-gloss": "x" for row in rows}, "1-seen": "....", "1-keep": "on"}
    response = page.browser.post(reverse("glosses:index"), data, follow=True)

    assert response.status_code == 200
    assert not translations().exists()


# --- Who may ---


def test_strangers_are_kept_out(clipping, client, screen):
    assert client.get(reverse("glosses:index")).url.startswith("/admin/login/")
    nobody = screen(group="Editors")
    nobody.user.groups.clear()
    nobody.user.user_permissions.add(_entering())
    assert is_refused(nobody.browser.get(reverse("glosses:index")))
    assert reverse("glosses:index") not in nobody.browser.get("/admin/").content.decode()


def _entering():
    return access_admin_permission()


def test_translators_write_in_their_own_language_only(site, clipping, screen):
    spanish = ClippingFactory(headline="Ciudades", locale=site.homes["es"].locale, gloss="Una glosa.")
    translator, editor = screen(), screen(EDITORS)
    data = {"row": [clipping.pk, spanish.pk], f"{clipping.pk}-gloss": "x", f"{spanish.pk}-gloss": "x"}

    for browser, code in ((translator.browser, "en"), (editor.browser, "es"), (editor.browser, "fr")):
        address = reverse("glosses:index", query={"locale": code})
        assert is_refused(browser.get(address)) and is_refused(browser.post(address, data))
    translator.get().send({(spanish, "gloss"): "x"} | {(spanish, "seen"): "..."})
    assert not translations().exists() and not Clipping.objects.carriers().exists()
    assert translator.get().form["row"] == [str(clipping.pk)]
    assert editor.get().form["row"] == [str(spanish.pk)]
    assert 'aria-label="Language to translate into"' not in editor.html


def test_publishers_switch_between_languages(site, clipping, screen):
    page = screen(PUBLISHERS).get()
    assert page.form["row"] == [str(clipping.pk)]
    assert re.search(r'href="\?locale=en" lang="en"', page.html)
    assert page.get(locale="en").form["row"] == []


def test_menu_leads_to_the_screen(site, screen):
    assert reverse("glosses:index") in screen().browser.get("/admin/").content.decode()


def test_third_language_needs_no_code(clipping, screen, settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}  # the index knows no French
    }
    Locale.objects.create(language_code="fr")
    page = screen(None).get(locale="fr")
    page.send({(clipping, "gloss"): "Trente villes."}, locale="fr")

    assert shown("fr")["Cities Defy Trump"] == ("Trente villes.", "")
    assert states("fr") == {"Cities Defy Trump": "done"} and states("es") == {"Cities Defy Trump": "new"}
    assert 'lang="fr"' in page.html


# --- Python and the database agree ---


def test_states_of_odd_texts(site):
    texts = ["a & b <c>", "x \"y\" 'z'", "&amp;", "<br/>", "á\u00a0ñ", "a\tb", "¡Sí!"]
    made = [ClippingFactory(headline=str(number), note=text) for number, text in enumerate(texts)]
    for clipping in made:
        translate(clipping)

    assert set(states().values()) == {"done"}
    assert len({essence(as_data(text)) for text in texts}) == len(texts)
    assert FIELDS == ("gloss", "note")


def test_costs_of_saving(site, screen, django_assert_max_num_queries):
    made = [ClippingFactory(gloss=f"{GLOSS} {number}", note=NOTE, campaign=None) for number in range(3)]
    page = screen().get()
    page.send({(made[0], "gloss"): "Para calentar."})
    page.get()
    typed = {(made[1], "gloss"): "Una.", (made[1], "note"): "Dos."}
    with django_assert_max_num_queries(140):
        page.send(typed, follow=False)
    assert messages_of(page.response)
