# gongbiao: `make run` reads samples/ into out/, `make test` runs the tests. Both prepare .venv by themselves.

PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(if $(shell $(p) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(p))))
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready-to-run
DEV_READY := $(VENV)/.ready-to-develop
BENCH_VENV := .venv-bench
BENCH_READY := $(BENCH_VENV)/.ready-to-measure
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
OUT ?= out

.DEFAULT_GOAL := help
.PHONY: help setup run test test-slow lint format docs pictures bless samples bench lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | while IFS=: read -r name rest; do printf '  make %-10s %s\n' "$$name" "$${rest##*## }"; done

setup: $(DEV_READY) ## prepare .venv for development

run: $(RUN_READY) ## read the forms in samples/ into a dataset in out/
	$(BIN)/gongbiao run samples --out $(OUT)

test: $(DEV_READY) ## run the fast tests
	$(BIN)/pytest -n auto

test-slow: $(DEV_READY) ## run the slow tests
	$(BIN)/pytest -n auto -m slow

lint: $(DEV_READY) ## check style, types, import walls and the generated docs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/make_docs.py --check

format: $(DEV_READY) ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(DEV_READY) ## make docs/reference from the code
	$(BIN)/python tools/make_docs.py

pictures: $(DEV_READY) ## draw docs/pictures from the samples anew
	$(BIN)/python -m tools.make_pictures

bless: $(DEV_READY) ## show how the output for samples/ changed, and take it as golden
	$(BIN)/python tools/bless.py

samples: $(DEV_READY) ## build samples/*.pdf anew (needs LibreOffice, Chromium and the fonts named in samples/README.md)
	$(BIN)/python -m samples.build

bench: $(BENCH_READY) ## measure speed and accuracy beside the peers (ONLY=speed,scans for some groups; GONGBIAO_ICDAR=DIR for the ICDAR 2013 set)
	$(BENCH_VENV)/bin/python -m bench $(if $(ONLY),--only $(ONLY))

lock: ## compile requirements/*.txt anew (needs uv)
	uv pip compile pyproject.toml --extra camelot --extra ocr --extra office --group build $(LOCK) -o requirements/run.txt
	uv pip compile pyproject.toml --extra camelot --extra ocr --extra office --group build --group dev --group samples $(LOCK) -c requirements/run.txt -o requirements/dev.txt
	uv pip compile pyproject.toml --group build --group bench $(LOCK) -c requirements/run.txt --override requirements/bench-overrides.txt -o requirements/bench.txt
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

clean: ## remove what the targets made
	rm -rf $(VENV) $(BENCH_VENV) $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "gongbiao needs Python 3.11 or newer; none was found on the PATH (set PYTHON=…)" >&2; exit 1; }
	@$(PYTHON) -c '' || { echo "'$(PYTHON)' cannot be run; set PYTHON to a Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "gongbiao needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version)" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "'$(PYTHON) -m venv' is missing. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "preparing $(VENV) with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "installing requirements/run.txt …"
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_READY): requirements/dev.txt $(RUN_READY)
	@echo "installing requirements/dev.txt …"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

# The peers stay out of .venv. Without --no-deps pip would ask for the builds of cv2 that the lock leaves out.
$(BENCH_READY): requirements/bench.txt pyproject.toml | $(BIN)/python
	@echo "preparing $(BENCH_VENV) from requirements/bench.txt …"
	@$(BIN)/python -m venv --clear $(BENCH_VENV)
	@$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.txt
	@$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
