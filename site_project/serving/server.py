"""Runs gunicorn in this process."""

import errno
import gc
import logging
import socket
from http import HTTPStatus
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import RequestFactory
from django.utils import translation
from gunicorn.app.base import BaseApplication

from site_project.i18n.translations import language_codes
from site_project.page_cache.wsgi import wrap
from site_project.serving import background, metrics

THREADS = 4
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes its own unguessable file there


def check_address(bind: str, port: int, name: str = "PORT") -> None:
    """Raises CommandError where the server could not listen on the port that the variable `name` gives."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            bind.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            problem = (
                f"{name} {port} is taken by another program: please give a free one, such as {name}={port % 65535 + 1}."
            )
        elif error.errno == errno.EACCES:
            problem = f"{name} {port} is reserved for the system: please give one above 1023."
        else:
            problem = f"BIND must be a network address of this machine ({error})."
        raise CommandError(problem) from None


def _warm_up(application: WSGIHandler) -> None:
    """Show the home pages once, so that workers share what that loads: templates, catalogs, addresses, locale data."""
    visitor = RequestFactory(HTTP_HOST=urlsplit(settings.SITE_URL).netloc)
    with translation.override(None):
        for code in language_codes():
            response = application.get_response(visitor.get(f"/{code}/", secure=settings.ENVIRONMENT.https))
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:  # the database is away: nobody waits for it
                break
    connections.close_all()  # workers are forked from this process: none must be shared between them


def _share_memory() -> None:
    """Leave what is loaded to the workers as it is: a collection writes into every object, and each worker would get a
    copy of its own. (Nor is there one before: what it freed would be written anew in each.)"""
    gc.disable()
    gc.freeze()


class Server(BaseApplication):
    """gunicorn with the site loaded before its workers are forked: Django is already there, from the command."""

    def load_config(self) -> None:
        environment = settings.ENVIRONMENT
        options: dict[str, Any] = {
            "bind": f"{environment.bind}:{environment.port}",
            "workers": environment.workers,
            "worker_class": "site_project.serving.worker.SiteWorker",
            "threads": THREADS,
            "preload_app": True,
            # Seconds. Submitting a long page for translation takes up to ten.
            "timeout": 60,
            "loglevel": logging.getLevelName(environment.log_level).lower(),
            # No access log: addresses of visitors at risk are not written down.
            "accesslog": None,
            # Which protocol the visitor used is Django's question (BEHIND_PROXY). To gunicorn, trusting a proxy
            # would also mean taking SCRIPT_NAME and PATH_INFO from request headers.
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            # The workers' heartbeat must not wait for a disk.
            "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None,
            "when_ready": lambda arbiter: _share_memory(),
            "post_fork": lambda arbiter, worker: gc.enable(),
            "post_worker_init": lambda worker: Thread(target=background.supervise, daemon=True).start(),
        }
        if environment.log_format == "json":
            ours: dict[str, Any] = settings.LOGGING
            loggers = {**ours["loggers"], "gunicorn.error": {"handlers": ["console"], "propagate": False}}
            options["logconfig_dict"] = {**ours, "loggers": loggers}
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        application = get_wsgi_application()
        _warm_up(application)
        if settings.ENVIRONMENT.metrics_port is None:
            return wrap(application)
        metrics.prepare()
        return metrics.measured(wrap(metrics.measured(application, "render")), "answer")
