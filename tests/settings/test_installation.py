"""The lock files install as they are, whatever has been released since they were made.

Both tests install stubs: packages with the names, versions and requirements of the real ones and no code, from a folder
that also holds a newer release of each.
"""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement

pytestmark = pytest.mark.slow

LOCKS = ("requirements.txt", "requirements-dev.txt")
OLDEST_PIP = Path(sys.prefix, "oldest-pip")  # from tests/oldest-pip.txt, by `make test`


def locked(lock):
    """The requirements of a lock file that hold for this Python."""
    lines = re.findall(r"^[\w.-]+==[^\\\n]+", (settings.BASE_DIR / lock).read_text(encoding="utf-8"), re.MULTILINE)
    requirements = [Requirement(line) for line in lines]
    return [item for item in requirements if item.marker is None or item.marker.evaluate()]


def stub_wheel(folder, name, version):
    """Write a wheel without code. Returns its SHA-256."""
    real = distribution(name).metadata
    requirements = [
        f"{field}: {value}" for field in ("Requires-Dist", "Provides-Extra") for value in real.get_all(field, [])
    ]
    stem = f"{re.sub(r'[-_.]+', '_', name)}-{version}"
    files = {
        f"{stem}.dist-info/METADATA": "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *requirements, ""]),
        f"{stem}.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: stub\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }  # fmt: skip
    record = [f"{path},sha256={_digest(text)},{len(text)}" for path, text in files.items()]
    files[f"{stem}.dist-info/RECORD"] = "\n".join([*record, f"{stem}.dist-info/RECORD,,", ""])
    wheel = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def _digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """A folder with each locked package and a newer release of it, and lock files that name the stubs."""
    folder = tmp_path_factory.mktemp("releases")
    packages = {item.name: next(iter(item.specifier)).version for lock in LOCKS for item in locked(lock)}
    hashes = {name: stub_wheel(folder, name, version) for name, version in packages.items()}
    for name, version in packages.items():
        stub_wheel(folder, name, f"{int(version.split('.')[0])}.{9**9}")
    for lock in LOCKS:
        lines = [f"{item.name}=={packages[item.name]} --hash=sha256:{hashes[item.name]}\n" for item in locked(lock)]
        (folder / lock).write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def checkout(tmp_path, releases):
    """A folder with the Makefile, the lock files and an environment whose pip is the oldest that runs."""
    assert OLDEST_PIP.is_dir(), "`make .oldest-pip` brings the pip that this test is about."
    for file in (settings.BASE_DIR / "Makefile", *(releases / lock for lock in LOCKS)):
        shutil.copy(file, tmp_path)
    venv = tmp_path / "var" / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    packages = next(venv.glob("lib/python*/site-packages"))
    for part in OLDEST_PIP.iterdir():
        shutil.copytree(part, packages / part.name)
    return tmp_path


def run(checkout, releases, *command):
    """Run `command` in the checkout where nothing but the folder of releases can be reached."""
    alone = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(releases), "PIP_CONFIG_FILE": os.devnull}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "MAKE"))} | alone
    return subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_larger_lock_installs_with_the_oldest_pip_though_all_of_it_has_newer_releases(checkout, releases):
    ended = run(checkout, releases, "make", ".tools")

    assert ended.returncode == 0, ended.stdout + ended.stderr
    folder = next((checkout / "var" / "venv").glob("lib/python*/site-packages"))
    installed = {path.name.removesuffix(".dist-info").lower() for path in folder.glob("*.dist-info")}
    expected = {
        f"{re.sub(r'[-_.]+', '_', item.name)}-{next(iter(item.specifier)).version}" for item in locked(LOCKS[1])
    }
    (pip,) = (path.name.removesuffix(".dist-info") for path in OLDEST_PIP.glob("*.dist-info"))
    assert installed - {pip} == {name.lower() for name in expected}


def test_what_these_tests_are_for_would_be_seen(checkout, releases):
    python = str(checkout / "var" / "venv" / "bin" / "python")

    ended = run(checkout, releases, python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", LOCKS[1])

    assert ended.returncode != 0
    assert "hash" in ended.stderr.lower()
