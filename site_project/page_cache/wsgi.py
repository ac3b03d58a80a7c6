"""The wrapper around Django: answers from what is kept, and keeps what Django answers where a view has allowed it."""

import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from site_project.page_cache import rendering
from site_project.page_cache.entries import Entry, Header, WSGIAnswer
from site_project.page_cache.flights import Flight
from site_project.page_cache.generation import Generation, Token, generation
from site_project.page_cache.ready import Ready
from site_project.page_cache.rendering import Rendering
from site_project.page_cache.store import Key, Store

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

#: Characters of a path and of a query: nothing that is public is longer.
LONGEST_PATH, LONGEST_QUERY = 500, 1000

#: Statuses that are kept: the page; that it is elsewhere; that there is none.
KEPT = ("200", "301", "302", "404")

#: What a client may say of its own copy and of its wishes; the answer that is kept is for everyone.
OF_THE_CLIENT = (
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_RANGE",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
)

#: What Django's answer may vary by: it was not told.
UNASKED = frozenset({"accept-encoding", "accept-language"})

#: Seconds for which somebody may get the page as it was, while another visit is rendering it anew.
GRACE = 0.8

#: Addresses of which it is remembered that their answers are not kept.
MOST_UNKEPT = 2000


def wrap(application: Application) -> Application:
    """`application` behind the page cache, where the setting PAGE_CACHE is on."""
    if not settings.PAGE_CACHE:
        return application
    # A release has other templates and styles: nothing from before this start is valid.
    if not generation().begin():
        return application
    return PageCache(application, generation(), Path(settings.PAGE_CACHE_FOLDER))


class PageCache:
    """A WSGI application in front of Django's."""

    def __init__(self, application: Application, content: Generation, folder: Path) -> None:
        self._application, self._generation = application, content
        self._store, self._locks = Store(folder), folder / "locks"
        self._session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._prefixes = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
        self._hosts = _hosts()
        # Django's settings are asked once: each question costs as much as finding an entry.
        self._https_only = settings.SECURE_SSL_REDIRECT
        self._https_header = settings.SECURE_PROXY_SSL_HEADER
        self._ready = Ready(self._https_header[:1] if self._https_header else ())
        #: Not worth waiting for one another: these are rendered for each visit.
        self._unkept: dict[Key, Token] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        asked = self._ready.asked(environ)
        known = self._ready.get(asked)
        if known is not None and known.entry.is_valid(self._generation.current()):
            known.entry.is_used = True
            return _give(known.answer, start_response)
        key = self._key(environ)
        token = self._generation.current() if key else None
        if key is None or token is None:
            return self._application(environ, start_response)
        key, entry = self._find(key, token, self._store.get)
        if entry is not None and entry.is_valid(token) and entry.bodies:
            entry.is_used = True
            answer = entry.answer(environ)
            self._ready.put(asked, entry, answer)
            return _give(answer, start_response)
        return self._render(environ, start_response, key, token)

    def _key(self, environ: Environ) -> Key | None:
        """What a request asks for, with its query as it is; None where the answer is for one visitor, or no page."""
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        host = environ.get("HTTP_HOST", "").lower()
        if (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or self._session_cookie in environ.get("HTTP_COOKIE", "")
            or "HTTP_AUTHORIZATION" in environ
            or not (path.startswith(self._prefixes) or path == "/sitemap.xml")
            or path.endswith(".csv")  # sent while it is read
            or host not in self._hosts
            or len(path) > LONGEST_PATH
            or len(query) > LONGEST_QUERY
            or environ.get("CONTENT_LENGTH", "0") not in ("", "0")
            or "HTTP_TRANSFER_ENCODING" in environ
            or environ.get("SCRIPT_NAME")
        ):
            return None
        is_https = self._is_https(environ)
        if self._https_only and not is_https:
            return None
        return Key(is_https, host, path, query)

    def _is_https(self, environ: Environ) -> bool:
        """What Django's `request.is_secure()` will say."""
        if self._https_header:
            name, secure = self._https_header
            if (value := environ.get(name)) is not None:
                return bool(value.split(",")[0].strip() == secure)
        return bool(environ["wsgi.url_scheme"] == "https")

    def _find(self, key: Key, token: Token, look: Callable[[Key], Entry | None]) -> tuple[Key, Entry | None]:
        """The entry for an address, valid or not, and the key under which it is. What the page at an address knows of
        a query is learned from its entry without one."""
        if key.query:
            base = look(key._replace(query=""))
            if base and base.token == token and base.parameters is not None:
                key = key._replace(query=rendering.normalize(key.query, base.parameters))
        return key, look(key)

    def _render(self, environ: Environ, start_response: StartResponse, key: Key, token: Token) -> Iterable[bytes]:
        """Answer from what another worker has kept, else from Django: one visit renders, others wait for it."""
        key, entry = self._find(key, token, self._store.load)
        if entry is not None and entry.is_valid(token) and entry.bodies:
            return _send(entry, environ, start_response)
        if self._unkept.get(key) == token:
            return self._ask_django(environ, start_response, key)
        with Flight(self._locks, repr(key)) as flight:
            if not flight.lead():
                if entry is not None and entry.bodies and self._has_just_ended(entry, token):
                    return _send(entry, environ, start_response)
                flight.wait()
                now = self._generation.current()
                if now is not None:
                    key, entry = self._find(key, now, self._store.load)
                    if entry is not None and entry.is_valid(now) and entry.bodies:
                        return _send(entry, environ, start_response)
            return self._ask_django(environ, start_response, key)

    def _has_just_ended(self, entry: Entry, token: Token) -> bool:
        """Whether the entry was valid until a moment ago."""
        ended_at = entry.fresh_until.timestamp() if entry.token == token else self._generation.ended_at(entry.token)
        return ended_at is not None and timezone.now().timestamp() - ended_at < GRACE

    def _ask_django(self, environ: Environ, start_response: StartResponse, key: Key) -> Iterable[bytes]:
        token = self._generation.current()  # before anything is read: what changes from here on is not in the answer
        made = Rendering(token=token)
        asked = {name: value for name, value in environ.items() if name not in OF_THE_CLIENT}
        asked |= {"REQUEST_METHOD": "GET", "HTTP_COOKIE": _csrf_cookie(environ), rendering.KEY: made}
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        status, headers = "", []

        def note(given: str, fields: list[Header], *_error: object) -> None:
            nonlocal status, headers
            status, headers = given, fields

        answer: Any = self._application(asked, note)
        if not _is_for_everyone(status, headers) or getattr(answer, "streaming", True):
            if made.is_database_away and (kept := self._copy(key)):
                _close(answer)
                return _send(kept, environ, start_response)
            self._note_unkept(key, token)
            start_response(status, headers)
            return _Closing(answer) if is_head else answer
        try:
            body = b"".join(answer)
        finally:
            _close(answer)
        entry = Entry.make(status, headers, body, token or _NO_TOKEN, made.parameters, made.fresh_until)
        if made.is_allowed and token is not None:
            self._keep(key, entry, token)
        else:
            self._note_unkept(key, token)
        return _send(entry, environ, start_response)

    def _keep(self, key: Key, entry: Entry, token: Token) -> None:
        if entry.parameters is not None:
            query = rendering.normalize(key.query, entry.parameters)
            base = key._replace(query="")
            known = self._store.get(base)
            if query and (known is None or known.token != token):
                self._store.put(base, Entry(entry.status, [], {}, "", entry.parameters, token, entry.fresh_until))
            key = key._replace(query=query)
        self._store.put(key, entry)

    def _copy(self, key: Key) -> Entry | None:
        """A copy to answer with while the database is away: nothing has changed since, only time has passed."""
        token = self._generation.current()
        if token is None:
            return None
        _key, entry = self._find(key, token, self._store.load)
        return entry if entry is not None and entry.bodies and entry.token == token else None

    def _note_unkept(self, key: Key, token: Token | None) -> None:
        if token is None:
            return
        with self._lock:
            while len(self._unkept) >= MOST_UNKEPT:
                del self._unkept[next(iter(self._unkept))]
            self._unkept[key] = token


#: Of an answer that is not kept.
_NO_TOKEN = Token(0, 0, 0, "")


class _Closing:
    """The body of an answer to HEAD: none, but whatever it holds open is closed."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def __iter__(self) -> Any:
        return iter(())

    def close(self) -> None:
        _close(self._answer)


def _close(answer: Any) -> None:
    if hasattr(answer, "close"):
        answer.close()


def _send(entry: Entry, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    return _give(entry.answer(environ), start_response)


def _give(answer: WSGIAnswer, start_response: StartResponse) -> Iterable[bytes]:
    status, headers, body = answer
    start_response(status, list(headers))  # which a server may change
    return body


def _is_for_everyone(status: str, headers: list[Header]) -> bool:
    """Whether an answer says nothing that is for one visitor only."""
    if not status.startswith(KEPT):
        return False
    for name, value in headers:
        field, words = name.lower(), value.lower()
        if field in ("set-cookie", "content-encoding", "content-disposition", "content-range"):
            return False
        if field == "cache-control" and any(word in words for word in ("no-store", "private", "no-cache")):
            return False
        if field == "vary" and not {word.strip() for word in words.split(",")} <= UNASKED:
            return False
    return True


def _csrf_cookie(environ: Environ) -> str:
    """Of the cookies the only one that an answer to somebody without a session may need: a private page's form."""
    cookies = environ.get("HTTP_COOKIE", "").split(";")
    return ";".join(cookie for cookie in cookies if cookie.strip().startswith(f"{settings.CSRF_COOKIE_NAME}="))


def _hosts() -> frozenset[str]:
    """The values of the header Host that pages are kept for. Others, such as those with strange ports, would fill the
    cache with copies."""
    names = [name for name in settings.ALLOWED_HOSTS if name != "*" and not name.startswith(".")]
    ports = {settings.ENVIRONMENT.port, urlsplit(settings.SITE_URL).port} - {None}
    return frozenset([*names, *(f"{name}:{port}" for name in names for port in ports)])
