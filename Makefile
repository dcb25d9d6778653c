# 驻村工作台. `make` alone lists what there is.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2

# Of `make test-next`: Django 6 wants Python 3.12 or newer.
NEXT_PYTHON ?= python3
NEXT := .venv-next

VENV ?= .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
STATIC := STATIC_MANIFEST=1
# A lock is complete by itself (tests/test_locks.py): nothing is resolved while installing, so no
# release made later can break a new machine.
PIP := $(PY) -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --no-deps --require-hashes
# Whoever is done takes over tests of the other; a module mostly stays where its rows are built.
PYTEST := $(PY) -m pytest -n $(JOBS) --dist worksteal --ignore=tests/browser
BROWSER := env -u DATABASE_URL $(PY) -m pytest -p playwright tests/browser
SQLITE := env -u DATABASE_URL
POSTGRESQL := $(PY) .ci/pgboot.py
# The scoring core knows no database: once is enough.
PURE := tests/scoring tests/oracle tests/examples
LOCK := pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-strip-extras
RUNTIME := $(VENV)/.runtime
TOOLS := $(VENV)/.tools
# What judges scripts, styles and pages; neither the product nor `make test` needs it.
LINT := .ci/lint
CHECKERS := $(LINT)/node_modules/.installed

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo demo-data port test test-sqlite test-postgresql test-fast test-browser \
	test-all test-next chaos lint lock bench locale

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

# A stamp per lock file: the second `make` installs nothing.
$(PY):
	@command -v $(PYTHON) >/dev/null || { \
		echo "没有找到 $(PYTHON)。请运行：sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "需要 Python 3.11 或更新的版本。另有一个时：make setup PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "缺少 python3-venv。请运行：sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock | $(PY)
	$(INSTALL) -r requirements.lock
	$(PIP) check
	@touch $@

$(TOOLS): requirements-dev.lock | $(PY)
	$(INSTALL) -r requirements-dev.lock
	$(PIP) check
	@touch $@

$(CHECKERS): $(LINT)/package-lock.json
	@command -v npm >/dev/null || { \
		echo "没有找到 npm。请运行：sudo apt-get install nodejs npm"; exit 1; }
	cd $(LINT) && npm ci --silent
	@touch $@

setup: $(RUNTIME) ## install what the system needs to run

demo: setup port demo-data ## a whole county at work, on http://127.0.0.1:8000 (PORT=8001 moves it)
	@echo "请打开 http://127.0.0.1:$(PORT)/ ，用上面的账号登录。按 Ctrl+C 停止。"
	@$(STATIC) $(MANAGE) collectstatic --noinput --verbosity 0
	@$(STATIC) $(VENV)/bin/gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --worker-class gthread \
		--workers 2 --threads 8 --no-control-socket --log-level warning

demo-data: setup ## all of `demo` but serving
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo

port: setup
	@$(PY) -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null || { \
		echo "端口 $(PORT) 已被占用。换一个：make demo PORT=8001"; exit 1; }

test: test-postgresql test-sqlite ## all on PostgreSQL, and on SQLite what can differ there

test-postgresql: $(TOOLS)
	$(POSTGRESQL) $(PYTEST) -m "not whole"

test-sqlite: $(TOOLS)
	$(SQLITE) $(PYTEST) -m "both and not whole"

test-fast: $(TOOLS) ## the quick tests, on SQLite only
	$(SQLITE) $(PY) -m pytest -n $(JOBS)

test-browser: $(TOOLS) $(CHECKERS) ## the pages in a real Chromium, and their HTML
	$(BROWSER) -m browser

test-all: $(TOOLS) $(CHECKERS) ## everything, whole, on both databases, and every fault the scoring could have
	$(POSTGRESQL) $(PYTEST) -m ""
	$(SQLITE) $(PYTEST) -m "" $(PURE:%=--ignore=%)
	$(BROWSER) -m "browser or whole"
	$(PY) -m tests.mutation --jobs $(JOBS)
	-$(MAKE) test-next

test-next: ## the quick tests on the newest Django, whatever pyproject.toml admits
	$(NEXT_PYTHON) -m venv --clear $(NEXT)
	sed -n 's/ \\$$//; /^django==/d; /^[a-z].*==/p' requirements-dev.lock > $(NEXT)/packages.txt
	$(NEXT)/bin/python -m pip install --quiet --no-deps --upgrade -r $(NEXT)/packages.txt 'django>=6'
	env -u DATABASE_URL $(NEXT)/bin/python -m pytest -n $(JOBS)

chaos: $(TOOLS) ## phones and a server cut, flooded and killed, whole, on both databases
	$(POSTGRESQL) $(PYTEST) -m "chaos or whole" $(PURE:%=--ignore=%)
	$(SQLITE) $(PYTEST) -m "chaos or whole" $(PURE:%=--ignore=%)
	$(BROWSER) -m whole

lint: $(TOOLS) $(CHECKERS) ## style, types, import contracts, vendored files, translations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check --quiet .
	$(VENV)/bin/djhtml --check --tabwidth 2 --extra-block joinlines,endjoinlines templates
	$(VENV)/bin/djlint templates --lint --quiet
	$(LINT)/node_modules/.bin/eslint --config $(LINT)/eslint.config.mjs static/js
	$(LINT)/node_modules/.bin/stylelint --config $(LINT)/stylelint.config.mjs "static/css/*.css"
	PYTHONPATH=. $(VENV)/bin/lint-imports
	$(VENV)/bin/mypy
	$(PY) .ci/vendor.py check
	$(PY) .ci/chinese.py
	$(PY) .ci/catalogues.py check

lock: $(PY) ## choose the newest releases that pyproject.toml admits, and write both locks
	$(PIP) install --quiet uv
	$(VENV)/bin/uv $(LOCK) pyproject.toml -o requirements.lock
	$(VENV)/bin/uv $(LOCK) pyproject.toml --group dev -o requirements-dev.lock

bench: $(TOOLS) ## the benchmarks of bench/
	$(PY) -m bench

locale: $(TOOLS) ## collect new texts into the catalogues, then compile them
	$(PY) .ci/catalogues.py update
	$(PY) .ci/catalogues.py compile
