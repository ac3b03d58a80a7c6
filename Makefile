# Needs make and Python 3.11, 3.12 or 3.13. Everything else is installed into var/, which holds all state:
# removing it is a fresh start. (Test tools that are Debian packages come from apt when this runs as root.)

# Files, names and output are UTF-8, whatever the locale of the machine.
export PYTHONUTF8 := 1
# What is compiled is kept, whatever the machine says: each process of the tests would compile all of them again.
export PYTHONDONTWRITEBYTECODE :=

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.ONESHELL:
.SILENT:
.NOTPARALLEL:
.DEFAULT_GOAL := help

VENV := var/venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check --no-input
PYTEST := $(PY) -m pytest
MAKEMESSAGES := $(PY) manage.py makemessages --exclude packages --add-location file --no-wrap --ignore var --ignore tests

# What the settings check needs to know of a production site. The key is for this one check.
DEPLOYED := SITE_URL=https://example.org BEHIND_PROXY=1 DATABASE_URL=sqlite://:memory: \
	EMAIL_URL=dummy:// SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))')

# Shell functions that several targets use.
define FUNCTIONS
say() { printf '%s\n' "$$*" >&2; }
fail() { say "$$*"; exit 1; }
# apt_install PACKAGES…: as root on Debian and its kin; elsewhere says what is missing and stops.
apt_install() {
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
		fail "Missing: $$*. Please install what is missing (on Debian, as root: apt-get install $$*) and try again."
	fi
	say "Installing $$* …"
	export DEBIAN_FRONTEND=noninteractive
	apt-get -qq update && apt-get -qq install -y --no-install-recommends "$$@" >/dev/null </dev/null
}
# suitable COMMAND: is it a Python that the lock files have packages for?
suitable() { "$$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }
# find_python: the interpreter to build the environment with; the variable PYTHON names another.
find_python() {
	if [ -n "$${PYTHON:-}" ]; then
		suitable "$$PYTHON" || fail "PYTHON must be the command of a Python 3.11, 3.12 or 3.13."
		echo "$$PYTHON"
		return
	fi
	for candidate in python3 python3.13 python3.12 python3.11; do
		if suitable "$$candidate"; then echo "$$candidate"; return; fi
	done
	fail "Missing: Python 3.11, 3.12 or 3.13. Please install it (on Debian, as root: apt-get install python3)."
}
# venv_package PYTHON: the Debian package that holds the part of Python that makes environments, where it is missing.
venv_package() {
	"$$1" -c 'import ensurepip, sys' 2>/dev/null || "$$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}
# make_venv: a virtual environment with pip in it.
make_venv() {
	suitable $(PY) && $(PY) -m pip --version >/dev/null 2>&1 && return
	python=$$(find_python)
	missing=$$(venv_package "$$python")
	[ -z "$$missing" ] || apt_install "$$missing"
	rm -rf $(VENV)
	mkdir -p var
	"$$python" -m venv $(VENV)
}
# installed LOCK…: was the environment made from these lock files?
installed() {
	for lock; do
		[ "$$(sha256sum <"$$lock")" = "$$(cat "$(VENV)/.installed-$$lock" 2>/dev/null)" ] || return 1
	done
	suitable $(PY)
}
# install LOCK…: the packages of the first lock file, unless they are there. The other files are parts of the first.
# A lock is complete: pip must not resolve it again, nor build a package, since either would look for newer releases.
install() {
	if installed "$$@"; then return; fi
	make_venv
	say "Installing the packages of $$1 into $(VENV) …"
	$(PIP) install --no-deps --require-hashes --only-binary :all: -r "$$1"
	$(PIP) check >&2
	for lock; do sha256sum <"$$lock" >"$(VENV)/.installed-$$lock"; done
}
# find_chromium: the browser for the tests; the variable CHROMIUM names another. The one without windows is first: it
# opens a page in a third of the processor time.
find_chromium() {
	if [ -n "$${CHROMIUM:-}" ]; then echo "$$CHROMIUM"; return; fi
	command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome || true
}
# missing_for_tests: the Debian packages that the tests need and the machine lacks.
missing_for_tests() {
	python=$$(find_python)
	suitable $(PY) || venv_package "$$python"
	command -v msgfmt >/dev/null && command -v xgettext >/dev/null || echo gettext
	[ -n "$$(find_chromium)" ] || echo chromium-headless-shell
	# What drives the browser is linked against a library that small systems lack.
	"$$python" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null || echo libatomic1
	# Without it, two tests are left out: no reason to stop where it cannot be installed.
	[ "$$(id -u)" != 0 ] || command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || echo nginx-light
}
endef

.PHONY: help run dev test test-fast test-nodes lint messages lock audit bench

help:
	echo 'make run        everything from nothing to a site with demo content, then serve it'
	echo 'make dev        the same site with autoreload and the debug settings'
	echo 'make test       everything from nothing to all tests: linters, both databases, browser'
	echo 'make test-fast  the part of the tests to run all day: SQLite, no browser'
	echo 'make test-nodes two nodes, PostgreSQL, Valkey and nginx: killed, frozen, given a new release'
	echo 'make lint       linters, formatting, template rules and types'
	echo 'make messages   refresh the catalogs in locale/ from the sources'
	echo 'make bench      the benchmark, which writes its tables into docs/performance.md'
	echo 'make lock       resolve the dependencies of pyproject.toml again'
	echo 'make audit      ask which locked versions have known weaknesses (asks the advisory database of PyPI)'

run: .runtime
	exec env DJANGO_SETTINGS_MODULE=site_project.settings.demo $(PY) manage.py serve

dev: .runtime
	export DJANGO_SETTINGS_MODULE=site_project.settings.dev
	$(PY) manage.py serve --prepare-only
	# The background process ends with the server, which holds the other end of its standard input as descriptor 3.
	$(PY) manage.py runserver "$${BIND:-127.0.0.1}:$${PORT:-8000}" 3>&1 >&2 | $(PY) manage.py work --until-closed

# The site for the browser is prepared beside the linters: each of the two takes one processor. So are the databases.
test: export TEST_SITE_FOLDER := $(CURDIR)/var/test-site
test: export TEST_POSTGRES_FOLDER := $(CURDIR)/var/test-postgres
test: .machine .tools .begin-site lint .checks .await-site .test-sqlite .test-postgres .test-browser

# Kills, freezes and rolls what it starts while visitors read: for two minutes it wants the machine for itself.
test-nodes: .machine .tools
	exec env -u DATABASE_URL -u REDIS_URL $(PYTEST) -m nodes -n 0 tests/settings/test_nodes.py

test-fast: .tools
	exec env -u DATABASE_URL -u REDIS_URL $(PYTEST) -m "not browser and not slow and not deep"

lint: .tools
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet .
	$(VENV)/bin/lint-imports --no-cache
	$(PY) -m mypy .

messages: .tools .gettext
	DJANGO_SETTINGS_MODULE=site_project.settings.dev $(MAKEMESSAGES)

# Keeps the versions that still fit; `make lock UPGRADE=--upgrade` takes the newest that pyproject.toml allows.
lock: .tools
	compile="$(PY) -m uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-header --no-emit-index-url"
	$$compile $(UPGRADE) --output-file requirements.txt
	$$compile $(UPGRADE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

# No part of `make test`: what it finds changes without any change here. A version that nobody could say anything of fails, too.
audit: .tools
	$(PY) -m uv tool run pip-audit --strict --disable-pip --progress-spinner off --requirement requirements.txt

bench: .runtime
	export DJANGO_SETTINGS_MODULE=site_project.settings.demo
	$(PY) manage.py bench --write
	$(PY) manage.py bench --serving --write
	$(PY) manage.py bench --growth --runs 9 --write

# --- The parts ---

.PHONY: .runtime .tools .gettext .machine .oldest-pip .begin-site .await-site .checks .test-sqlite .test-postgres .test-browser

.runtime:
	$(FUNCTIONS)
	install requirements.txt

.tools:
	$(FUNCTIONS)
	install requirements-dev.txt requirements.txt

.gettext:
	$(FUNCTIONS)
	command -v msgfmt >/dev/null && command -v xgettext >/dev/null || apt_install gettext

# All that is missing in one sentence, before anything takes time.
.machine:
	$(FUNCTIONS)
	missing=$$(missing_for_tests)
	[ -z "$$missing" ] || apt_install $$missing

# The oldest pip that comes with Python 3.11 or 3.12, for the test of the installation.
.oldest-pip: .tools
	[ -d $(VENV)/oldest-pip ] ||
		$(PIP) install --no-deps --require-hashes --only-binary :all: --target $(VENV)/oldest-pip -r tests/oldest-pip.txt

# Whatever goes wrong here is said by the start of the site, or of PostgreSQL, which does what is missing.
.begin-site: .tools
	rm -rf "$$TEST_SITE_FOLDER" "$$TEST_POSTGRES_FOLDER"
	mkdir -p "$$TEST_SITE_FOLDER" "$$TEST_POSTGRES_FOLDER"
	prepare() {
		unset DATABASE_URL REDIS_URL DEMO_PASSWORD
		$(PY) -m tests.migrated "$$TEST_SITE_FOLDER/db.sqlite3" || :
		env SITE_URL= VAR_DIR="$$TEST_SITE_FOLDER" DJANGO_SETTINGS_MODULE=site_project.settings.demo \
			$(PY) -m tests.encoder serve --prepare-only || :
		touch "$$TEST_SITE_FOLDER/begun"
		$(PY) -m tests.servers $(PY) -m tests.migrated || :
	}
	prepare >"$$TEST_SITE_FOLDER/log" 2>&1 </dev/null &

.await-site:
	for _ in $$(seq 300); do [ -e "$$TEST_SITE_FOLDER/begun" ] && break; sleep 1; done

.checks: .tools
	echo "Checking the migrations and the production settings …"
	DATABASE_URL=sqlite://:memory: $(PY) manage.py makemigrations --check --dry-run
	$(DEPLOYED) $(PY) manage.py check --deploy --fail-level WARNING

# One process more than there are processors: tests that start servers wait for them.
.test-sqlite: .tools .oldest-pip
	echo "The tests on SQLite …"
	env -u DATABASE_URL -u REDIS_URL $(PYTEST) -m "not browser and not nodes" -n $$(($$(getconf _NPROCESSORS_ONLN) + 1))

# The end of a leap day for the site, on a machine nineteen hours ahead: the suite holds on any day, in any zone.
.test-postgres: .tools
	echo "The quick tests on PostgreSQL and Redis, on another day and in another zone …"
	$(PY) -m tests.servers $(PYTEST) -m "not browser and not slow and (not deep or deep(postgres=True))" \
		--clock 2028-02-29T23:58:30-05:00 --zone Pacific/Kiritimati

.test-browser: .machine .tools
	$(FUNCTIONS)
	echo "The tests in a browser …"
	env -u DATABASE_URL -u REDIS_URL CHROMIUM="$$(find_chromium)" $(PY) -m tests.site $(PYTEST) -m browser tests/browser
