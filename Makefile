# make run          fetches what is due, builds what changed and serves the briefing at http://127.0.0.1:8501 (PORT= changes it)
# make test         installs what tests need, a browser included, and runs everything
# make lint         checks the code for mistakes and its format
# make build        builds summaries/ if sources, config or rules changed
# make quality, make bench   measure extraction against the hand annotation, and time as ratios
# For maintainers:
# make test-newest  runs the same tests with the newest releases that requirements.txt allows, in .venv-newest
# make constraints  writes those releases into constraints.txt, which the others install
PYTHON ?= python3
PORT   ?= 8501
VENV   := .venv
BIN     = $(VENV)/bin
PINS   := -c constraints.txt
NEWEST := --upgrade --upgrade-strategy eager
# Twice quiet: errors only.
PIP     = $(BIN)/python -m pip install -q -q --disable-pip-version-check --only-binary :all:

.PHONY: run test lint build quality bench browser clean test-newest constraints

# A story that could not be built (1) keeps its last briefing, and the page says why. A page or feed that fails keeps what it gave.
run: $(VENV)/.run
	@$(BIN)/python -m briefing fetch || test $$? -eq 1
	@$(BIN)/python -m briefing build || test $$? -eq 1
	@echo "Serving the briefing at http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@$(BIN)/python -m briefing watch --no-build & trap "kill $$!" EXIT INT TERM; \
	$(BIN)/python -m streamlit run serve.py --server.port $(PORT) --logger.hideWelcomeMessage true

test: lint browser
	@$(BIN)/python -m pytest -q tests

lint: $(VENV)/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

build: $(VENV)/.run
	@$(BIN)/python -m briefing build

quality: $(VENV)/.dev
	@$(BIN)/python tests/quality.py

bench: $(VENV)/.dev
	@$(BIN)/python tests/bench.py

$(VENV)/.run: requirements.txt constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (about a minute the first time)"
	@$(PIP) -r requirements.txt $(PINS)
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(PIP) -r requirements-dev.txt $(PINS)
	@touch $@

# Debian's Chromium where it is present or can be installed, Playwright's own elsewhere.
browser: $(VENV)/.dev
	@$(BIN)/python tests/browser.py --install

test-newest:
	@rm -rf .venv-newest
	@$(MAKE) --no-print-directory test VENV=.venv-newest PINS="$(NEWEST)"

constraints:
	@rm -rf .tmp/constraints
	@$(PYTHON) -m venv .tmp/constraints
	@$(MAKE) --no-print-directory .tmp/constraints/.dev VENV=.tmp/constraints PINS="$(NEWEST)"
	@{ echo "# Every package that requirements-dev.txt installs, at the release that was tested. Written by 'make constraints'; do not edit."; \
	   .tmp/constraints/bin/python -m pip --disable-pip-version-check freeze --quiet --all --exclude pip; } > .tmp/constraints/pins
	@mv .tmp/constraints/pins constraints.txt
	@rm -rf .tmp/constraints

clean:
	rm -rf .venv .venv-newest .pytest_cache
