# payscape: `make demo` on a fresh machine with Python 3.11 or newer, and nothing else, is enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.stamp-core
VIZ := $(VENV)/.stamp-viz
TEST := $(VENV)/.stamp-test
DOCS := $(VENV)/.stamp-docs
PINS := pyproject.toml constraints.txt
NEWEST_PYTHON = $(shell .ci/newest-python)
NEWEST := .venv-newest
QUICK_TESTS := tests/documents/test_doctests.py tests/architecture tests/packaging tests/laws/test_money.py \
  tests/laws/test_reproducibility.py tests/payment/test_worked_examples.py tests/payment/test_worked_contracts.py \
  tests/patients/test_kernel.py tests/patients/test_streams.py tests/cli/test_commands.py

MINUTES := 60

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-newest lint fuzz bench docs generated experiments study regimes recovery level clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | sort

demo: $(CORE) ## the main job: East London, today's mix against one alternative
	$(BIN)/payscape demo

serve: $(VIZ) ## the workshop in a browser, on this machine
	$(BIN)/payscape serve

test: lint ## every check and every test
	$(BIN)/python -m pytest -q -n 2

test-newest: ## the quick tests on the newest Python installed beside 3.11; make test VENV=... PYTHON=... runs all there
ifeq ($(NEWEST_PYTHON),)
	@echo "no Python newer than 3.11 is installed here: tests were run on one version only"
else
	$(MAKE) $(NEWEST)/.stamp-test VENV=$(NEWEST) PYTHON=$(NEWEST_PYTHON)
	$(NEWEST)/bin/python -m pytest -q -n 2 $(QUICK_TESTS)
endif

lint: $(TEST) ## style, who may import whom, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/pyright
	$(BIN)/pyright --project pyright.edges.json

fuzz: $(TEST) ## every reader and every page's inputs on spoilt files, MINUTES=60 of it; ends with 1 and the input on a crash
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

bench: $(TEST) ## speed and memory against their budgets, into docs/concepts/speed.md: a quarter of an hour
	$(BIN)/python -m benchmarks --into docs/concepts/speed.md

docs: $(DOCS) ## the documents as a site, in build/site; it asks nothing of the internet
	$(BIN)/python -m mkdocs build --quiet

generated: $(TEST) ## lists, counts and tables of the documents, from the code: a few seconds
	$(BIN)/python -m studies.generated

experiments: $(CORE) ## reforms that happened, re-enacted and scored, in docs/validation.md: ten paired seeds and twenty draws, a quarter of an hour
	$(BIN)/payscape experiments --doubt 20 --out docs/validation.md

study: $(TEST) ## what emerged, what of the documents' claims holds, and the studies with figures of their own: under an hour
	$(BIN)/python -m studies.emergence.page docs/effects.md
	$(BIN)/python -m studies.claims.page docs/claims.md
	$(BIN)/python -m studies.contract_stress docs/studies/contract-stress.md
	$(BIN)/python -m studies.pictures default_by_month docs/studies/contract-stress.csv docs/images/contract-stress.png
	$(BIN)/python -m studies.prospective docs/studies/what-an-evaluation-could-detect.md
	$(BIN)/python -m studies.pictures detectable_effect docs/studies/what-an-evaluation-could-detect.csv \
	  docs/images/what-an-evaluation-could-detect.png
	$(BIN)/python -m studies.keyed_draws.page docs/studies/keyed-draws.md

regimes: $(CORE) ## who gains and who loses, in docs/regimes.md: every scenario of the library with 20 paired seeds, half an hour
	$(BIN)/python -m studies.regimes.page docs/regimes.md

recovery: $(TEST) ## whether a calibration finds fourteen planted parameters, in docs/recovery.md: fifty truths, half an hour
	$(BIN)/python -m studies.recovery docs/recovery.md

level: $(CORE) ## the first simulated year beside what was published for East London
	$(BIN)/python -m studies.places.east_london.level

clean: ## removes what can be made again, the environment included
	rm -rf $(VENV) $(NEWEST) build *.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "payscape needs Python 3.11 or newer, and '$(PYTHON)' is not: try  make PYTHON=python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(CORE): $(PINS) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VIZ): $(PINS) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[viz]'
	@touch $(CORE) $@

$(TEST): $(PINS) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test,sweep,viz,calibrate,docs]'
	@touch $(CORE) $@

$(DOCS): $(PINS) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[docs]'
	@touch $(CORE) $@
