"""Errors by mail: what failed and where, and nothing of whoever was there when it did."""

import logging
import threading

import pytest
from django.core import mail

from site_project import error_mail
from site_project.error_mail import MOST, PERIOD, ErrorMailHandler

SECRETS = ("ana@example.org", "/en/search/", "Mozilla", "a password of ana", "198.51.100.7")


class Clock:
    now = 100.0

    def monotonic(self):
        return self.now


@pytest.fixture
def log(settings, monkeypatch):
    settings.ERROR_MAIL = ["admin@example.org", "other@example.org"]
    monkeypatch.setattr(error_mail, "time", Clock())
    handler = ErrorMailHandler()
    logger = logging.getLogger("test-of-error-mail")
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)


def sent():
    for thread in threading.enumerate():
        if thread.name == "error-mail":
            thread.join()
    return mail.outbox


def fail(email):
    try:
        raise KeyError(email)
    except KeyError as error:
        raise ValueError(f"no account {email}") from error


def note(log, text="Internal Server Error: %s"):
    try:
        fail(SECRETS[0])
    except ValueError:
        log.exception(text, f"{SECRETS[1]}?q={SECRETS[3]}")


def test_what_failed_and_where(log):
    note(log)
    (message,) = sent()
    assert message.recipients() == ["admin@example.org", "other@example.org"]
    assert message.subject.endswith("ValueError")
    assert "Internal Server Error: %s" in message.body and "builtins.KeyError" in message.body
    assert "raise KeyError(email)" in message.body
    assert not [secret for secret in SECRETS if secret in message.body + message.subject]


def test_a_visit_that_fails(log, client, monkeypatch, settings):
    """Django hands on the request with its record."""
    monkeypatch.setattr("site_project.views.announced_codes", lambda: fail(SECRETS[0]))
    logger = logging.getLogger("django.request")
    logger.addHandler(log.handlers[0])
    client.raise_request_exception = False
    client.cookies["sessionid"] = SECRETS[3]
    answer = client.get("/", {"q": SECRETS[3]}, headers={"user-agent": SECRETS[2]}, REMOTE_ADDR=SECRETS[4])
    logger.removeHandler(log.handlers[0])
    (message,) = sent()
    assert answer.status_code == 500 and f"Request: {answer.headers['X-Request-ID']}" in message.body
    assert not [secret for secret in SECRETS if secret in message.body + message.subject]


def test_the_same_is_mailed_once_an_hour_and_all_of_them_are_few(log):
    for _time in range(5):
        note(log)
    assert len(sent()) == 1
    error_mail.time.now += PERIOD
    note(log)
    assert len(sent()) == 2 and "Left out since the mail before: 4" in sent()[-1].body
    for number in range(2 * MOST):
        exec(f"{chr(10) * number}log.error('%s', 1)", {"log": log})  # each at a line of its own
    assert len(sent()) == 1 + MOST


def test_a_mail_server_that_is_away_harms_nothing(log, settings):
    settings.EMAIL_SERVER_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    note(log)
    assert sent() == []


def test_a_machine_without_a_thread_left_harms_nothing(log, monkeypatch):
    def refuse(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(logging, "raiseExceptions", False)
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refuse)
        note(log)
    assert sent() == []
