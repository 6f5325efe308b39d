# make run    sets everything up and starts the bot: Slack where tokens are set, else a console chat
# make test   sets everything up and runs every test
# Further: lint, check (what .ci/run asks for), exam (100,000 random questions), learn (the signs of questions about rules), bench, bench-peers, lock.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := run
.PHONY: run test learn lint check exam bench bench-peers lock clean

run: .venv/.run
	@$(BIN)/python bot.py

test: .venv/.dev
	$(BIN)/python -m pytest

# What tells a question about how things are done from one about areas, anew from the rows, the phrasings and the examples.
learn: .venv/.dev
	cd tests && PYTHONPATH=.. ../$(BIN)/python -m questions.learn

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: .venv/.run
	$(BIN)/python bot.py check

bench: .venv/.dev
	$(BIN)/python -m compileall -q sendbot bot.py
	cd tests && ../$(BIN)/python -m bench

exam: .venv/.dev
	cd tests && PYTHONPATH=.. ../$(BIN)/python -m questions.generated 100000

bench-peers: .venv/.peers
	cd tests && ../$(BIN)/python -m bench.peers

# The locks name versions and hashes, no addresses: pip takes them from wherever it is set to look.
lock: .venv/.dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet $(LOCKING) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet $(LOCKING) --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet $(LOCKING) --extra dev --extra peers -c requirements-dev.lock pyproject.toml -o requirements-peers.lock
LOCKING := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/.new:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sendbot needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Set PYTHON, for example: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv
	@touch $@

INSTALL = @echo "Setting up .venv ..." && PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r

.venv/.run: .venv/.new requirements.lock
	$(INSTALL) requirements.lock
	@$(BIN)/python -m compileall -q sendbot bot.py
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(INSTALL) requirements-dev.lock
	@touch $@

.venv/.peers: .venv/.dev requirements-peers.lock
	$(INSTALL) requirements-peers.lock
	@touch $@
