"""What is too large, or comes too slowly, holds nobody up."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from io import BytesIO

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from site_project.serving.limits import STAFF_LIMIT, VISITORS_LIMIT
from site_project.serving.worker import LONGEST_HEAD, is_whole
from tests.factories import UserFactory

#: Of the CSRF check, which finds a body that cannot be read.
READ = "403"


class Unread(BytesIO):
    """A body that does not come."""

    def read(self, *_args):
        raise OSError("The body was read.")

    readline = readlines = read


@pytest.fixture
def send(rf, site, transaction_outlives_requests):
    """Sends a request whose body must not be read; its status."""

    def post(path, **environ):
        request = {
            "PATH_INFO": path, "REQUEST_METHOD": "POST", "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "wsgi.input": Unread(), **environ,
        }  # fmt: skip
        statuses = []
        answer = get_wsgi_application()(rf._base_environ(**request), lambda status, headers: statuses.append(status))
        b"".join(answer)
        answer.close()
        return statuses[0][:3]

    return post


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/nowhere/", "/en/_util/login/", "/admin/login/", "/robots.txt", "/media/x"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "GET"])
def test_a_large_body_of_a_visitor_is_refused_unread(send, path, method):
    assert send(path, CONTENT_LENGTH=str(600 * 1024 * 1024), REQUEST_METHOD=method) == "413"


def test_nor_is_one_whose_length_nobody_knows(send):
    assert send("/en/", HTTP_TRANSFER_ENCODING="chunked") == "411"


@pytest.mark.parametrize("length", ["-1", "²", "9" * 400, "x"])
def test_nor_one_with_a_length_that_is_none(send, length):
    assert send("/en/", CONTENT_LENGTH=length) == "413"


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("charset", ["raw_unicode_escape", "utf-7", "UTF-16", "cp037"])
def test_nor_one_in_another_charset_than_the_pages(send, method, charset):
    """Some of these make halves of characters, which no answer can hold."""
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    assert send("/en/search/", CONTENT_TYPE=kind, REQUEST_METHOD=method, CONTENT_LENGTH="2") == "415"


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "no-such-charset"])
def test_one_in_the_charset_of_the_pages_is_read(send, charset):
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    assert send("/en/search/", CONTENT_TYPE=kind, CONTENT_LENGTH="2") == READ


def test_a_cookie_alone_opens_nothing(send):
    assert send("/admin/images/add/", CONTENT_LENGTH=str(VISITORS_LIMIT + 1), HTTP_COOKIE="sessionid=guess") == "413"


def test_staff_upload_files_up_to_a_limit(client, site, send):
    client.force_login(UserFactory(is_superuser=True))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert send("/admin/images/add/", CONTENT_LENGTH=str(STAFF_LIMIT), HTTP_COOKIE=cookie) == READ
    assert send("/admin/images/add/", CONTENT_LENGTH=str(STAFF_LIMIT + 1), HTTP_COOKIE=cookie) == "413"


@pytest.mark.parametrize(
    ("received", "is_there"),
    [
        (b"", False),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", False),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", True),
        (b"x" * (LONGEST_HEAD + 1), True),
        (b"POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nab", False),
        (b"POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nabc", True),
        (b"POST / HTTP/1.1\r\ncontent-length: 3\r\nExpect: 100-continue\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\ncontent-length: 999999999999\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\ncontent-length: 600000000\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", True),
    ],
)
def test_when_a_request_is_whole(received, is_there):
    assert is_whole(received) == is_there


APPLICATION = """
import threading

asked = threading.Event()

def application(environ, start_response):
    if environ["PATH_INFO"] == "/healthz":
        asked.set()
    if environ["PATH_INFO"] == "/until-healthz":
        asked.wait(30)
    if environ["PATH_INFO"] == "/read":
        body = environ["wsgi.input"].read()
    else:
        body = b"unread"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The port of a server with one thread."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "small_application.py").write_text(APPLICATION, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "small_application:application", "--bind", f"127.0.0.1:{port}", "--threads", "1",
        "--worker-class", "site_project.serving.worker.SiteWorker", "--pythonpath", f"{folder},{settings.BASE_DIR}",
        "--no-control-socket", "--log-level", "warning",
    ]  # fmt: skip
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "site_project.settings.test"}
    with subprocess.Popen(command, env=environment, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        for _attempt in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.1)
        yield port, process
        process.terminate()


@pytest.fixture
def connect(server):
    """Opens a connection and sends something."""
    with contextlib.ExitStack() as stack:

        def send(data=b""):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", server[0]), timeout=30))
            client.sendall(data)
            return client

        yield send


@pytest.mark.slow  # starts a server
class TestServer:
    @pytest.mark.parametrize(
        "beginning",
        [b"", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"],
        ids=["idle", "half a head", "half a body"],
    )
    def test_slow_clients_hold_nobody_up(self, connect, beginning):
        slow = [connect(beginning) for _client in range(40)]
        assert connect(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").recv(1000).startswith(b"HTTP/1.1 200")
        # None of them had to be given up for that.
        for client in slow:
            client.setblocking(False)
            with pytest.raises(BlockingIOError):
                client.recv(1)

    def test_load_balancers_are_answered_while_all_threads_are_busy(self, connect):
        busy = connect(b"GET /until-healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connect(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").recv(1000).startswith(b"HTTP/1.1 200")
        assert busy.recv(1000).startswith(b"HTTP/1.1 200")

    def test_the_answer_comes_before_a_large_body_does_and_nobody_waits_for_it(self, connect):
        large = [connect(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 600000000\r\n\r\n") for _client in range(40)]
        assert connect(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").recv(1000).startswith(b"HTTP/1.1 200")
        for client in large:
            assert client.recv(1000).startswith(b"HTTP/1.1 200")

    def test_a_request_in_pieces_is_answered_and_so_is_the_next(self, connect):
        client = connect()
        for text in (b"first", b"second"):
            for part in (b"POST /read HTTP/1.1\r\nHo", b"st: x\r\nContent-Length: %d\r\n\r\n" % len(text), text):
                client.sendall(part)
            answer = b""
            while not answer.endswith(text):
                answer += client.recv(1000)
            assert answer.startswith(b"HTTP/1.1 200")

    def test_requests_that_come_together(self, connect):
        client = connect(
            b"GET / HTTP/1.1\r\nHost: x\r\n\r\nPOST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
        )
        answer = b""
        while not answer.endswith(b"abc"):
            answer += client.recv(1000)
        assert answer.count(b"HTTP/1.1 200") == 2

    def test_an_invalid_request_leaves_no_address_in_the_log(self, connect, server):
        assert connect(b"NONSENSE\r\n\r\n").recv(1000).startswith(b"HTTP/1.1 400")
        line = server[1].stderr.readline()
        assert "Invalid request" in line
        assert "127.0.0.1" not in line
