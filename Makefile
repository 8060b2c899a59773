# make run: environment, installation, index, chat.   make test: environment, installation, tests.
# PIP_ARGS reaches pip, e.g. make run PIP_ARGS="--extra-index-url https://download.pytorch.org/whl/cpu"
PYTHON ?= python3
PIP_ARGS ?=
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_ARGS)

.PHONY: run test test-llm kills check evals locked lock licences sbom clean

run: $(VENV)/.installed
	@$(BIN)/antwortfinder chat

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -n auto --dist worksteal

# the language model that ANTWORTFINDER_LLM names is asked for real; not part of the default suite
test-llm: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -m llm
	@$(BIN)/antwortfinder eval --llm

# by night: reading and fetching are killed a thousand times at any moment each; not part of the default suite
kills: $(VENV)/.installed-dev
	@ANTWORTFINDER_KILLS=1000 $(BIN)/python -m pytest -n 2 tests/rag/fetching/test_kills.py tests/rag/index/test_kills.py

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evals: $(VENV)/.installed
	$(BIN)/antwortfinder eval --fail-under evals/baseline.json

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 oder neuer wird gebraucht, gefunden: " + sys.version)'
	@echo "Die Umgebung wird eingerichtet (einmalig, einige Minuten) ..."
	@$(PYTHON) -m venv $(VENV)

# a stamp is written last, so that an interrupted installation is taken up again
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(PIP) --editable ".[dev]"
	@touch $@

# in place of what the ranges of pyproject.toml allow today: exactly the files of the lock, then make run
locked: $(BIN)/python
	@$(PIP) --no-deps --require-hashes --only-binary :all: -r requirements.lock -r torch.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.installed

# needs uv; LOCK_ARGS=--upgrade for newer versions, else only what pyproject.toml demands changes
lock:
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-package torch \
		--custom-compile-command "make lock" $(LOCK_ARGS) pyproject.toml -o requirements.lock

# both need uv, which fetches their tools; of an environment that `make locked` made they tell what the lock comes to
licences: $(VENV)/.installed-dev
	@$(UV) tool run --from "pip-licenses>=5.5,<6" pip-licenses --python $(BIN)/python --with-system --from=mixed --format=json | \
		PYTHONPATH=. $(BIN)/python tests/bench/licences.py > docs/lizenzen.md

sbom: $(VENV)/.installed
	@$(UV) tool run --from "cyclonedx-bom>=7.5,<8" cyclonedx-py environment --pyproject pyproject.toml -o sbom.json $(BIN)/python

clean:
	rm -rf $(VENV) index build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
