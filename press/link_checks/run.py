"""One run over the links that are due: bounded in number and time, and polite.

Each outlet is asked for one page at a time, with a pause in between; several outlets are asked at once. Only the
network has threads of its own. The database belongs to the thread that called, so that there is nothing to be locked
on SQLite and no connection to be closed.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from django.utils import timezone

from press.addresses import host_of
from press.fetching import rate_limit
from press.fetching.rate_limit import with_jitter
from press.link_checks import outcome
from press.link_checks.checker import Finding, Question, examine
from press.link_checks.due import claim, due_links, known_to_work, postpone, release
from press.link_checks.models import Link
from press.link_checks.sync import ensure_links

logger = logging.getLogger(__name__)

#: Defaults of one run. The worker has other things to do as well, and comes back every five minutes.
LIMIT = 100
SECONDS = 60.0
#: Outlets that are asked at once.
THREADS = 4
#: So many more links than the limit are looked at, to find ones of different outlets.
CHOICE = 5
#: Links that must answer before it is believed that a run without any answer is the outlets' fault and not ours.
WITNESSES = 3
#: When to try again after a run in which our own network was down.
NETWORK_DOWN = dt.timedelta(minutes=15)
#: Seconds between two looks at whose pause is over.
_TICK = 0.2


@dataclass(slots=True)
class Report:
    """What a run did."""

    #: Links that were made or dated because nobody had before.
    prepared: int = 0
    #: Links whose check was written down.
    checked: int = 0
    #: Links that were asked for in vain because our own network is down.
    network_down: int = 0


def check_links(limit: int = LIMIT, seconds: float = SECONDS) -> Report:
    """Check what is due: `limit` links at most, and none is begun after `seconds`."""
    return Run(limit, seconds).run()


class Run:
    """The state of one run."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.report = Report()
        self.started_at = timezone.now()
        self._left = limit
        self._choice = limit * CHOICE
        self._more = False
        self._deadline = time.monotonic() + seconds
        self._queues: dict[str, deque[Link]] = {}
        self._running: dict[Future[Finding], Question] = {}
        self._reached_anybody = False
        #: Nobody answered: to be written down once it is sure that the network is up.
        self._unreachable: list[Finding] = []

    def run(self) -> Report:
        """Do it."""
        self.report.prepared = ensure_links()
        due = due_links(self.started_at, self._choice)
        self._more = len(due) == self._choice
        for link in due:
            self._queues.setdefault(host_of(link.url), deque()).append(link)
        with ThreadPoolExecutor(THREADS, thread_name_prefix="links") as pool:
            while self._may_begin() or self._running:
                for question in self._whose_turn_it_is():
                    self._running[pool.submit(examine, question, timezone.now())] = question
                self._take_in()
        self._settle_unreachable()
        self._let_others_first()
        return self.report

    def _may_begin(self) -> bool:
        return bool(self._queues) and self._left > 0 and time.monotonic() < self._deadline

    def _whose_turn_it_is(self) -> Iterator[Question]:
        """Links that can be asked for now, each of another outlet."""
        busy = {host_of(question.url) for question in self._running.values()}
        for host in [host for host in self._queues if host not in busy]:
            if not self._may_begin() or len(self._running) >= THREADS:
                return
            if question := self._next_of(host):
                self._left -= 1
                yield question

    def _next_of(self, host: str) -> Question | None:
        links = self._queues[host]
        if not rate_limit.take_turn(links[0].url):
            return None
        question = claim(links.popleft())
        if not links:
            del self._queues[host]
        if question is None:
            rate_limit.end_turn(f"https://{host}/")
        return question

    def _take_in(self) -> None:
        """Write down what has been found meanwhile, or wait a little."""
        if not self._running:
            time.sleep(_TICK if self._may_begin() else 0)
            return
        done, _running = wait(self._running, timeout=_TICK, return_when=FIRST_COMPLETED)
        for future in done:
            finding = future.result()
            question = self._running.pop(future)
            rate_limit.end_turn(question.url, finding.pause)
            self._take(finding)

    def _take(self, finding: Finding) -> None:
        if finding.unreachable and not self._reached_anybody:
            self._unreachable.append(finding)
        else:
            self._reached_anybody = True
            self._write(finding)
        if finding.unreachable or finding.answer.retry_after or finding.answer.status == 429:
            self._leave_alone(host_of(finding.question.url), finding.answer.retry_after)

    def _write(self, finding: Finding) -> None:
        self.report.checked += outcome.write(finding)

    def _leave_alone(self, host: str, seconds: int) -> None:
        """What is down, or wants to be left alone, is not asked for its other pages either."""
        waiting = self._queues.pop(host, ())
        postpone([link.pk for link in waiting], self.started_at, seconds)

    def _let_others_first(self) -> None:
        """When there is more due than was looked at, an outlet with a long queue must not hide all others."""
        if not self._more:
            return
        surplus = [link.pk for links in self._queues.values() for link in links if len(links) > CHOICE]
        postpone(surplus, self.started_at)

    def _settle_unreachable(self) -> None:
        """Either the outlets are down or we are. A link that is known to work tells."""
        if not self._unreachable:
            return
        if self._reached_anybody or self._a_witness_answers():
            for finding in self._unreachable:
                self._write(finding)
            return
        logger.warning("No outlet can be reached. Is the network of this machine down? Nothing was written down.")
        self.report.network_down = len(self._unreachable)
        for finding in self._unreachable:
            release(finding.question.pk, timezone.now() + with_jitter(NETWORK_DOWN))

    def _a_witness_answers(self) -> bool:
        """Whether anybody can be reached, asking some outlets that were reached lately for what they showed then."""
        asked = {host_of(finding.question.url) for finding in self._unreachable}
        left = WITNESSES
        for link in known_to_work(self.started_at, WITNESSES * CHOICE):
            host = host_of(link.url)
            if not left or host in asked or not rate_limit.take_turn(link.url):
                continue
            asked.add(host)
            left -= 1
            if self._answers(link):
                return True
        return False

    def _answers(self, link: Link) -> bool:
        date = link.next_check_at
        question = claim(link)
        finding = examine(question, timezone.now()) if question else None
        rate_limit.end_turn(link.url)
        if finding and not finding.unreachable:
            self._write(finding)
            return True
        if question:
            release(link.pk, date)
        return False
