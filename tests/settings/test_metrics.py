"""Numbers for Prometheus, on a port of their own."""

import socket
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError

from site_project.serving.server import check_address
from site_project.settings.environment import read_environment
from tests.settings.test_start import start

#: Two processes count, as two workers do; the numbers of both are asked for over the network.
SCRIPT = """
import os, sys, urllib.request
import django
django.setup()
from site_project.serving import metrics

metrics.prepare()
application = metrics.measured(lambda environ, start: start(environ["status"], []) or [b""], "answer")
for status in ("200 OK", "503 Service Unavailable"):
    if not (child := os.fork()):
        for _visit in range(3):
            application({"status": status, "PATH_INFO": "/secret/"}, lambda *_answer: None)
        os._exit(0)
    os.waitpid(child, 0)
metrics.serve("127.0.0.1", int(sys.argv[1]))
print(urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/metrics").read().decode())
print("folder", os.environ["PROMETHEUS_MULTIPROC_DIR"])
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.mark.slow  # a process of its own: the library decides when it is loaded how it counts
def test_the_numbers_of_all_workers_are_one(tmp_path):
    ended = start("-c", SCRIPT, str(free_port()), VAR_DIR=str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    assert 'site_answer_seconds_count{status="2xx"} 3.0' in lines
    assert 'site_answer_seconds_count{status="5xx"} 3.0' in lines
    assert "site_database_up 0.0" in lines  # there are no tables
    assert "secret" not in ended.stdout
    (folder,) = (line.partition(" ")[2] for line in lines if line.startswith("folder "))
    assert not Path(folder).exists()


def test_a_taken_port_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"^METRICS_PORT {port} is taken .* METRICS_PORT=\d+\.$"):
            check_address("127.0.0.1", port, "METRICS_PORT")


def test_the_same_port_for_both_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("METRICS_PORT", "8000")
    with pytest.raises(ImproperlyConfigured, match=r"^METRICS_PORT must be another port than PORT\.$"):
        read_environment(tmp_path)
