"""PO files that people send back, checked before they are taken in."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail_localize.models import StringTranslation
from wagtail_localize.views.edit_translation import upload_pofile

from tests.translation.helpers import is_refused, localize_url, messages_of, translation_to
from translation.guards import po_upload

pytestmark = pytest.mark.slow


@pytest.fixture
def translation(spanish_page):
    return translation_to(spanish_page)


@pytest.fixture
def whole(translation):
    """The exported file with every string translated."""
    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"[es] {entry.msgid}"
    return po


@pytest.fixture
def send(client, people, translation):
    """A function that uploads a file and returns the messages that follow."""
    client.force_login(people.translator)

    def upload(content=None):
        if isinstance(content, polib.POFile):
            content = str(content)
        if isinstance(content, str):
            content = content.encode()
        data = {} if content is None else {"file": SimpleUploadedFile("es.po", content)}
        response = client.post(localize_url("upload_pofile", translation.pk), data)
        assert response.status_code == 302
        return messages_of(response)

    return upload


def test_a_whole_file(send, whole):
    assert send(whole) == ["The translations from the PO file were imported."]
    assert StringTranslation.objects.count() == len(whole)


def test_with_a_byte_order_mark(send, whole):
    assert send("\ufeff" + str(whole)) == ["The translations from the PO file were imported."]


@pytest.mark.parametrize("content", [None, "", "  \n", "hello", "\x00", "PK\x03\x04\x00", "\xff\xfe".encode("latin-1")])
def test_what_is_no_po_file(send, content):
    [message] = send(content)
    assert "imported" in message or "Choose" in message or "header" in message
    assert not StringTranslation.objects.exists()


def test_without_its_header(send, whole):
    entries = str(whole).split("\n\n", 1)[1]
    [message] = send(entries)
    assert "header is missing" in message
    del whole.metadata[po_upload.ID_HEADER]
    [message] = send(whole)
    assert "header is missing" in message


def test_of_another_translation(send, whole):
    whole.metadata[po_upload.ID_HEADER] = "00000000-0000-0000-0000-000000000000"
    [message] = send(whole)
    assert "another translation" in message


def test_too_large(send, monkeypatch, whole):
    monkeypatch.setattr(po_upload, "MAX_SIZE", 10)
    [message] = send(whole)
    assert "larger than" in message


def test_cut_off_anywhere(translation, whole):
    """However much of a file arrives: it is refused, or what is missing is counted."""
    content = str(whole).encode()
    for end in range(0, len(content), 7):
        file = SimpleUploadedFile("es.po", content[:end])
        try:
            po = po_upload.read(file, translation)
        except po_upload.UnusableFile:
            continue
        assert len(po) == len(whole) or po_upload._missing_from(po, translation)


def test_a_file_that_lacks_strings_says_so(send, whole):
    whole.remove(whole[0])
    assert "1 string of this page is not in the file. If the file was cut off, upload the whole one." in send(whole)


def test_an_old_file_says_so(send, whole):
    whole.append(polib.POEntry(msgid="Gone", msgctxt="title", msgstr="Ido"))
    assert "1 entry does not belong to the page as it is now and was left out." in send(whole)


def test_unsure_entries_are_left_out(send, whole):
    whole[0].fuzzy = True
    assert "1 entry is marked as unsure (fuzzy) and was left out." in send(whole)
    assert StringTranslation.objects.count() == len(whole) - 1


def test_unusable_html_is_pointed_out(send, whole):
    whole[0].msgstr = "<script>alert(1)</script>"
    assert "1 translation cannot be used as it is; see the message at the string." in send(whole)


def test_other_people_may_not(client, people, translation, whole):
    client.force_login(people.editor)
    file = SimpleUploadedFile("es.po", str(whole).encode())
    assert is_refused(client.post(localize_url("upload_pofile", translation.pk), {"file": file}))
    assert not StringTranslation.objects.exists()


def test_files_come_by_post(client, people, translation):
    client.force_login(people.translator)
    assert client.get(localize_url("upload_pofile", translation.pk)).status_code == 405


@pytest.mark.parametrize("content", [None, b"", b'msgid "a"\nmsgstr "b"\n'], ids=["none", "empty", "no header"])
def test_the_guard_is_needed(rf, people, translation, content):
    """The trap: wagtail-localize's own view crashes."""
    request = rf.post("/", {} if content is None else {"file": SimpleUploadedFile("es.po", content)})
    request.user = people.translator
    with pytest.raises((KeyError, ValueError, IndexError)):
        upload_pofile(request, translation.pk)
