"""An answer as it is kept: its headers, and its body in each encoding that browsers take."""

import datetime as dt
import gzip
import hashlib
import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Self

import brotli
from django.utils.http import parse_http_date_safe

from site_project.page_cache.generation import Token
from site_project.text import TEXT_TYPES

Header = tuple[str, str]
#: Status, headers, and the parts of the body.
WSGIAnswer = tuple[str, list[Header], tuple[bytes, ...]]

#: The encodings in the order in which they are preferred: the smallest first.
ENCODINGS = ("br", "gzip", "identity")
#: Bytes: compressing less saves nothing.
SMALLEST = 200
#: Half a millisecond for a page of 40 kB; the highest level takes 33 ms to save another tenth.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6

#: Headers that belong to one encoding, or to one transfer.
OWN = frozenset({"content-encoding", "content-length", "etag", "vary"})


@dataclass(slots=True)
class Entry:
    """One answer. `bodies` has no encoding but "identity" for what is small or compressed already; it is empty where
    nothing is known but the `parameters` of the address.

    `parameters`, `token` and `fresh_until` are those of `rendering.Rendering` and `generation.Generation`.
    """

    status: str
    headers: list[Header]
    bodies: dict[str, bytes]
    etag: str
    parameters: frozenset[str] | None
    token: Token
    fresh_until: dt.datetime
    #: Whether it was given out since the store last looked.
    is_used: bool = False
    _expires_at: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self._expires_at = self.fresh_until.timestamp()

    @classmethod
    def make(
        cls,
        status: str,
        headers: Iterable[Header],
        body: bytes,
        token: Token,
        parameters: frozenset[str] | None,
        fresh_until: dt.datetime,
    ) -> Self:
        kept = [(name, value) for name, value in headers if name.lower() not in OWN]
        content_type = next((value for name, value in kept if name.lower() == "content-type"), "")
        bodies = {"identity": body}
        if len(body) >= SMALLEST and content_type.startswith(TEXT_TYPES):
            # No time of making, so that the same page has the same bytes everywhere.
            bodies["gzip"] = gzip.compress(body, GZIP_LEVEL, mtime=0)
            bodies["br"] = brotli.compress(body, quality=BROTLI_QUALITY)
        etag = hashlib.sha256(body).hexdigest()[:24]
        return cls(status, kept, bodies, etag, parameters, token, fresh_until)

    @property
    def size(self) -> int:
        """Bytes, about."""
        return 1000 + sum(map(len, self.bodies.values()))

    def is_valid(self, token: Token | None) -> bool:
        return self.token == token and self._expires_at > time.time()  # noqa: TID251 - Django's costs as much as all the rest

    def answer(self, environ: dict[str, Any]) -> WSGIAnswer:
        """What to answer a request: the whole, or that the client has it already."""
        encoding = preferred(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding not in self.bodies:
            encoding = "identity"
        if self.status[:3] == "200" and self._is_known(environ, encoding):
            return "304 Not Modified", self._headers_of_304(encoding), ()
        status, headers, body = self._whole(encoding)
        return status, headers, () if environ["REQUEST_METHOD"] == "HEAD" else (body,)

    def _etag(self, encoding: str) -> str:
        """Strong (RFC 9110, 8.8.3): each encoding has its own."""
        return f'"{self.etag}-{encoding}"'

    def _whole(self, encoding: str) -> tuple[str, list[Header], bytes]:
        body = self.bodies[encoding]
        headers = [*self.headers, ("Content-Length", str(len(body))), ("Vary", "Accept-Encoding")]
        if encoding != "identity":
            headers.append(("Content-Encoding", encoding))
        if self.status[:3] == "200":
            headers.append(("ETag", self._etag(encoding)))
        return self.status, headers, body

    def _headers_of_304(self, encoding: str) -> list[Header]:
        kept = [(name, value) for name, value in self.headers if not name.lower().startswith("content-t")]
        return [*kept, ("Vary", "Accept-Encoding"), ("ETag", self._etag(encoding))]

    def _is_known(self, environ: dict[str, Any], encoding: str) -> bool:
        """Whether the client's copy is this one (RFC 9110, 13.1). A time counts only where no validator is given."""
        if tags := environ.get("HTTP_IF_NONE_MATCH"):
            return tags.strip() == "*" or self._etag(encoding) in re.findall(r'"[^"]*"', tags)
        if since := environ.get("HTTP_IF_MODIFIED_SINCE"):
            changed = next((value for name, value in self.headers if name == "Last-Modified"), "")
            asked, known = parse_http_date_safe(since), parse_http_date_safe(changed) if changed else None
            return asked is not None and known is not None and known <= asked
        return False

    def dump(self) -> bytes:
        """For a file: a line of JSON, and the bodies."""
        head = {
            "status": self.status,
            "headers": self.headers,
            "bodies": [(encoding, len(body)) for encoding, body in self.bodies.items()],
            "etag": self.etag,
            "parameters": None if self.parameters is None else sorted(self.parameters),
            "token": self.token,
            "fresh_until": self.fresh_until.isoformat(),
        }
        return b"\n".join([json.dumps(head).encode(), b"".join(self.bodies.values())])

    @classmethod
    def load(cls, data: bytes) -> Self:
        """From what `dump` made. Raises ValueError and KeyError for anything else."""
        line, _newline, rest = data.partition(b"\n")
        head = json.loads(line)
        bodies, start = {}, 0
        for encoding, length in head["bodies"]:
            bodies[encoding] = rest[start : start + length]
            start += length
        if start != len(rest):
            raise ValueError("The file is not whole.")
        return cls(
            status=head["status"],
            headers=[(name, value) for name, value in head["headers"]],
            bodies=bodies,
            etag=head["etag"],
            parameters=None if head["parameters"] is None else frozenset(head["parameters"]),
            token=Token(*head["token"]),
            fresh_until=dt.datetime.fromisoformat(head["fresh_until"]),
        )


@lru_cache(maxsize=256)
def preferred(header: str) -> str:
    """Of `ENCODINGS` the one to send for a header Accept-Encoding (RFC 9110, 12.5.3)."""
    qualities: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _semicolon, parameter = part.partition(";")
        quality = parameter.replace(" ", "").removeprefix("q=") or "1"
        try:
            qualities[name.strip()] = float(quality)
        except ValueError:
            qualities[name.strip()] = 0.0
    anything = qualities.get("*", 0.0)
    found = [encoding for encoding in ENCODINGS[:2] if qualities.get(encoding, anything) > 0]
    best = max(found, key=lambda encoding: qualities.get(encoding, anything), default="identity")
    return best if qualities.get(best, anything) >= qualities.get("identity", 0.0) else "identity"
