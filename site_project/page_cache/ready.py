"""Answers as this worker gave them last, by all that they depend on of a request: a hit is one look."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from site_project.page_cache.entries import Entry, WSGIAnswer

Asked = tuple[str | None, ...]

#: What the page cache looks at in a request, and nothing else.
LOOKED_AT = (
    "REQUEST_METHOD",
    "wsgi.url_scheme",
    "HTTP_HOST",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "CONTENT_LENGTH",
    "HTTP_TRANSFER_ENCODING",
    "HTTP_AUTHORIZATION",
    "HTTP_COOKIE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
)

#: Bytes: when there are more, all are forgotten. What is asked for comes back at once from the store.
MOST = 8_000_000


class Known(NamedTuple):
    entry: Entry
    answer: WSGIAnswer


class Ready:
    """The answers of one worker. `more` names what it looks at in a request besides."""

    def __init__(self, more: Iterable[str] = ()) -> None:
        self._names = (*LOOKED_AT, *more)
        self._known: dict[Asked, Known] = {}
        self._size = 0

    def asked(self, environ: dict[str, Any]) -> Asked:
        return tuple(map(environ.get, self._names))

    def get(self, asked: Asked) -> Known | None:
        """What was answered, whether it still holds or not."""
        return self._known.get(asked)

    def put(self, asked: Asked, entry: Entry, answer: WSGIAnswer) -> None:
        self._size += entry.size + sum(len(value) for value in asked if value)
        if self._size > MOST:
            self._known, self._size = {}, 0
        self._known[asked] = Known(entry, answer)
