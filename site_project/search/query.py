"""What a visitor typed into the search box, made safe to look up."""

import re

#: Longer queries are cut: nobody types them, and an index lookup per word is not free.
MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 12


def clean_query(query: str) -> str:
    """What a visitor typed, reduced to words. Empty when nothing is left to look for.

    FTS5 refuses NUL bytes, and reads quotes and operators as syntax; words are all that either database needs.
    """
    words = re.findall(r"[^\W_]+", query[: MAX_QUERY_LENGTH * 4].replace("\x00", " "))
    return " ".join(words[:MAX_QUERY_WORDS])[:MAX_QUERY_LENGTH].strip()
