# The targets a newcomer would guess. `make run` needs Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps
STATIC := service/static/vendor

.PHONY: run setup dev test lint audit lock bench docs clean

run: setup
	@$(BIN)/chorus serve --demo

setup: $(VENV)/.installed $(STATIC)/.built

dev: setup $(VENV)/.dev

$(VENV)/.installed: requirements.lock pyproject.toml
	@echo "Installing Chorus and what it needs (once; about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.installed
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# The NHS design system's CSS and JavaScript, built from its npm package with every request kept on our own origin.
$(STATIC)/.built: package-lock.json service/assets.py requirements-node.lock | $(VENV)/.installed
	@echo "Fetching the page assets ..."
	@command -v npm >/dev/null || $(PIP) --require-hashes -r requirements-node.lock
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	@$(BIN)/python -m service.assets node_modules $(STATIC)
	@touch $@

test: dev
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit --quiet --recursive --configfile pyproject.toml --severity-level medium service nlp corpus
	@$(MAKE) --no-print-directory audit

# Known holes in what is installed. It reports, and does not fail: a new one, or no network, must not stop anybody's work.
audit: dev
	-@$(BIN)/pip-audit --progress-spinner off --timeout 15 --disable-pip --require-hashes -r requirements.lock

# What the lock is made from, and how, is written down in docs/decisions/0001-no-torch.md.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --override requirements.overrides.txt \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --upgrade \
	$(foreach name,torch sentence-transformers transformers umap-learn hdbscan llvmlite numba pynndescent sympy mpmath networkx,--no-emit-package $(name))
lock: dev
	@$(LOCK) pyproject.toml -o requirements.lock
	@$(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	@$(LOCK) --group node -o requirements-node.lock
	@npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --silent

bench: dev
	@$(BIN)/python -m benchmarks

docs: dev
	@$(BIN)/cog -r README.md docs/*.md

# What people said is in var/ and is not cleaned away.
clean:
	rm -rf $(VENV) node_modules $(STATIC)
