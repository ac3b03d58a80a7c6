"""Lines of the log for machines."""

import json
import logging

import pytest
from django.db.backends.utils import CursorWrapper

from site_project.logs import JSONFormatter


@pytest.fixture
def lines():
    """What the site's log says, read back."""
    written = []

    class Handler(logging.Handler):
        def emit(self, record):
            written.append(json.loads(self.format(record)))

    handler = Handler()
    handler.setFormatter(JSONFormatter())
    logging.getLogger("django").addHandler(handler)
    yield written
    logging.getLogger("django").removeHandler(handler)


@pytest.fixture
def broken(client, db, monkeypatch):
    """A client of a site whose database fails."""

    def fail(*_args):
        raise RuntimeError("two\nlines")

    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", fail)
        yield client


def test_an_error_is_one_line_with_the_number_that_the_visitor_was_told(broken, lines):
    answer = broken.get("/en/?q=secret", headers={"user-agent": "Hush/1"}, REMOTE_ADDR="203.0.113.9")
    assert answer.status_code == 500
    (line,) = (line for line in lines if line["level"] == "ERROR")
    assert line["request"] == answer.headers["X-Request-ID"] and "two\nlines" in line["error"]
    text = json.dumps(lines)
    assert not any(hushed in text for hushed in ("203.0.113.9", "Hush", "secret"))


@pytest.mark.parametrize(("behind_proxy", "given", "taken"), [
    (True, "abcdef0123456789", True), (False, "abcdef0123456789", False), (True, "x\u00fc</script>", False),
])  # fmt: skip
def test_only_a_proxy_numbers_requests(broken, settings, behind_proxy, given, taken):
    settings.BEHIND_PROXY = behind_proxy
    answer = broken.get("/en/", HTTP_X_REQUEST_ID=given)
    assert (answer.headers["X-Request-ID"] == given) == taken


def test_an_answer_that_may_be_kept_has_no_number(client, site):
    assert "X-Request-ID" not in client.get("/en/").headers
