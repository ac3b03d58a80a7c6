"""One HTTP request and its response; every error is a FetchProblem."""

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests
import urllib3
from requests_hardened.ip_filter import InvalidIPAddress

from press.fetching.connection import Deadline, HeaderTooLong, SafeAdapter
from press.fetching.problems import FetchProblem, Problem

_ERRORS = (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)

#: Bodies are read and unpacked in chunks of this size.
CHUNK_BYTES = 16 * 1024


@contextmanager
def send(url: str, headers: Mapping[str, str], deadline: Deadline) -> Iterator[requests.Response]:
    """Send one GET request to `url`, which `validate_url` has passed. Raises FetchProblem; those that are raised while
    the response is open get its status.

    Without a session of `requests`: that would keep cookies, look for proxies and passwords in the environment and in
    files, and read the bodies of redirects without a limit.
    """
    adapter = SafeAdapter(https=url.startswith("https:"), deadline=deadline)
    try:
        with _translate_errors():
            request = requests.Request("GET", url, headers=dict(headers)).prepare()
            response = adapter.send(request, stream=True, timeout=deadline.remaining(), verify=True, proxies={})
        try:
            yield response
        except FetchProblem as problem:
            problem.status = response.status_code
            raise
        finally:
            response.close()
    finally:
        adapter.close()


def read_body(response: requests.Response, deadline: Deadline, max_bytes: int, *, cut: bool) -> bytes:
    """The unpacked body, of which never much more than `max_bytes` are in memory.

    One that is longer is cut off, or raises FetchProblem.
    """
    read = bytearray()
    with _translate_errors():
        while len(read) <= max_bytes:
            deadline.remaining()
            chunk = response.raw.read(min(CHUNK_BYTES, max_bytes + 1 - len(read)), decode_content=True)
            if not chunk:
                return bytes(read)
            read += chunk
    if not cut:
        raise FetchProblem(Problem.TOO_LARGE)
    return bytes(read[:max_bytes])


@contextmanager
def _translate_errors() -> Iterator[None]:
    """Raise every error of requests, urllib3, http.client and ssl as a FetchProblem."""
    try:
        yield
    except FetchProblem:
        raise
    except _ERRORS as error:
        raise FetchProblem(_code(error)) from error


def _code(error: BaseException) -> str:
    """The code for an error: the libraries wrap each other's, so that all inside it are looked at."""
    causes = list(_causes(error))
    for kinds, code in _CODES:
        if any(isinstance(cause, kinds) for cause in causes):
            return code
    for cause in causes:
        if isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN:
            return Problem.DNS
    return Problem.CONNECTION


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    following: list[Any] = [error]
    while following:
        current = following.pop()
        if isinstance(current, BaseException) and current not in found:
            found.append(current)
            following += [current.__cause__, current.__context__, getattr(current, "reason", None), *current.args]
    return found


#: In this order, since some are subclasses of later ones.
_CODES: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((InvalidIPAddress,), Problem.ADDRESS_FORBIDDEN),
    ((HeaderTooLong,), Problem.TOO_LARGE),
    ((urllib3.exceptions.NewConnectionError,), Problem.CONNECTION),
    ((TimeoutError, requests.Timeout, urllib3.exceptions.TimeoutError), Problem.TIMEOUT),
    ((ConnectionError, http.client.IncompleteRead, ssl.SSLEOFError, ssl.SSLZeroReturnError), Problem.CONNECTION),
    ((ssl.SSLError, ssl.CertificateError, urllib3.exceptions.SSLError), Problem.TLS),
    ((requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError), Problem.ADDRESS_BAD),
    (
        (
            http.client.HTTPException,
            requests.exceptions.InvalidHeader,
            urllib3.exceptions.DecodeError,
            urllib3.exceptions.InvalidHeader,
            urllib3.exceptions.InvalidChunkLength,
        ),
        Problem.BAD_ANSWER,
    ),
)
