"""A PostgreSQL that takes connections and never answers. tests/settings/test_nodes.py freezes a real one."""

import psycopg
import pytest
from psycopg.errors import ConnectionTimeout

from site_project.postgresql import base
from site_project.postgresql.base import Connection, DatabaseWrapper


class Clock:
    now = 100.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock_of(monkeypatch):
    monkeypatch.setattr(base, "time", made := Clock())
    for name in ("_silent_at", "_silent_until"):
        monkeypatch.setattr(Connection, name, float("-inf"))
    return made


class Connected(Connection):
    def close(self):
        """There is nothing to close."""

    __del__ = close


@pytest.fixture
def server(monkeypatch):
    """What becomes of attempts to connect: a list of errors, None for an answer; the last one stays. How many there were,
    and what others do meanwhile."""

    class Server:
        outcomes, attempts = [None], 0

        def meanwhile(self):
            """Nothing."""

        def connect(self, *args, **params):
            self.attempts += 1
            self.meanwhile()
            outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
            if outcome:
                raise outcome
            return Connected.__new__(Connected)

    made = Server()
    monkeypatch.setattr(psycopg.Connection, "connect", lambda *args, **params: made.connect())
    return made


SILENT, REFUSED = ConnectionTimeout("silent"), psycopg.OperationalError("too many clients already")


def test_while_it_is_silent_one_visit_waits_and_the_others_fail_at_once(clock_of, server):
    server.outcomes = [SILENT]
    for _visit in range(5):
        with pytest.raises(psycopg.OperationalError):
            Connection.connect()
    assert server.attempts == 1
    clock_of.now += base.PAUSE

    def meanwhile():
        with pytest.raises(psycopg.OperationalError):
            Connection.connect()

    server.meanwhile = meanwhile
    with pytest.raises(ConnectionTimeout):
        Connection.connect()
    assert server.attempts == 2
    clock_of.now += base.PAUSE
    server.outcomes, server.meanwhile = [None], lambda: None
    Connection.connect()
    Connection.connect()
    assert server.attempts == 4


def test_one_that_refuses_is_not_left_alone(clock_of, server):
    server.outcomes = [REFUSED]
    for _visit in range(3):
        with pytest.raises(psycopg.OperationalError):
            Connection.connect()
    assert server.attempts == 3


def test_connections_from_before_the_silence_are_made_anew(clock_of, server):
    server.outcomes = [None, SILENT, None]
    wrapper = DatabaseWrapper({"ENGINE": "site_project.postgresql"})
    wrapper.connection = Connection.connect()
    clock_of.now += 1
    with pytest.raises(ConnectionTimeout):
        Connection.connect()
    assert not wrapper.is_usable()
    clock_of.now += base.PAUSE
    assert not Connection.connect().is_suspect()


def dialog(connection, looks):
    """A query that is answered after so many looks without an answer."""

    def query():
        for _look in range(looks):
            yield 1
        return "answer"

    waited = connection._with_patience(query())
    try:
        next(waited)
        while True:
            base.time.now += base.INTERVAL
            waited.send(0)
    except StopIteration as end:
        return end.value


class TestQuery:
    @pytest.fixture
    def query(self, clock_of, server):
        made = Connection.connect()
        made.pgconn = type(
            "Connected", (), {"finished": False, "finish": lambda self: setattr(self, "finished", True)}
        )()
        server.attempts = 0
        return made

    def test_a_slow_one_goes_on_as_long_as_the_server_answers(self, query, server):
        server.outcomes = [None, REFUSED]
        assert dialog(query, 20) == "answer"
        assert server.attempts == 3  # every three seconds

    def test_a_quick_one_asks_nothing(self, query, server):
        assert dialog(query, 2) == "answer" and server.attempts == 0

    def test_it_ends_when_the_server_is_silent(self, query, server):
        server.outcomes = [SILENT]
        with pytest.raises(ConnectionTimeout):
            dialog(query, 1000)
        assert query.pgconn.finished and query.is_suspect()
