PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# installed once per state of pyproject.toml
STAMP := $(VENV)/.installed

.PHONY: run test check evals clean

run: $(STAMP)
	$(BIN)/antwortfinder chat

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evals: $(STAMP)
	$(BIN)/antwortfinder eval --fail-under evals/baseline.json

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) index .pytest_cache .mypy_cache .ruff_cache .import_linter_cache build *.egg-info
