"""PostgreSQL text search configurations: the one of each language, and ours that takes accents off first."""

from django.db import connections
from modelsearch.conf import get_app_config

from site_project.i18n.translations import language_codes

#: PostgreSQL's built-in configurations by ISO 639-1 code (`\\dF` in psql). A language that is not here is not stemmed.
CONFIGURATIONS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

#: The token types that carry words (https://www.postgresql.org/docs/current/textsearch-parsers.html).
WORDS = "asciihword, asciiword, hword, hword_asciipart, hword_part, word"


def configuration_for(code: str) -> str:
    """The name of PostgreSQL's own configuration for a language of the site; "simple", which does not stem, for any
    other: its accentless variant then exists too."""
    return CONFIGURATIONS.get(code.partition("-")[0], "simple") if code in language_codes() else "simple"


def accentless(configuration: str) -> str:
    """The name of our variant of a configuration that takes accents off before anything else."""
    return f"site_{configuration}"


def ensure_configurations(using: str = "default", **_kwargs: object) -> None:
    """Create what is missing: the `unaccent` extension and an accentless configuration for each of the site's
    languages.

    Runs after every migration, so that a language added to the settings needs nothing else. Does nothing on other
    databases. `unaccent` is a trusted extension: the owner of the database may create it.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        for base in {configuration_for(code) for code in [*language_codes(), ""]}:
            name = accentless(base)
            cursor.execute("SELECT 1 FROM pg_ts_config WHERE cfgname = %s", [name])
            if cursor.fetchone():
                continue
            stem = "simple" if base == "simple" else f"{base}_stem"
            cursor.execute(f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{base})")
            cursor.execute(f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR {WORDS} WITH unaccent, {stem}")


def ensure_index(using: str = "default", **_kwargs: object) -> None:
    """Create the index of title and body together, which every search looks through.

    Wagtail's migrations leave it out, so that PostgreSQL would read all entries for each search. Runs after every
    migration; does nothing on other databases.
    """
    connection = connections[using]
    table = get_app_config().get_model("IndexEntry")._meta.db_table
    if connection.vendor != "postgresql" or table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS site_search_words ON {table} USING gin ((title || body))")
