"""Which statements move the generation on. What is left out is held against every public page."""

import contextlib
import re
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from home.models import Footer
from press.link_checks.models import Link
from press.models import Clipping
from press.newsroom.filters.form import PARAMETERS, ClippingFilterForm
from site_project.page_cache.changes import _note_writes, invisible_tables, is_visible
from site_project.page_cache.generation import generation
from site_project.querysets import all_pages
from tests.factories import ClippingFactory, StandardPageFactory

PAGE = '"wagtailcore_page"'


@pytest.mark.parametrize(
    "sql",
    [
        f'UPDATE {PAGE} SET "title" = %s WHERE {PAGE}."id" = %s',
        f'UPDATE {PAGE} SET "draft_title" = %s, "live" = %s WHERE {PAGE}."id" = %s',
        f'UPDATE {PAGE} SET "draft_title" = CASE WHEN ("x" WHERE ) THEN %s END WHERE "id" = 1',
        "update wagtailcore_page set draft_title = 'a', title = 'b'",
        "  UPDATE wagtailcore_page SET title = 'x'",
        f"DELETE FROM {PAGE} WHERE id IN (1)",
        "DELETE FROM wagtailcore_page",
        'INSERT INTO "press_clipping" ("headline") VALUES (%s)',
        'INSERT OR IGNORE INTO "press_clipping" ("headline") VALUES (%s)',
        "DELETE FROM site_project_siterendition WHERE id = 1",
        'UPDATE "press_link_checks_link" SET "checked_at" = %s, "state" = %s WHERE id = 1',
        "UPDATE django_session SET expire_date = 1; UPDATE wagtailcore_page SET title = 'x'",
        "WITH old AS (SELECT 1) UPDATE wagtailcore_page SET title = 'x'",
        "TRUNCATE wagtailcore_page",
        "ALTER TABLE wagtailcore_page ADD COLUMN x integer",
        "/* by hand */ UPDATE django_session SET expire_date = 1",
        "REPLACE INTO wagtailcore_page VALUES (1)",
        "COPY wagtailcore_page FROM STDIN",
        object(),
    ],
)
def test_statements_that_count(sql):
    assert is_visible(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "SAVEPOINT x",
        "PRAGMA foreign_keys",
        "WITH found AS (SELECT 1) SELECT * FROM found",
        f'UPDATE {PAGE} SET "draft_title" = %s, "latest_revision_id" = %s WHERE {PAGE}."id" = %s',
        'UPDATE "press_link_checks_link" SET "checked_at" = %s, "failures" = %s',
        'INSERT INTO "django_session" ("session_key") VALUES (%s)',
        'INSERT INTO "site_project_siterendition" ("file") VALUES (%s)',
        'DELETE FROM "wagtailsearch_indexentry" WHERE id = 1',
        'INSERT INTO "wagtailcore_revision" ("content") VALUES (%s)',
    ],
)
def test_statements_that_do_not_count(sql):
    assert not is_visible(sql)


def test_names_in_the_settings_exist(db):
    tables = connection.introspection.table_names()
    for table in {*settings.PAGE_CACHE_VISIBLE_COLUMNS, *settings.PAGE_CACHE_UNSEEN_WHEN_NEW}:
        assert table in tables
    with connection.cursor() as cursor:
        for table, columns in settings.PAGE_CACHE_VISIBLE_COLUMNS.items():
            found = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            assert columns <= found
        found = {column.name for column in connection.introspection.get_table_description(cursor, "wagtailcore_page")}
        assert found >= settings.PAGE_CACHE_DRAFT_COLUMNS
    models = list(apps.get_models(include_auto_created=True))
    labels = {model._meta.label for model in models} | {model._meta.app_label for model in models}
    assert labels >= settings.PAGE_CACHE_INVISIBLE


def test_pages_know_all_fields_of_the_filters(rf):
    assert set(ClippingFilterForm(rf.get("/").GET).fields) == set(PARAMETERS)


@pytest.mark.slow
class TestPublicPages:
    """The whole demo."""

    PATHS = (
        "/sitemap.xml", "/en/press/?kind=tv&campaign=seeking-sanctuary&outlet=1", "/en/press/feed.xml",
        "/en/events/calendar.ics", "/en/events/?when=past", "/en/nowhere/", "/es/nada/",
    )  # fmt: skip

    def test_read_nothing_that_is_called_invisible_and_show_nothing_of_what_a_draft_writes(self, demo, client):
        """One test: to visit every page takes seconds."""
        paths = [*(page.url for page in all_pages().filter(depth__gt=1).visible().specific()), *self.PATHS]
        before, read = {}, set()
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                before[path] = client.get(path).content
            for query in queries.captured_queries:
                read |= set(re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"]))
        assert "wagtailcore_page" in read and "press_clipping" in read
        # Types of contents are the code's; they change with a release.
        assert (read & invisible_tables()) - {"django_content_type"} == set()

        Page.objects.update(
            draft_title="A draft", has_unpublished_changes=True, latest_revision=None,
            latest_revision_created_at="2031-01-01T00:00Z", locked=True, locked_at="2031-01-01T00:00Z",
        )  # fmt: skip
        Clipping.objects.update(has_unpublished_changes=True, latest_revision=None, locked=True)
        Footer.objects.update(has_unpublished_changes=True, latest_revision=None)
        Link.objects.update(checked_at="2031-01-01T00:00Z", failures=3, needs_person=True, since=None, reason="gone")
        for path, content in before.items():
            assert client.get(path).content == content, path


class TestCommit:
    @pytest.fixture
    def moves(self, folder, monkeypatch):
        found = []
        monkeypatch.setattr(generation(), "move_on", lambda: found.append(1))
        return found

    def test_once_for_a_transaction_and_at_its_end(self, moves, commit, site):
        with commit():
            StandardPageFactory()
            ClippingFactory()
            assert moves == []
        assert moves == [1]

    @staticmethod
    def write_and_roll_back():
        with contextlib.suppress(InterruptedError), transaction.atomic():
            Site.objects.update(site_name="x")
            raise InterruptedError

    def test_not_when_it_is_rolled_back(self, moves, commit, site):
        with commit():
            self.write_and_roll_back()
        assert moves == []

    def test_what_was_written_after_a_rollback_counts(self, moves, commit, site):
        with commit():
            self.write_and_roll_back()
            Site.objects.update(site_name="y")
        assert moves == [1]

    def test_whatever_fails_after_a_commit(self, moves, commit, site):
        def fail():
            raise InterruptedError

        def write():
            with commit():
                transaction.on_commit(fail)
                Site.objects.update(site_name="x")

        with pytest.raises(InterruptedError):
            write()
        assert moves == [1]

    def test_once_for_many_savepoints(self, moves, commit, site):
        with commit():
            for number in range(50):
                with transaction.atomic():
                    Site.objects.update(site_name=str(number))
        assert moves == [1]

    @pytest.mark.parametrize(("sql", "expected"), [("UPDATE a SET b = 1", [1]), ("SELECT 1", [])])
    def test_outside_of_transactions_at_once(self, moves, sql, expected):
        context = {"connection": SimpleNamespace(in_atomic_block=False)}
        assert _note_writes(lambda *_args: "done", sql, (), False, context) == "done"
        assert moves == expected
