"""Numbers for Prometheus, on a port of their own (METRICS_PORT).

Workers count in shared memory (the multiprocess mode of prometheus_client); the background process answers for all of the
machine. The library is loaded only where it is used. No label holds an address or anything of a visitor.
"""

import atexit
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import DatabaseError, InterfaceError, close_old_connections
from django.db.models import Count
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

#: Where prometheus_client looks for the numbers of all processes.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
#: Not on a disk: one that is full would end the process that counts.
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder's name is unguessable
#: Seconds: a kept page, a page with warm fragments, a whole page, a slow form.
BUCKETS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


def prepare() -> None:
    """Before the workers are forked: make the place where they count, which ends with this process."""
    folder = tempfile.mkdtemp(prefix="site-metrics-", dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None)
    os.environ[FOLDER] = folder
    parent = os.getpid()

    def remove() -> None:
        if os.getpid() == parent:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)


def measured(application: Application, what: str) -> Application:
    """`application`, whose answers are counted and timed as `what`."""
    from prometheus_client import CollectorRegistry, Histogram  # noqa: PLC0415

    seconds = Histogram(
        f"site_{what}_seconds",
        "Seconds until an answer begins.",
        ["status"],
        buckets=BUCKETS,
        registry=CollectorRegistry(),
    )

    def measuring(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        started = time.perf_counter()

        def note(status: str, *rest: Any) -> Any:
            seconds.labels(f"{status[0]}xx").observe(time.perf_counter() - started)
            return start_response(status, *rest)

        return application(environ, note)

    return measuring


class Tasks:
    """What the database has for the background."""

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

        family = GaugeMetricFamily("site_tasks", "Tasks in the database.", labels=["status"])
        up = GaugeMetricFamily("site_database_up", "Whether the database answers.")
        try:
            close_old_connections()
            counts = DBTaskResult.objects.order_by().values_list("status").annotate(count=Count("pk"))
            for status, count in counts:
                family.add_metric([str(status).lower()], count)
            up.add_metric([], 1)
        except (DatabaseError, InterfaceError):
            up.add_metric([], 0)
        yield family
        yield up


def serve(bind: str, port: int) -> None:
    """Answer Prometheus, in threads that end with the process. A port that is taken is only logged."""
    from prometheus_client import CollectorRegistry, start_http_server  # noqa: PLC0415
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

    registry = CollectorRegistry()
    if FOLDER in os.environ:
        MultiProcessCollector(registry)
    registry.register(Tasks())
    try:
        start_http_server(port, bind.strip("[]"), registry)
    except OSError as error:
        logger.error("METRICS_PORT %s cannot be listened on: %s", port, error)
