"""Whole starts of the program, in processes of their own."""

import json
import os
import re
import socket
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

SCRIPT = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from django.db import connection
client = Client(headers={"host": "example.org"})
plain = client.get("/robots.txt")
health = client.get("/healthz")
secure = client.get("/robots.txt", headers={"x-forwarded-proto": "https"})
print(json.dumps({
    "plain": [plain.status_code, plain.headers["Location"]],
    "health": health.status_code,
    "secure": [secure.status_code, dict(secure.headers)],
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "names": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.KNOWN_BROWSER_COOKIE_NAME,
              import_string(settings.MESSAGE_STORAGE).storage_classes[0].cookie_name],
    "loaded": sorted(sys.modules),
}))
"""

#: Large, and needed by few processes: loaded where they are used.
HEAVY = frozenset({
    "boto3", "cryptography", "dateparser", "feedparser", "fido2", "htmldate", "icalendar", "justhtml", "lingua", "openpyxl",
    "press.reading.paste.groups", "prometheus_client", "rapidfuzz", "redis", "trafilatura",
})  # fmt: skip


def start(*command, **variables):
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "site_project.settings.production", "DATABASE_URL": "sqlite://:memory:",
        **variables,
    }  # fmt: skip
    environment.pop("SECRET_KEY", None) if "SECRET_KEY" not in variables else None
    return subprocess.run(
        [sys.executable, *command], env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def test_a_wrong_variable_ends_a_command_with_one_sentence(tmp_path):
    ended = start("manage.py", "serve", PORT="abc", VAR_DIR=str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr == 'Environment variable "PORT" invalid: Not a valid integer.\n'
    assert ended.stdout == ""


def test_a_taken_port_ends_the_start_with_one_sentence_before_anything_is_prepared(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = start("manage.py", "serve", PORT=str(port), VAR_DIR=str(tmp_path))
    assert ended.returncode == 1
    assert re.fullmatch(rf"CommandError: PORT {port} is taken .*, such as PORT=\d+\.\n", ended.stderr)
    assert ended.stdout == ""
    assert not (tmp_path / "db.sqlite3").exists()


def test_an_address_of_another_machine_ends_the_start_with_one_sentence(tmp_path):
    ended = start("manage.py", "serve", BIND="192.0.2.1", PORT=str(free_port()), VAR_DIR=str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr.startswith("CommandError: BIND must be a network address of this machine (")
    assert ended.stderr.count("\n") == 1


def test_a_terminal_that_lacks_characters_stops_no_command(tmp_path):
    ended = start(
        "manage.py", "shell", "--no-imports", "-c", "print('Preparing…')",
        VAR_DIR=str(tmp_path), PYTHONIOENCODING="ascii", PYTHONUTF8="0",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "Preparing\\u2026\n"


def test_a_wrong_variable_ends_a_wsgi_server(tmp_path):
    ended = start("-c", "import site_project.wsgi", DATABASE_URL="foo", VAR_DIR=str(tmp_path))
    assert ended.returncode == 3
    assert ended.stderr.startswith('Environment variable "DATABASE_URL" invalid: ')
    assert ended.stderr.count("\n") == 1


def test_with_an_https_address(tmp_path):
    ended = start(
        "-c", SCRIPT, SITE_URL="https://example.org", SECRET_KEY="a key for tests " * 4, BEHIND_PROXY="1", VAR_DIR=str(tmp_path),
        EMAIL_URL="dummy://",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    assert seen["plain"] == [301, "https://example.org/robots.txt"]
    assert seen["health"] == 200
    status, headers = seen["secure"]
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "upgrade-insecure-requests" in headers["Content-Security-Policy"]
    assert seen["cookies"] == [True, True]
    assert seen["names"] == ["__Host-sessionid", "__Host-csrftoken", "__Host-browser", "__Host-messages"]
    assert not HEAVY.intersection(seen["loaded"])
