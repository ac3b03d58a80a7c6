"""Who may see, file, publish and undo an import, and what nonsense does: nothing."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from press.imports.enums import ImportSource
from press.imports.models import PressImport
from press.models import Clipping
from tests.factories import UserFactory
from tests.press.imports.screens import FEW, paste, send, text_of, url


def test_import_of_another_language_does_not_exist_for_an_editor(editor, publisher, papers):
    spanish = PressImport.objects.create(
        source=ImportSource.PASTE, title="Notas", locale=Locale.objects.get(language_code="es")
    )
    for name in ("review", "columns", "state", "publish", "undo", "discard"):
        for method in (editor.get, editor.post):
            assert method(url(name, spanish.pk), follow=True).status_code == 404, name
    assert publisher.get(url("review", spanish.pk)).status_code == 200


def test_colleague_sees_and_files_but_cannot_undo_what_another_editor_filed(editor, login, papers):
    press_import = paste(editor, FEW)
    colleague = login(UserFactory(group="Editors"))
    send(colleague, press_import, action="file")
    assert Clipping.objects.count() == 3
    assert colleague.post(url("undo", press_import.pk)).status_code == 302
    assert Clipping.objects.count() == 3
    editor.post(url("undo", press_import.pk))
    assert Clipping.objects.count() == 0


@pytest.mark.parametrize("group", ["Translators: Spanish", None])
def test_who_may_not_add_clippings_is_sent_away(site, login, group):
    browser = login(UserFactory(group=group))
    for name in ("index", "add", "outlets"):
        assert browser.get(url(name)).status_code == 302, name
    assert url("add") not in browser.get(reverse("wagtailadmin_home"), follow=True).content.decode()


def test_editors_cannot_publish_by_sending_what_publishers_send(editor, papers):
    press_import = paste(editor, FEW)
    send(editor, press_import, action="file_publish")
    assert Clipping.objects.count() == 3 and not Clipping.objects.filter(live=True).exists()
    editor.post(url("publish", press_import.pk))
    assert not Clipping.objects.filter(live=True).exists()


def test_publisher_publishes_at_once_or_later_what_an_editor_filed(editor, publisher, papers):
    send(editor, paste(editor, FEW), action="file")
    press_import = PressImport.objects.get()
    assert "3 drafts wait for a publisher" in text_of(publisher.get(url("index")))
    publisher.post(url("publish", press_import.pk))
    assert Clipping.objects.filter(live=True).count() == 3
    second = paste(publisher, "One more headline of the day\nPolitico, 3.27.2017")
    assert "File and publish 1 clipping" in text_of(publisher.get(url("review", second.pk)))
    send(publisher, second, action="file_publish")
    assert Clipping.objects.get(headline="One more headline of the day").live


@pytest.mark.parametrize("key", ["0", "999999", "9" * 30])
def test_screens_of_no_import(editor, key):
    for name in ("", "columns/", "state/", "undo/", "discard/"):
        assert editor.get(f"{url('index')}{key}/{name}", follow=True).status_code == 404


def test_nonsense_does_no_harm(editor, papers):
    press_import = paste(editor, FEW)
    row = press_import.rows.first()
    other = paste(editor, "Another paste with a headline\nPolitico, 3.27.2017").rows.get()
    nonsense = {
        "row": [row.pk, other.pk, "x", "-1", "9" * 25, ""],
        f"row-{row.pk}-base": "[1",
        f"row-{row.pk}-language": "klingon",
        f"row-{row.pk}-kind": "poem",
        f"row-{row.pk}-date": "the day before",
        f"row-{row.pk}-date_choice": "1999-99-99",
        f"row-{row.pk}-headline": "a\x00b",
        f"row-{other.pk}-headline": "Taken over",
        "pick": "9" * 25 + ":x",
        "fetch": "y",
        "action": "explode",
    }
    address = url("review", press_import.pk) + "?rows=none&p=-7"
    assert editor.post(address, nonsense).status_code == 200
    assert editor.post(address, {"pick": f"{other.pk}:{papers['Fusion'].pk}"}).status_code == 302
    other.refresh_from_db()
    assert (other.headline, other.outlet) == ("Another paste with a headline", papers["Politico"])
    assert editor.get(url("state", press_import.pk), {"row": ["x", "9" * 40, row.pk]}).status_code == 200
    assert json.loads(editor.get(url("outlets"), {"q": "new\x00 y"}).content) == {
        "names": ["New York Daily News", "New York Post"]
    }


def test_changes_need_post_and_a_token(papers, site):
    user = UserFactory(group="Editors")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    assert browser.post(url("add"), {"text": FEW}).status_code == 403
    assert not PressImport.objects.exists()
