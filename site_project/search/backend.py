"""The search backend named in the settings: ours on PostgreSQL and SQLite, Wagtail's own choice elsewhere."""

from typing import Any

from django.db import connection
from modelsearch.backends import database
from modelsearch.backends.database.sqlite.utils import fts5_available


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that modelsearch looks for
    """The backend for the default database."""
    if connection.vendor == "postgresql":
        from site_project.search.postgres import MultilingualSearchBackend  # noqa: PLC0415 PostgreSQL only

        return MultilingualSearchBackend(params)
    if connection.vendor == "sqlite" and fts5_available():
        from site_project.search.sqlite import PrefixSearchBackend  # noqa: PLC0415 SQLite only

        return PrefixSearchBackend(params)
    return database.SearchBackend(params)
