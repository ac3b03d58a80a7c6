"""Mail, while the mail server is away and when it is back: what was to be told is told once."""

import datetime as dt
import os
import smtplib

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from site_project.serving import abandoned_tasks
from site_project.users import notices
from site_project.users.tasks import send_password_reset
from tests.site_project.test_background import IN_THE_DATABASE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_database(monkeypatch):
    monkeypatch.setattr(os, "nice", lambda by: None)
    # The test's own transaction must outlive the command's idea of an old connection.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    with override_settings(TASKS=IN_THE_DATABASE, EMAIL_BACKEND="site_project.mail.Backend"):
        yield


@pytest.fixture(params=[ConnectionRefusedError, TimeoutError, smtplib.SMTPServerDisconnected])
def server(request, monkeypatch):
    """A function that takes the mail server away, or brings it back."""
    really = EmailBackend.send_messages

    def refuse(*_args):
        raise request.param("hush")

    def switch(*, is_away):
        monkeypatch.setattr(EmailBackend, "send_messages", refuse if is_away else really)

    return switch


def work():
    call_command("work", "--once")


def test_a_message_leaves_as_it_was_written():
    message = EmailMultiAlternatives(
        "News", "Text", "from@example.org", ["to@example.org"], ["bcc@example.org"], cc=["cc@example.org"],
        reply_to=["reply@example.org"], headers={"Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    message.attach_alternative("<p>Text</p>", "text/html")
    message.send()
    assert mail.outbox == []
    work()
    (sent,) = mail.outbox
    assert {**vars(sent), "connection": None} == {**vars(message), "connection": None}


def test_attached_files_are_not_lost_without_a_word():
    message = EmailMultiAlternatives("News", "Text", None, ["to@example.org"])
    message.attach("list.csv", "Headline", "text/csv")
    with pytest.raises(ValueError, match="not kept"):
        message.send()


def test_nothing_is_lost_and_nothing_is_told_twice(server, clock, caplog):
    user = get_user_model().objects.create_user("ana", "ana@example.org", "a password of ana")
    server(is_away=True)
    send_mail("Written in a form", "Text", None, ["ana@example.org"])
    notices.send(user.email, "A notice", "Text")
    send_password_reset.enqueue("ana@example.org", "en")
    waiting = DBTaskResult.objects.count()
    assert waiting >= 3
    for minutes in (1, 2, 4):
        work()
        assert mail.outbox == [] and abandoned_tasks.try_again() == waiting
        work()  # not at once
        assert DBTaskResult.objects.ready().count() == 0
        clock.shift(dt.timedelta(minutes=minutes, seconds=5))
    assert "ana@example.org" not in "".join(r.getMessage() for r in caplog.records if r.name.startswith("site_project"))
    server(is_away=False)
    work()
    assert abandoned_tasks.try_again() == 0
    subjects = [message.subject for message in mail.outbox]
    assert len(subjects) == len(set(subjects)) == waiting and {"Written in a form", "A notice"} < set(subjects)


def test_what_was_not_done_is_not_told():
    with transaction.atomic():
        send_mail("Published", "Text", None, ["ana@example.org"])
        notices.send("ana@example.org", "A notice", "Text")
        transaction.set_rollback(True)
    work()
    assert mail.outbox == []


def test_it_is_given_up_after_days(server, clock):
    server(is_away=True)
    send_mail("Old", "Text", None, ["ana@example.org"])
    work()
    clock.shift(abandoned_tasks.KEEP_TRYING)
    assert abandoned_tasks.try_again() == 0


GONE, FULL, BUSY = (
    (550, b"5.1.1 ana@example.org: unknown"),
    (552, b"5.2.2 full"),
    (450, b"4.2.0 ana@example.org: later"),
)


@pytest.mark.parametrize(
    ("error", "is_kept"),
    [
        (smtplib.SMTPRecipientsRefused({"ana@example.org": GONE}), False),
        (smtplib.SMTPRecipientsRefused({"ana@example.org": GONE, "bo@example.org": FULL}), False),
        (smtplib.SMTPDataError(554, b"ana@example.org: spam"), False),
        (smtplib.SMTPRecipientsRefused({"ana@example.org": BUSY}), True),
        (smtplib.SMTPRecipientsRefused({"ana@example.org": GONE, "bo@example.org": BUSY}), True),
        (smtplib.SMTPDataError(451, b"ana@example.org: later"), True),
        (smtplib.SMTPAuthenticationError(535, b"wrong password of ana@example.org"), True),
        (smtplib.SMTPSenderRefused(550, b"no such sender", "ana@example.org"), True),
    ],
)
def test_what_is_refused_for_good_is_given_up_at_once_and_told(monkeypatch, caplog, error, is_kept):
    def refuse(*_args):
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    send_mail("News", "Text", None, ["ana@example.org", "bo@example.org"])
    work()
    (told,) = [record for record in caplog.records if record.levelname == "ERROR"]  # what ERROR_MAIL goes by
    assert "site_project.mail.send" in told.getMessage()
    assert ("RefusedForGood" in caplog.text) is not is_kept
    assert abandoned_tasks.try_again() == is_kept
    task = DBTaskResult.objects.get()
    assert "example.org" not in caplog.text + task.traceback
