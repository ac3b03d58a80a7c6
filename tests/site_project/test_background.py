"""What takes longer than a page may is done by a process of its own, which the served site keeps going."""

import logging
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.test import override_settings
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from site_project.serving import background, schedule

IN_THE_DATABASE = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

done = []


@task(backend="background")
def note(text: str) -> None:
    """Leave a trace, or fail."""
    if text == "bad":
        raise ValueError(text)
    done.append(text)


@pytest.mark.django_db
class TestTasks:
    @pytest.fixture(autouse=True)
    def _in_the_database(self, monkeypatch):
        done.clear()
        # The test's own transaction must outlive the command's idea of an old connection.
        monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
        with override_settings(TASKS=IN_THE_DATABASE):
            yield

    def test_they_wait_until_somebody_works(self, monkeypatch):
        monkeypatch.setattr(os, "nice", lambda by: None)
        note.enqueue("first")
        assert done == []
        call_command("work", "--once")
        assert done == ["first"]

    def test_one_that_fails_does_not_hold_up_the_others(self, monkeypatch):
        monkeypatch.setattr(os, "nice", lambda by: None)
        note.enqueue("bad")
        note.enqueue("good")
        call_command("work", "--once")
        assert done == ["good"]
        assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == [
            TaskResultStatus.FAILED,
            TaskResultStatus.SUCCESSFUL,
        ]


class TestClock:
    def test_every_periodic_command_exists(self):
        assert {line.split()[0] for line in settings.PERIODIC_COMMANDS} <= set(get_commands())

    @pytest.mark.django_db
    def test_a_failing_command_is_logged_and_harms_nothing(self, monkeypatch, caplog):
        def fail(*args, **kwargs):
            raise RuntimeError("the network is down")

        monkeypatch.setattr(background, "call_command", fail)
        monkeypatch.setattr(background.connections, "close_all", lambda: None)
        with caplog.at_level(logging.ERROR):
            background.run_command("check_links --limit 5")
        assert "check_links" in caplog.text


class Process:
    """Stands in for the process of the background work."""

    def __init__(self, returncode=None):
        self.returncode = returncode

    def poll(self):
        return self.returncode


class TestKeepingItGoing:
    def test_it_is_started(self, monkeypatch):
        process = Process()
        monkeypatch.setattr(background, "start_process", lambda: process)
        assert schedule.keep_working(None) is process

    def test_one_is_enough(self, monkeypatch):
        running = Process()
        monkeypatch.setattr(background, "start_process", Process)
        assert schedule.keep_working(running) is running

    def test_it_is_started_again_when_it_has_ended(self, monkeypatch, caplog):
        fresh = Process()
        monkeypatch.setattr(background, "start_process", lambda: fresh)
        with caplog.at_level(logging.ERROR):
            assert schedule.keep_working(Process(returncode=1)) is fresh
        assert "status 1" in caplog.text

    def test_a_machine_that_cannot_start_it_goes_on_serving(self, monkeypatch):
        def fail():
            raise OSError

        monkeypatch.setattr(background, "start_process", fail)
        assert schedule.keep_working(None) is None


@pytest.mark.slow
def test_it_ends_with_the_process_that_started_it():
    script = "import time; from site_project.serving import background; background.stop_when_closed(); time.sleep(60)"
    worker = subprocess.Popen([sys.executable, "-c", script], cwd=settings.BASE_DIR, stdin=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        worker.wait(timeout=2)
    worker.stdin.close()
    assert worker.wait(timeout=20) == -signal.SIGTERM
