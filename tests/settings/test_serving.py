"""From a checkout to a running site: every step can be repeated, and does nothing when nothing changed."""

import errno
import os
from io import StringIO

import pytest
from babel.messages.mofile import read_mo
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.http import HttpResponse

from demo import access as demo
from site_project.management.commands import serve
from site_project.serving import build, server
from site_project.serving.build import compile_messages
from site_project.settings.secrets import get_or_create_secret, keep_secret

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Press"
msgstr "Prensa"

#, fuzzy
msgid "Events"
msgstr "Prensa"
"""


class TestCatalogs:
    @pytest.fixture
    def source(self, tmp_path):
        file = tmp_path / "es" / "LC_MESSAGES" / "django.po"
        file.parent.mkdir(parents=True)
        file.write_text(PO, encoding="utf-8")
        return file

    def test_it_is_compiled_without_the_unsure_entries(self, tmp_path, source):
        assert compile_messages([tmp_path]) == [source.with_suffix(".mo")]
        with source.with_suffix(".mo").open("rb") as file:
            catalog = read_mo(file)
        assert catalog.get("Press").string == "Prensa"
        assert catalog.get("Events") is None

    def test_only_when_it_changed(self, tmp_path, source):
        compile_messages([tmp_path])
        assert compile_messages([tmp_path]) == []
        later = source.with_suffix(".mo").stat().st_mtime + 5
        os.utime(source, (later, later))
        assert compile_messages([tmp_path]) == [source.with_suffix(".mo")]

    def test_nothing_else_is_left_behind(self, tmp_path, source):
        compile_messages([tmp_path])
        assert sorted(file.name for file in source.parent.iterdir()) == ["django.mo", "django.po"]

    def test_a_folder_that_is_not_there(self, tmp_path):
        assert compile_messages([tmp_path / "none"]) == []


class TestSecrets:
    def test_a_secret_is_made_once(self, tmp_path):
        file = tmp_path / "var" / "secret"
        assert get_or_create_secret(file, length=12) == get_or_create_secret(file, length=12)
        assert [left.name for left in file.parent.iterdir()] == ["secret"]

    def test_a_given_one_replaces_it(self, tmp_path):
        file = tmp_path / "secret"
        get_or_create_secret(file, length=12)
        keep_secret(file, "given")
        assert get_or_create_secret(file, length=12) == "given"
        assert file.stat().st_mode & 0o777 == 0o600


class TestAssets:
    @pytest.fixture
    def collected(self, monkeypatch, settings, tmp_path):
        """How often the static files were collected."""
        calls = []
        settings.STATIC_ROOT = tmp_path
        monkeypatch.setattr(build, "call_command", lambda *args, **kwargs: calls.append(args))
        return calls

    def test_only_when_a_source_changed(self, collected, monkeypatch):
        assert build.collect_assets()
        assert not build.collect_assets()
        monkeypatch.setattr(build, "_fingerprint", lambda: "another")
        assert build.collect_assets()
        assert collected == [("collectstatic",), ("collectstatic",)]


class TestDemo:
    @pytest.fixture
    def loaded(self, db, monkeypatch, settings, tmp_path):
        """How often the demo was loaded, into a site that has no content yet."""
        calls = []

        def load(name, password):
            calls.append(password)
            monkeypatch.setattr(demo, "DEPTH_BELOW_HOME", 1)  # from now on there is content
            for account in demo.ACCOUNTS:
                get_user_model().objects.create_user(account, password=password)

        settings.VAR_DIR = tmp_path
        monkeypatch.setattr(demo, "DEPTH_BELOW_HOME", 1000)
        monkeypatch.setattr(demo, "call_command", load)
        return calls

    @pytest.fixture
    def given(self, monkeypatch, settings):
        """Sets DEMO_PASSWORD."""

        def give(password):
            monkeypatch.setattr(demo, "given_password", lambda: password)

        give(None)
        return give

    def test_a_second_start_tells_the_same_password(self, loaded, given):
        first = demo.ensure_demo()
        second = demo.ensure_demo()
        assert first == second
        assert loaded == [first.password]
        assert first.accounts == sorted(demo.ACCOUNTS)

    def test_a_given_password_is_set(self, loaded, given):
        demo.ensure_demo()
        given("from the operator")
        assert demo.ensure_demo().password == "from the operator"
        assert get_user_model().objects.get(username="editor").check_password("from the operator")

    def test_and_remembered(self, loaded, given):
        given("from the operator")
        demo.ensure_demo()
        given(None)
        assert demo.ensure_demo().password == "from the operator"

    def test_other_accounts_are_left_alone(self, loaded, given):
        demo.ensure_demo()
        own = get_user_model().objects.create_user("own", password="own")
        given("from the operator")
        demo.ensure_demo()
        own.refresh_from_db()
        assert own.check_password("own")


class TestServe:
    @pytest.fixture
    def steps(self, db, monkeypatch):
        """The steps that were taken, in their order."""
        taken = []
        for name in ("compile_messages", "collect_assets"):
            monkeypatch.setattr(serve, name, lambda *args, name=name: taken.append(name))
        monkeypatch.setattr(serve, "call_command", lambda name, **options: taken.append(name))
        monkeypatch.setattr(serve, "check_address", lambda bind, port: None)
        monkeypatch.setattr(serve, "Server", lambda: type("Fake", (), {"run": lambda self: taken.append("serve")})())
        return taken

    def test_everything(self, steps):
        call_command("serve", stdout=StringIO())
        assert steps == ["compile_messages", "setup_site", "load_demo", "collect_assets", "serve"]

    def test_where_the_demo_is_not_installed(self, steps, settings):
        settings.INSTALLED_APPS = [name for name in settings.INSTALLED_APPS if name != "demo"]
        call_command("serve", stdout=StringIO())
        assert steps == ["compile_messages", "setup_site", "collect_assets", "serve"]

    def test_only_prepared(self, steps):
        call_command("serve", prepare_only=True, stdout=StringIO())
        assert steps == ["compile_messages", "setup_site", "load_demo", "collect_assets"]

    def test_only_served(self, steps):
        """The translations lie beside the code, which each machine has its own of."""
        call_command("serve", no_prepare=True, stdout=StringIO())
        assert steps == ["compile_messages", "serve"]

    def test_code_that_cannot_be_written(self, steps, monkeypatch):
        def refuse(folders):
            raise PermissionError(errno.EACCES, "Permission denied", "/srv/site/code/locale/es/LC_MESSAGES/django.1")

        monkeypatch.setattr(serve, "compile_messages", refuse)
        with pytest.raises(
            CommandError, match=r"^The translations cannot be compiled: Permission denied \(/srv/[^\n]+\)\.$"
        ):
            call_command("serve", stdout=StringIO())
        assert steps == []

    def test_it_says_where_the_site_is(self, steps, settings):
        output = StringIO()
        call_command("serve", stdout=output)
        assert "http://testserver/\n" in output.getvalue()
        assert "http://testserver/admin/\n" in output.getvalue()

    def test_a_database_that_does_not_answer(self, steps, monkeypatch):
        def refuse(connection):
            raise OperationalError("connection refused\n")

        monkeypatch.setattr(serve, "MigrationExecutor", refuse)
        with pytest.raises(CommandError, match=r"^The database of DATABASE_URL cannot be used: connection refused$"):
            call_command("serve", stdout=StringIO())

    def test_a_database_that_cannot_be_written(self, steps, monkeypatch):
        def refuse(name, **_options):
            raise OperationalError(f"attempt to write a readonly database by {name}")

        monkeypatch.setattr(serve, "call_command", refuse)
        with pytest.raises(
            CommandError, match=r"^The database of DATABASE_URL cannot be used: attempt to write .* setup_site$"
        ):
            call_command("serve", stdout=StringIO())


class TestWarmUp:
    """Before workers are forked, the home pages are shown once: what that loads is shared."""

    @pytest.fixture
    def visits(self, monkeypatch):
        """Loads the application, which answers with a status; returns what it was asked."""

        def load(status):
            asked = []

            class Application:
                def get_response(self, request):
                    asked.append(request.build_absolute_uri())
                    return HttpResponse(status=status)

            monkeypatch.setattr(server, "get_wsgi_application", Application)
            monkeypatch.setattr(server.connections, "close_all", lambda: asked.append("close connections"))
            server.Server().load()
            return asked

        return load

    def test_in_each_language(self, visits):
        assert visits(200) == ["http://testserver/en/", "http://testserver/es/", "close connections"]

    def test_nobody_waits_for_a_database_that_is_away(self, visits):
        assert visits(503) == ["http://testserver/en/", "close connections"]
