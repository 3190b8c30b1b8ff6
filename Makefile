# make corpus            environment, build, check, publish, and a look at the result
# make corpus SOURCES=…  the same, with your own copies of the withheld articles (or any articles)
# make test              the quick tests and the linters, offline once installed
# make test-all          the slow ones too
# make check             the checks alone
# make studio            the annotation server on this machine, and how to log in
# make lock              the pinned requirements anew (needs uv)

PYTHON ?= python3
VENV ?= .venv
RUN = $(VENV)/bin
PIP = $(RUN)/python -m pip --disable-pip-version-check --quiet
export PIP_ROOT_USER_ACTION = ignore

.PHONY: corpus studio test test-all check lint format lock clean help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Communiqué needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Set PYTHON=…" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/corpus.stamp: requirements/corpus.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(PIP) install --require-hashes -r requirements/corpus.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/corpus.stamp
	$(PIP) install --no-deps --require-hashes -r requirements/dev.lock
	@touch $@

# --no-deps: the lock is whole, but for OpenCV, which the SDK asks for and which holds numpy back
$(VENV)/studio.stamp: requirements/studio.lock $(VENV)/corpus.stamp
	$(PIP) install --no-deps --require-hashes -r requirements/studio.lock
	@touch $@

corpus: $(VENV)/corpus.stamp
	@$(RUN)/communique build $(if $(SOURCES),--sources "$(SOURCES)")

studio: $(VENV)/studio.stamp
	@$(RUN)/communique studio up

check: $(VENV)/corpus.stamp
	@$(RUN)/communique check $(if $(SOURCES),--sources "$(SOURCES)")

lint: $(VENV)/dev.stamp
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/check-jsonschema --check-metaschema schema/*.schema.json
	$(RUN)/check-jsonschema --schemafile schema/story.schema.json schema/stories/*.json
	$(RUN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	$(RUN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

format: $(VENV)/dev.stamp
	$(RUN)/ruff check --fix
	$(RUN)/ruff format

test: lint
	$(RUN)/pytest -n auto

test-all: lint
	$(RUN)/pytest -n auto -m ''

lock:
	$(LOCK) --group build -o requirements/corpus.lock
	$(LOCK) --extra studio --group build -c requirements/corpus.lock -o requirements/studio.lock
	$(LOCK) --extra studio --group build --group dev -c requirements/corpus.lock -o requirements/dev.lock

LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --custom-compile-command 'make lock' pyproject.toml

clean:
	rm -rf build dist
