"""What takes longer than a page may is done by a process of its own, which the served site keeps going."""

import datetime as dt
import fcntl
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import zlib
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from site_project.serving import abandoned_tasks, background

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

    def test_one_that_fails_does_not_hold_up_the_others(self, monkeypatch, caplog):
        monkeypatch.setattr(os, "nice", lambda by: None)
        note.enqueue("bad")
        note.enqueue("good")
        call_command("work", "--once")
        assert done == ["good"]
        # The log has what failed, and nothing of what went well.
        assert {record.levelname for record in caplog.records if record.name.startswith("django_tasks")} == {"ERROR"}
        assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == [
            TaskResultStatus.FAILED,
            TaskResultStatus.SUCCESSFUL,
        ]


@pytest.mark.django_db
class TestAbandonedTasks:
    """A worker was killed in the middle of a task."""

    @pytest.fixture
    def left(self):
        """A function that makes a task whose worker has been silent for some seconds."""

        def make(seconds, workers=("one",)):
            result = DBTaskResult.objects.create(
                task_path=note.module_path,
                args_kwargs={"args": ["again"], "kwargs": {}},
                backend_name="background",
                run_after=timezone.now(),
                worker_ids=list(workers),
                status=TaskResultStatus.RUNNING,
            )
            DBTaskResult.objects.filter(pk=result.pk).update(started_at=timezone.now() - dt.timedelta(seconds=seconds))
            return result

        yield make
        abandoned_tasks._running.clear()

    def status(self, task):
        task.refresh_from_db()
        return task.status

    def test_another_worker_does_them_within_thirty_seconds(self, left, monkeypatch):
        """The time that a new process takes to start is on top of these."""
        assert background.START_DELAY + abandoned_tasks.BEAT + background.TASK_INTERVAL < 15
        assert abandoned_tasks.SILENCE.total_seconds() + 2 * abandoned_tasks.BEAT + background.TASK_INTERVAL < 30
        monkeypatch.setattr(os, "nice", lambda by: None)
        monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
        done.clear()
        task = left(16)
        assert abandoned_tasks.resume() == 1
        with override_settings(TASKS=IN_THE_DATABASE):
            call_command("work", "--once")
        assert done == ["again"] and self.status(task) == TaskResultStatus.SUCCESSFUL

    def test_a_worker_that_lives_keeps_its_task(self, left):
        task = left(60)
        abandoned_tasks._note_start(SimpleNamespace(id=task.pk))
        abandoned_tasks.say_alive()
        abandoned_tasks._note_end()
        assert abandoned_tasks.resume() == 0
        assert self.status(task) == TaskResultStatus.RUNNING

    def test_a_task_that_kills_its_workers_is_given_up(self, left, caplog):
        task = left(16, ["one", "two", "three"])
        with caplog.at_level(logging.ERROR):
            assert abandoned_tasks.resume() == 0
        assert self.status(task) == TaskResultStatus.FAILED and "given up" in caplog.text

    def test_it_stays_given_up_though_something_was_away_before(self, left):
        task = left(16, ["one", "two", "three"])
        task.set_failed(ConnectionRefusedError())
        assert abandoned_tasks.try_again() == 1
        long_ago = timezone.now() - 2 * abandoned_tasks.SILENCE
        again = {"status": TaskResultStatus.RUNNING, "started_at": long_ago, "worker_ids": ["one", "two", "three"]}
        DBTaskResult.objects.filter(pk=task.pk).update(**again)
        assert abandoned_tasks.resume() == abandoned_tasks.try_again() == 0
        assert self.status(task) == TaskResultStatus.FAILED


class TestScheduler:
    @pytest.fixture
    def ran(self, monkeypatch):
        """The commands that were run."""
        lines = []
        monkeypatch.setattr(background, "call_command", lambda *line, **options: lines.append(line))
        monkeypatch.setattr(background.connection, "close", lambda: None)
        return lines

    def test_every_periodic_command_exists(self):
        assert {line.split()[0] for line in settings.PERIODIC_COMMANDS} <= set(get_commands())

    def test_what_is_due_is_published_twice_a_minute(self):
        assert settings.PERIODIC_COMMANDS["publish_scheduled"] == 30

    @pytest.mark.django_db
    def test_a_command_is_run_with_its_arguments(self, ran):
        background.run_command("check_links --limit 5")
        assert ran == [("check_links", "--limit", "5")]

    @pytest.mark.django_db
    def test_a_command_that_another_machine_runs_is_left_alone(self, ran, monkeypatch):
        monkeypatch.setattr(background, "acquire_lock", lambda name: False)
        background.run_command("check_links --limit 5")
        assert ran == []

    @pytest.mark.django_db
    def test_a_failing_command_is_logged_and_harms_nothing(self, ran, monkeypatch, caplog):
        def fail(*args, **kwargs):
            raise RuntimeError("the network is down")

        monkeypatch.setattr(background, "call_command", fail)
        with caplog.at_level(logging.ERROR):
            background.run_command("check_links --limit 5")
        assert "check_links" in caplog.text

    def test_each_is_repeated_without_waiting_for_the_others(self, monkeypatch):
        all_here = threading.Barrier(3, timeout=10)
        monkeypatch.setattr(background, "INITIAL_DELAY", 0)
        monkeypatch.setattr(background, "run_command", lambda line: all_here.wait())
        background.start_scheduler({"first": 1000, "second": 1000})
        all_here.wait()

    @pytest.mark.django_db
    def test_the_lock_is_for_one_machine_at_a_time(self):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite is never shared between machines.")
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [zlib.crc32(b"a")])
                assert not background.acquire_lock("a")
                cursor.execute("SELECT pg_advisory_unlock_all()")
        finally:
            other.close()
        assert background.acquire_lock("a")


class Stopped(Exception):
    """Ends the loop that never returns."""


class TestSupervision:
    @pytest.fixture
    def pauses(self, monkeypatch, settings, tmp_path):
        """Lets the process end twice; the seconds between. Threads that other tests have left sleep as they like."""
        seen, here, for_others = [], threading.current_thread(), time.sleep

        def sleep(seconds):
            if threading.current_thread() is not here:
                for_others(seconds)
                return
            seen.append(seconds)
            if len(seen) == 3:
                raise Stopped

        settings.VAR_DIR = tmp_path
        monkeypatch.setattr(background.time, "sleep", sleep)
        return seen

    def test_a_process_that_ended_is_started_again(self, pauses, monkeypatch, caplog):
        monkeypatch.setattr(sys, "executable", "/bin/false")
        with caplog.at_level(logging.ERROR), pytest.raises(Stopped):
            background.supervise()
        assert caplog.text.count("ended with status 1") == 2
        assert pauses == [background.START_DELAY] * 3

    def test_a_lock_that_cannot_be_opened_stops_nothing(self, pauses, monkeypatch, caplog, settings):
        (settings.VAR_DIR / "background.lock").mkdir()
        monkeypatch.setattr(sys, "executable", "/bin/false")
        with caplog.at_level(logging.ERROR), pytest.raises(Stopped):
            background.supervise()
        assert caplog.text.count("ended with status 1") == 2
        assert "there is no lock" in caplog.text

    def test_a_machine_that_cannot_start_it_goes_on_serving(self, pauses, monkeypatch, caplog):
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
        with caplog.at_level(logging.ERROR), pytest.raises(Stopped):
            background.supervise()
        assert caplog.text.count("could not be started") == 2

    def test_one_per_machine_and_another_takes_over(self, settings, tmp_path, monkeypatch):
        started = threading.Event()

        def run():
            started.set()
            threading.Event().wait()  # as the process does, for as long as it lives

        settings.VAR_DIR = tmp_path
        monkeypatch.setattr(background, "run_process", run)
        monkeypatch.setattr(background, "START_DELAY", 0)
        with (tmp_path / "background.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            threading.Thread(target=background.supervise, daemon=True).start()
            assert not started.wait(timeout=0.3)
        assert started.wait(timeout=10)


@pytest.mark.slow
def test_it_ends_with_the_process_that_started_it():
    script = "import time; from site_project.serving import background; background.stop_when_closed(); time.sleep(60)"
    worker = subprocess.Popen([sys.executable, "-c", script], cwd=settings.BASE_DIR, stdin=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        worker.wait(timeout=2)
    worker.stdin.close()
    assert worker.wait(timeout=20) == -signal.SIGTERM
