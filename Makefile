# Two commands matter: `make site` and `make test`. Everything lives in .venv.

# The first Python of these that is 3.11 or newer and can make virtual environments.
CANDIDATES = $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3
FIND_PYTHON = for p in $(CANDIDATES); do \
	  if $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then echo $$p; exit 0; fi; done; \
	echo "No Python 3.11 or newer with pip and venv found. Install one, or run: make PYTHON=/path/to/python3" >&2; exit 1

# Python keeps what it has compiled, as it does for users: tests start sitegen hundreds of times.
unexport PYTHONDONTWRITEBYTECODE

PIP_INSTALL = .venv/bin/python -m pip install --quiet --disable-pip-version-check

.PHONY: site serve import-tools test lint format unit bench audit screenshots lock clean

site: .venv/site.stamp
	.venv/bin/sitegen build
	@echo "Look at it with: make serve"

serve: .venv/site.stamp
	.venv/bin/sitegen serve

import-tools: .venv/import.stamp
	@echo "Import pages with: .venv/bin/sitegen import SOURCE..."

test: lint unit

lint: .venv/test.stamp
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

unit: .venv/test.stamp
	.venv/bin/python -m tests.browser.chromium
	.venv/bin/pytest -n auto

# docs/developing.md tells what the variables choose.
bench: .venv/bench.stamp
	.venv/bin/python -m tests.bench $(if $(SIZE),--size $(SIZE)) $(if $(ROUNDS),--rounds $(ROUNDS)) \
	  $(if $(JOBS),--jobs $(JOBS)) $(if $(PEER),--peer $(PEER)) \
	  $(if $(GROWTH),--growth) $(if $(SIZES),--sizes $(SIZES)) $(if $(JSON),--json $(JSON))

audit: .venv/test.stamp tests/audit/node_modules/.stamp
	.venv/bin/python -m tests.browser.chromium
	.venv/bin/python -m tests.audit $(if $(PART),--part $(PART)) $(if $(JSON),--json $(JSON))

screenshots: .venv/test.stamp
	.venv/bin/python -m tests.browser.chromium
	.venv/bin/python -m tests.audit.screenshots $(if $(KIND),--kind $(KIND)) $(if $(SITE),--site $(SITE))

format: .venv/test.stamp
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

lock: .venv/test.stamp
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	  --python-version 3.11 --upgrade pyproject.toml --group build --output-file requirements.lock
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	  --python-version 3.11 --constraint requirements.lock pyproject.toml --extra import --output-file requirements-import.lock
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	  --python-version 3.11 --constraint requirements.lock --constraint requirements-import.lock pyproject.toml \
	  --extra import --group dev --output-file requirements-dev.lock
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	  --python-version 3.11 --constraint requirements-dev.lock pyproject.toml --group bench --output-file requirements-bench.lock

clean:
	rm -rf .venv .sitegen public screenshots tests/audit/node_modules tests/browser/decap_server/node_modules

.venv/bin/python:
	@python=$$($(FIND_PYTHON)) && echo "Creating .venv with $$python" && $$python -m venv .venv

# sitegen itself is installed in place: an edit needs no second installation. Its dependencies come
# from the lock files, whose hashes pip checks.
.venv/site.stamp: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing sitegen and what it needs into .venv"
	@$(PIP_INSTALL) --require-hashes --requirement requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/import.stamp: requirements-import.lock .venv/site.stamp
	@echo "Installing what \`sitegen import\` needs into .venv"
	@$(PIP_INSTALL) --require-hashes --requirement requirements-import.lock
	@touch $@

.venv/test.stamp: requirements-dev.lock .venv/site.stamp
	@echo "Installing the test tools into .venv"
	@$(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/bench.stamp: requirements-bench.lock .venv/test.stamp
	@echo "Installing the peers of the benchmark into .venv"
	@$(PIP_INSTALL) --require-hashes --requirement requirements-bench.lock
	@touch $@

# npm checks the hashes of the lock file, and runs no script of a package.
tests/audit/node_modules/.stamp: tests/audit/package.json tests/audit/package-lock.json
	@command -v npm >/dev/null || { echo "make audit needs Node.js with npm, 18.16 or newer." >&2; exit 1; }
	@echo "Installing the tools of the audit into tests/audit/node_modules"
	@cd tests/audit && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
