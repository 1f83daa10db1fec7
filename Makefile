# One verb per thing a developer does. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run site records test quick check coverage data build bench clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
ADDRESS ?= localhost
SITE_PORT ?= 8700
RECORDS_PEOPLE ?= 540000
RECORDS := data/records-sample
# What Python has compiled once is kept, whatever the machine says: every verb starts faster.
unexport PYTHONDONTWRITEBYTECODE

# Tests are of the system that comes with the project, whichever was built here.
test quick check coverage: export INSIGHT_SYSTEM := $(shell cat data/catalogue/systems/default.txt)

help: ## List every verb
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

run: $(VENV)/.app ## Open the dashboard (builds the store first if there is none)
	@$(BIN)/python -m etl status >/dev/null 2>&1 || $(BIN)/python -m etl build
	@echo "The dashboard is at http://$(ADDRESS):$(PORT) (Ctrl-C stops it)"
	@$(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS)

site: $(VENV)/.app ## Make a marked sample of the public site, and show it to this machine
	@$(BIN)/python -m etl status >/dev/null 2>&1 || $(BIN)/python -m etl build
	@$(BIN)/python -m publishing site --sample --out data/site-sample --serve $(SITE_PORT)

records: $(VENV)/.app ## Fill CORE20PLUS5 from made-up records of people, marked, in a store of its own
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $$(grep -v -i spark requirements-engine.txt | grep == | sed 's/ *#.*//')
	@test -f $(RECORDS)/counts/records-counts.csv || $(BIN)/python -m etl records $(RECORDS)/omop --synthetic $(RECORDS_PEOPLE) --out $(RECORDS)/counts
	@INSIGHT_STORES=$(RECORDS)/stores $(BIN)/python -m etl build --raw $(RECORDS)/counts
	@echo "The dashboard with made-up records is at http://$(ADDRESS):$(PORT)/core20plus5 (Ctrl-C stops it)"
	@INSIGHT_STORES=$(RECORDS)/stores $(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS)

test: $(VENV)/.dev ## Run every test (browser tests are skipped where Chromium is missing, except in CI)
	@$(BIN)/python -m pytest -n auto

quick: $(VENV)/.dev ## Run the tests worth waiting for before a commit: no browser, no PDF, no whole files
	@$(BIN)/python -m pytest -n auto -m "not slow and not browser" --hypothesis-profile=quick

coverage: $(VENV)/.dev ## Run all tests but those in a browser, and list the lines that never ran
	@$(BIN)/python -m pytest -n auto -m "not browser" --cov --cov-report=term-missing:skip-covered

check: $(VENV)/.dev ## Look for faults without running: ruff, format, mypy, who imports whom
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

data: $(VENV)/.app ## Download the official files into data/raw
	@$(BIN)/python -m etl fetch

build: $(VENV)/.app ## Build a new store from data/raw, or from the embedded figures
	@$(BIN)/python -m etl build

bench: $(VENV)/.dev ## Measure build, pages, map and load against the budgets
	@$(BIN)/python -m tests.bench

clean: ## Remove what was built or installed here (never data/raw, nor the record of what is public)
	@rm -rf $(VENV) data/stores/*.duckdb data/stores/current.json data/stores/risk_meaning.json data/site-sample $(RECORDS) static/maps .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.app: requirements.txt
	@echo "Installing what the app needs (about a minute the first time)"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.engine: $(VENV)/.app requirements-engine.txt
	@echo "Installing what counts records of people"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-engine.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.app requirements-dev.txt requirements-postgresql.txt
	@echo "Installing what tests and checks need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
