"""One run over the links that are due: bounded in number and time, and polite.

Each outlet is asked for one page at a time, with a pause in between; several outlets are asked at once. Only the
network has threads of its own. The database belongs to the thread that called, so that there is nothing to be locked
on SQLite and no connection to be closed.
"""

import datetime as dt
import logging
import time
from collections import Counter, deque
from collections.abc import Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from django.utils import timezone

from press.addresses import host_of
from press.fetching import rate_limit
from press.fetching.rate_limit import with_jitter
from press.link_checks.checker import Result, check
from press.link_checks.models import Link
from press.link_checks.record import claim, ensure_links, record

logger = logging.getLogger(__name__)

#: Defaults of one run. The worker has other things to do as well, and comes back every five minutes.
LIMIT = 100
SECONDS = 60.0
#: Outlets that are asked at once.
THREADS = 4
#: This many times the limit are loaded, to find links of different outlets.
CHOICE = 5
#: When nobody answers, this many links known to work are checked: either the outlets are down or our network is.
CANARY_URLS = 3
#: When to try again after a run in which our own network was down.
NETWORK_DOWN = dt.timedelta(minutes=15)
#: What an outlet has no time for now waits at least this long, so that other outlets get their turn.
POSTPONED_FOR = dt.timedelta(hours=1)
#: Seconds between two looks at whose pause is over.
_TICK = 0.2


def check_links(limit: int = LIMIT, seconds: float = SECONDS) -> Counter[str]:
    """Check what is due: at most `limit` links, none of them started after `seconds`. How many were `checked`; how many
    `new` ones were created or scheduled; how many were left as they are because our own network is `down`."""
    return Run(limit, seconds).run()


def check_now(link: Link) -> Result | None:
    """Check one link, whether it is due or not. None when there is nothing to check, when it is being checked already, or
    when its outlet was asked for another page just now."""
    if not rate_limit.acquire(link.url):
        return None
    result = None
    try:
        claimed = claim(link)
        result = check(claimed, timezone.now()) if claimed else None
    finally:
        rate_limit.release(link.url, result.crawl_delay if result else 0.0)
    return result


class Run:
    def __init__(self, limit: int, seconds: float) -> None:
        self.started_at = timezone.now()
        self._report: Counter[str] = Counter()
        self._left = limit
        self._deadline = time.monotonic() + seconds
        self._queues: dict[str, deque[Link]] = {}
        self._running: dict[Future[Result], Link] = {}
        self._reached_anybody = False
        #: Nobody answered: recorded once it is sure that the network is up.
        self._unreachable: list[Result] = []

    def run(self) -> Counter[str]:
        self._report["new"] = ensure_links()
        choice = self._left * CHOICE
        due = list(Link.objects.published().due(self.started_at)[:choice])
        for link in due:
            self._queues.setdefault(host_of(link.url), deque()).append(link)
        with ThreadPoolExecutor(THREADS, thread_name_prefix="links") as pool:
            while self._may_start() or self._running:
                for link in self._claimed():
                    self._running[pool.submit(check, link, timezone.now())] = link
                self._collect()
        self._settle_unreachable()
        if len(due) == choice:
            # More is due than was loaded: an outlet with a long queue must not hide all others.
            self._postpone([link.pk for links in self._queues.values() for link in links if len(links) > CHOICE])
        return self._report

    def _may_start(self) -> bool:
        return bool(self._queues) and self._left > 0 and time.monotonic() < self._deadline

    def _claimed(self) -> Iterator[Link]:
        """Links that can be checked now, each of another outlet."""
        busy = {host_of(link.url) for link in self._running.values()}
        for host in [host for host in self._queues if host not in busy]:
            if not self._may_start() or len(self._running) >= THREADS:
                return
            if link := self._next_of(host):
                self._left -= 1
                yield link

    def _next_of(self, host: str) -> Link | None:
        links = self._queues[host]
        if not rate_limit.acquire(links[0].url):
            return None
        claimed = claim(links.popleft())
        if not links:
            del self._queues[host]
        if claimed is None:
            rate_limit.release(f"https://{host}/")
        return claimed

    def _collect(self) -> None:
        """Record the checks that are done, or wait a little."""
        if not self._running:
            time.sleep(_TICK if self._may_start() else 0)
            return
        done, _running = wait(self._running, timeout=_TICK, return_when=FIRST_COMPLETED)
        for future in done:
            result = future.result()
            rate_limit.release(self._running.pop(future).url, result.crawl_delay)
            self._handle(result)

    def _handle(self, result: Result) -> None:
        if result.unreachable and not self._reached_anybody:
            self._unreachable.append(result)
        else:
            self._reached_anybody = True
            self._record(result)
        if result.unreachable or result.response.retry_after or result.response.status == 429:
            # What is down, or wants to be left alone, is not asked for its other pages either.
            waiting = self._queues.pop(host_of(result.link.url), ())
            self._postpone([link.pk for link in waiting], result.response.retry_after)

    def _record(self, result: Result) -> None:
        self._report["checked"] += record(result)

    def _postpone(self, pks: Collection[int], seconds: int = 0) -> None:
        later = self.started_at + with_jitter(max(POSTPONED_FOR, dt.timedelta(seconds=seconds)))
        Link.objects.filter(pk__in=pks, next_check_at__lte=self.started_at).update(next_check_at=later)

    def _settle_unreachable(self) -> None:
        """Either the outlets are down or we are. A link that is known to work tells."""
        if not self._unreachable:
            return
        if self._reached_anybody or self._canary_answers():
            for result in self._unreachable:
                self._record(result)
            return
        logger.warning("No outlet can be reached. Is the network of this machine down? Nothing was recorded.")
        self._report["down"] = len(self._unreachable)
        for result in self._unreachable:
            _release(result.link.pk, timezone.now() + with_jitter(NETWORK_DOWN))

    def _canary_answers(self) -> bool:
        """Whether one of a few outlets that were reached lately can be reached now."""
        asked = {host_of(result.link.url) for result in self._unreachable}
        left = CANARY_URLS
        for link in Link.objects.known_to_work(self.started_at)[: CANARY_URLS * CHOICE]:
            host = host_of(link.url)
            if not left or host in asked or not (result := check_now(link)):
                continue
            if not result.unreachable:
                self._record(result)
                return True
            _release(link.pk, link.next_check_at)
            asked.add(host)
            left -= 1
        return False


def _release(pk: int, next_check_at: dt.datetime | None) -> None:
    """Undo a claim: nothing was found out."""
    Link.objects.filter(pk=pk).update(next_check_at=next_check_at)
