"""gunicorn's threaded worker, for clients that are slow, or pretend to be.

A request gets one of the few threads when it is there: its head, and its body unless that is large. Until then the loop
that accepts connections gathers it, as a proxy does, so that idle sockets, half heads and slow forms hold nobody up.
"""

import errno
import re
import selectors
import socket
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from gunicorn.http.body import LengthReader
from gunicorn.workers.gthread import TConn, ThreadWorker

from site_project.serving.limits import VISITORS_LIMIT

#: Seconds in which a request must be there.
ARRIVAL = 10
#: Seconds of silence after which a large body (staff upload it) or a slow reader is given up.
SILENCE = 60
#: Seconds for which a connection stays after its last answer, and bytes that may still come.
LINGER, MOST_IGNORED = 2, 1024 * 1024
#: Bytes read at once.
READ = 64 * 1024
#: Bytes: gunicorn refuses longer heads.
LONGEST_HEAD = 64 * 1024
#: How questions of load balancers begin: these are answered however busy the threads are, by this many of their own.
HEALTH, HEALTH_THREADS = (b"GET /readyz ", b"GET /healthz ", b"HEAD /readyz ", b"HEAD /healthz "), 2

_CONTENT_LENGTH = re.compile(rb"^content-length:[ \t]*(\d+)[ \t]*\r?$", re.MULTILINE)


class Connection(TConn):
    received = b""
    #: Bytes that came after the answer.
    ignored = 0
    worker: "SiteWorker"

    def init(self) -> None:
        super().init()
        self.parser.unreader.unread(self.received)
        self.received = b""

    def close(self, graceful: bool = False) -> None:
        if graceful:
            self.worker.close_later(self)
        else:
            super().close()


def is_whole(received: bytes) -> bool:
    """Whether a thread can take the request without waiting for more of it."""
    head, end, body = received.partition(b"\r\n\r\n")
    if not end:
        return len(received) > LONGEST_HEAD
    head = head.lower()
    # A client that expects a word from us sends nothing before. Chunks are refused before they are read.
    if b"\ncontent-length:" not in head or b"\nexpect:" in head:
        return True
    length = _CONTENT_LENGTH.search(head)
    if length is None or len(length[1]) > 9:
        return True
    return int(length[1]) > VISITORS_LIMIT or len(body) >= int(length[1])


class SiteWorker(ThreadWorker):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closing: deque[Connection] = deque()

    def init_process(self) -> None:
        self.health = ThreadPoolExecutor(HEALTH_THREADS)
        super().init_process()

    def enqueue_req(self, conn: Connection) -> None:
        pool = self.health if conn.received.startswith(HEALTH) else self.tpool
        done = pool.submit(self.handle, conn)
        done.add_done_callback(lambda ended: self.method_queue.defer(self.finish_request, conn, ended))

    def accept(self, listener: Any) -> None:
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        conn = Connection(self.cfg, client, address, listener.getsockname())
        conn.worker = self
        conn.data_ready = True  # nothing for a thread to wait for
        self._gather(conn)

    def on_client_socket_readable(self, conn: Connection, client: Any) -> None:
        """The next request on a connection that was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._gather(conn)

    def on_pending_socket_readable(self, conn: Connection, client: Any) -> None:
        if self._receive(conn):
            self.poller.unregister(client)
            self.pending_conns.remove(conn)
            self._hand_over(conn)

    def close_later(self, conn: Connection) -> None:
        """Close a connection once the client has read the answer, which a reset would take from it (RFC 9112, 9.6). gunicorn
        waits for that in the loop, and answers nobody meanwhile."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            conn.close()
            return
        self.nr_conns += 1
        conn.timeout = time.monotonic() + LINGER
        self.closing.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._ignore, conn))

    def _ignore(self, conn: Connection, client: Any) -> None:
        try:
            data = client.recv(READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        conn.ignored += len(data)
        if not data or conn.ignored > MOST_IGNORED:
            self.closing.remove(conn)
            self.poller.unregister(client)
            self._drop(conn)

    def murder_pending(self) -> None:
        super().murder_pending()
        while self.closing and (not self.alive or self.closing[0].timeout <= time.monotonic()):
            conn = self.closing.popleft()
            self.poller.unregister(conn.sock)
            self._drop(conn)
        if not self.alive:  # browsers open connections in advance
            for conn in [conn for conn in self.pending_conns if not conn.received]:
                self.poller.unregister(conn.sock)
                self.pending_conns.remove(conn)
                self._drop(conn)

    def handle(self, conn: Connection) -> Any:
        """In a thread."""
        if conn.initialized and conn.received:
            conn.parser.unreader.unread(conn.received)
            conn.received = b""
        return super().handle(conn)

    def handle_request(self, req: Any, conn: Connection) -> Any:
        conn.sock.settimeout(SILENCE)
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Without the visitor's address, which gunicorn logs."""
        super().handle_error(req, client, ("", -1), exc)

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        """A body that was refused is not read either: gunicorn would do so for seconds, to keep the connection."""
        body = conn.parser.mesg.body.reader
        return keepalive and isinstance(body, LengthReader) and not body.length

    def _gather(self, conn: Connection) -> None:
        if self._receive(conn):
            self._hand_over(conn)
            return
        conn.timeout = time.monotonic() + ARRIVAL
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _receive(self, conn: Connection) -> bool:
        """Read what is there. Whether there is nothing more to wait for."""
        try:
            data = conn.sock.recv(READ)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        conn.received = conn.received + data if data else b""
        return not data or is_whole(conn.received)

    def _hand_over(self, conn: Connection) -> None:
        if conn.received:
            self.enqueue_req(conn)
        else:  # the client has gone
            self._drop(conn)

    def _drop(self, conn: Connection) -> None:
        self.nr_conns -= 1
        conn.close()
