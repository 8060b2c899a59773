# make run: environment, installation, index, chat.   make test: environment, installation, tests.
# PIP_ARGS reaches pip, e.g. make run PIP_ARGS="--extra-index-url https://download.pytorch.org/whl/cpu"
PYTHON ?= python3
PIP_ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_ARGS)

.PHONY: run test test-llm check evals clean

run: $(VENV)/.installed
	@$(BIN)/antwortfinder chat

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -n auto --dist worksteal

# the language model that ANTWORTFINDER_LLM names is asked for real; not part of the default suite
test-llm: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -m llm
	@$(BIN)/antwortfinder eval --llm

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evals: $(VENV)/.installed
	$(BIN)/antwortfinder eval --fail-under evals/baseline.json

# a stamp is written last, so that an interrupted installation is taken up again
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 oder neuer wird gebraucht, gefunden: " + sys.version)'
	@echo "Die Umgebung wird eingerichtet (einmalig, einige Minuten) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(PIP) --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) index build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
