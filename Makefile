# What an operator types (run, account) and what a developer types (test, format). Everything these make stays in
# .venv/, staticfiles/ and var/. Settings come from the environment; README.md lists them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run account test test-fast coverage prove format bench mutate same house screenshots lighthouse port

PYTHON ?= python3
export PORT ?= 8000

VENV := .venv
VENV_PYTHON := $(VENV)/bin/python
MANAGE := $(VENV_PYTHON) manage.py
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

# An empty DATABASE_URL means what no DATABASE_URL means.
ifeq ($(strip $(DATABASE_URL)),)
unexport DATABASE_URL
endif

# A stamp carries the checksum of what was installed in its name: as long as that is the same, pip has no work.
checksum = $(shell { $(PYTHON) -V; cat $(1); } 2>&1 | cksum | cut -d' ' -f1)
RUN_STAMP := $(VENV)/installed-$(call checksum,requirements.txt)
TEST_STAMP := $(VENV)/installed-for-tests-$(call checksum,requirements.txt requirements-dev.txt)

help:
	@echo "make run                  de site op http://127.0.0.1:$(PORT) (ook: PORT=8001, DATABASE_URL=postgres://...)"
	@echo "make account USER=anna    een account voor een redacteur; vraagt het wachtwoord"
	@echo "make test                 all checks and tests, as CI runs them"
	@echo "make test-fast            the tests without a browser, on SQLite"
	@echo "make coverage             the same with branch coverage, which may not fall below its floor"
	@echo "make prove                ten times as many cases of every property, in some minutes"
	@echo "make bench                measures generated ledgers on both engines, in some minutes"
	@echo "make mutate               which small mistakes in the code no test would notice (also: MODULE=ukrainesteun/money.py)"
	@echo "make same BASE=HEAD~1     whether the public site is the same to the byte as at that commit"
	@echo "make house                draws the pictures of docs/house.md from the imports"
	@echo "make screenshots          makes the pictures in docs/ and contact sheets anew"
	@echo "make lighthouse           scores of Lighthouse for four pages (needs npm)"
	@echo "make format               lets ruff repair what it can"

run: export DEBUG := false
run: port $(RUN_STAMP) staticfiles/staticfiles.json
	@$(MANAGE) migrate --verbosity 0 || { echo "De database is niet bereikbaar of kon niet worden bijgewerkt (zie hierboven)." >&2; exit 1; }
	@$(MANAGE) load_ledger --if-empty
	@exec $(VENV_PYTHON) -m gunicorn --config ukrainesteun/gunicorn.py ukrainesteun.wsgi

port:
	@$(PYTHON) -c "$$port_check" "$$PORT"

# USER also is a variable that every shell sets, so only one that was typed after `make account` counts.
account: $(RUN_STAMP)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createsuperuser --email '' $(if $(filter command,$(origin USER)),--username "$$USER") $${DJANGO_SUPERUSER_PASSWORD:+--noinput}

test: $(TEST_STAMP)
	@$(VENV_PYTHON) -m tests.run

test-fast: $(TEST_STAMP)
	@$(VENV_PYTHON) -m tests.run fast

coverage: $(TEST_STAMP)
	@$(VENV_PYTHON) -m tests.run coverage

prove: $(TEST_STAMP)
	@$(VENV_PYTHON) -m tests.run prove

same: $(TEST_STAMP)
	@$(VENV_PYTHON) -m tests.same_site $(BASE)

house: $(TEST_STAMP)
	@$(VENV_PYTHON) -m tests.house

# mutmut is for this alone, so it is installed here and not for every run of the tests.
mutate: $(TEST_STAMP)
	@$(VENV_PYTHON) -m pip install --quiet --no-input --requirement tests/mutation/requirements.txt
	@$(VENV_PYTHON) -m tests.mutation $(MODULE) $(if $(SAMPLE),--sample $(SAMPLE))

bench: $(TEST_STAMP) staticfiles/staticfiles.json
	@$(VENV_PYTHON) -m tests.bench

screenshots: $(TEST_STAMP) staticfiles/staticfiles.json
	@$(VENV_PYTHON) -m tests.screenshots

lighthouse: $(TEST_STAMP) staticfiles/staticfiles.json
	@$(VENV_PYTHON) -m tests.lighthouse

format: $(TEST_STAMP)
	@$(VENV_PYTHON) -m ruff check --fix .
	@$(VENV_PYTHON) -m ruff format .

$(RUN_STAMP):
	@echo "Pakketten installeren (alleen de eerste keer en na een nieuwe versie)..."
	@$(make_venv)
	@$(VENV_PYTHON) -m pip install --quiet --no-input --requirement requirements.txt
	@rm -f $(VENV)/installed-* && touch $@

$(TEST_STAMP):
	@echo "Installing what the tests need (only the first time and after a change)..."
	@$(make_venv)
	@$(VENV_PYTHON) -m pip install --quiet --no-input --requirement requirements-dev.txt
	@rm -f $(VENV)/installed-* && touch $@ $(RUN_STAMP)

# What builds a file of static/vendor/ is not for visitors, nor are the fonts in ttf/, which Python reads; the licences are.
staticfiles/staticfiles.json: $(RUN_STAMP) ukrainesteun/settings.py $(shell find static -type f -not -path '*/node_modules/*')
	@$(MANAGE) collectstatic --no-input --verbosity 0 --ignore node_modules --ignore 'package*.json' --ignore '*.mjs' \
		--ignore '*.sh' --ignore '*.py' --ignore SHA256SUMS --ignore 'README*' --ignore ttf
	@touch $@

# Debian keeps a part of Python's venv in a package of its own.
define make_venv
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
|| { echo "Nodig: Python 3.11 of nieuwer / needed: Python 3.11 or newer." >&2; exit 1; }; \
$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
|| if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
then apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends python3-venv >/dev/null; \
else echo "Nodig: python3-venv / needed: python3-venv (sudo apt-get install python3-venv)." >&2; exit 1; fi; \
$(VENV_PYTHON) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
endef

define port_check
import socket, sys
port = sys.argv[1]
if not port.isdecimal() or not 0 < int(port) < 65536:
    sys.exit(f"PORT={port} is geen poortnummer; kies er een van 1024 tot en met 65535, zoals: make run PORT=8001")
with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind(('127.0.0.1', int(port)))
    except PermissionError:
        sys.exit(f'Poort {port} is voor deze gebruiker niet toegestaan; kies een hogere, zoals: make run PORT=8001')
    except OSError:
        sys.exit(f'Poort {port} is al in gebruik. Stop wat daar draait, of kies een andere, zoals: make run PORT=8001')
endef
export port_check
