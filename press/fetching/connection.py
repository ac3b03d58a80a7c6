"""A connection to one public machine, with limits of time and size.

requests-hardened resolves a host name once, refuses private addresses, and connects to the very address it looked at,
so that a name server cannot give another answer in between. Added here: a stricter look at the address, a limit to
the length of the header, and a deadline for the whole exchange. The time-outs of `requests` are for each single read,
so a server that sends a byte now and then would take days.
"""

import io
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from ipaddress import ip_address
from typing import Any, TypeVar

import requests
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool

from press.fetching.problems import FetchProblem, Problem
from press.fetching.url_validation import is_public

#: Status line and header fields together, with what is read ahead of the body.
MAX_HEADER_BYTES = 128 * 1024


T = TypeVar("T")


class HeaderTooLong(OSError):
    """The header of a response is longer than MAX_HEADER_BYTES."""


class Deadline:
    """`seconds` from now, on the monotonic clock: by then a response must have arrived, whatever the server does."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """The seconds left, more than 0. Raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def sooner(self, seconds: float) -> "Deadline":
        """This deadline, or one `seconds` from now if that is sooner."""
        other = Deadline(seconds)
        other._end = min(self._end, other._end)
        return other

    def run(self, function: Callable[[], T]) -> T:
        """What `function` returns or raises. Raises TimeoutError when it is not done in time.

        For calls that cannot be interrupted (name resolution): the thread is left behind until the call gives up.
        """
        outcome: Future[T] = Future()

        def work() -> None:
            try:
                outcome.set_result(function())
            except BaseException as error:  # noqa: BLE001  raised below, in the thread that asked
                outcome.set_exception(error)

        threading.Thread(target=work, daemon=True, name="deadline").start()
        return outcome.result(timeout=self.remaining())


class SafeAdapter(IPFilterAdapter):
    """Sends one request, to a public address only, and returns the response by the deadline."""

    def __init__(self, *, https: bool, deadline: "Deadline") -> None:
        super().__init__(is_https_proto=https)
        self._connection_class = _TimedHTTPSConnection if https else _TimedHTTPConnection
        self._deadline = deadline

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: object, cert: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The address to connect to. Raises FetchProblem, TimeoutError, or what requests-hardened does."""
        look_up = partial(super().build_connection_pool_key_attributes, request, verify, cert)
        host_params, pool_kwargs = self._deadline.run(look_up)
        if not is_public(ip_address(host_params["host"].strip("[]"))):
            raise FetchProblem(Problem.ADDRESS_FORBIDDEN)
        return host_params, pool_kwargs

    def get_connection_with_tls_context(self, *args: object, **kwargs: object) -> HTTPConnectionPool:
        """The pool of the request's host, whose connections know the deadline."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = partial(self._connection_class, deadline=self._deadline)
        return pool


class _TimedReader(io.RawIOBase):
    """Reads from a socket; every single read may only take what is left of the whole time."""

    def __init__(self, sock: socket.socket, deadline: "Deadline") -> None:
        self._socket = sock
        self._stream = sock.makefile("rb", buffering=0)
        self._deadline = deadline
        self._read = 0
        self.limit: int | None = MAX_HEADER_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._socket.settimeout(self._deadline.remaining())
        count = self._stream.readinto(buffer)
        self._read += count or 0
        if self.limit is not None and self._read > self.limit:
            raise HeaderTooLong
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()


class _TimedSocket:
    """A connected socket, plain or TLS, of which http.client reads through a `_TimedReader`."""

    def __init__(self, sock: socket.socket, deadline: "Deadline") -> None:
        self._socket = sock
        self._deadline = deadline
        self._reader: _TimedReader | None = None

    def makefile(self, *args: object, **kwargs: object) -> io.BufferedReader:
        self._reader = _TimedReader(self._socket, self._deadline)
        return io.BufferedReader(self._reader)

    def header_is_read(self) -> None:
        """Lift the limit: `read_body` counts the bytes of the body."""
        if self._reader:
            self._reader.limit = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)


class _TimedHTTPConnection(HTTPConnection):
    def __init__(self, *args: Any, deadline: "Deadline", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deadline = deadline

    def _new_conn(self) -> socket.socket:
        # Private API of urllib3, which has no public place between connecting and the TLS handshake:
        # tests/press/fetching/test_connection.py fails when it changes.
        self.timeout = self.deadline.remaining()
        sock = super()._new_conn()
        sock.settimeout(self.deadline.remaining())  # for the TLS handshake, which keeps to it as a whole
        return sock

    def connect(self) -> None:
        super().connect()
        self.sock = _TimedSocket(self.sock, self.deadline)

    def getresponse(self) -> Any:
        sock: Any = self.sock
        response = super().getresponse()
        sock.header_is_read()
        return response


class _TimedHTTPSConnection(_TimedHTTPConnection, HTTPSConnection):
    pass
