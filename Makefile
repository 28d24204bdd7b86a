# make run    builds what changed and serves the briefing at http://127.0.0.1:8501 (PORT= changes it)
# make test   installs what tests need, a browser included, and runs everything
# make build  builds summaries/ if sources, config or rules changed
# make quality, make bench   measure extraction against the hand annotation, and time as ratios
PYTHON ?= python3
PORT   ?= 8501
BIN    := .venv/bin

.PHONY: run test build quality bench browser clean

run: .venv/.run
	$(BIN)/python -m briefing build
	@echo "Serving the briefing at http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: .venv/.dev browser
	$(BIN)/python -m pytest -q tests

build: .venv/.run
	$(BIN)/python -m briefing build

quality: .venv/.dev
	$(BIN)/python tests/quality.py

bench: .venv/.dev
	$(BIN)/python tests/bench.py

.venv/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements.txt
	touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements-dev.txt
	touch $@

# Debian's Chromium where it is present or can be installed, Playwright's own elsewhere.
browser: .venv/.dev
	@$(BIN)/python tests/browser.py --install

clean:
	rm -rf .venv .pytest_cache
