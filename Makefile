# Needs make and a Python of at least 3.11 with venv; everything else comes into .venv.
.PHONY: run test soak check format bench screenshots clean

export PIP_DISABLE_PIP_VERSION_CHECK = 1

BIN := .venv/bin
# Tried by running it: a pyenv shim of a version that is not chosen exists, and fails.
FIND_PYTHON = for python in python3.12 python3.11 python3 python; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	  then echo $$python; exit 0; fi; done

run: export TINDAKLANJUT_HOME ?= $(CURDIR)/data
run: .venv/installed
	@$(BIN)/tindaklanjut demo
	@exec $(BIN)/tindaklanjut serve

# Files side by side, a worker for each core, which starts servers of its own. By itself, $(BIN)/pytest runs test after test.
test: .venv/installed-test
	$(BIN)/pytest -m "not alone" -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
	$(BIN)/pytest -m alone

# Fault tests in numbers (half an hour): make soak [ROUNDS=100] [MINUTES=at most] [SEED=of the first round] [FORM=server or embedded: then no report]
soak: .venv/installed-test
	$(BIN)/python -m tests.faults --rounds $(or $(ROUNDS),100) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED)) \
	  $(if $(FORM),--form $(FORM),--report docs/soak.md)

check: .venv/installed-check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/installed-check
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/installed-test
	$(BIN)/python -m benchmarks

screenshots: .venv/installed-test
	$(BIN)/python -m scripts.screenshots

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist

.venv/installed: EXTRAS =
.venv/installed-test: EXTRAS = [test]
.venv/installed-check: EXTRAS = [test,check]
.venv/installed .venv/installed-test .venv/installed-check: pyproject.toml | $(BIN)/python
	@echo "Memasang Tindak Lanjut$(EXTRAS) ke .venv (sekali saja, beberapa menit) …"
	@$(BIN)/python -m pip install --editable '.$(EXTRAS)'
	@touch $@

$(BIN)/python:
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
	  echo "Perlu Python 3.11 atau lebih baru yang punya venv (Debian: apt install python3-venv)." >&2; exit 1; fi; \
	echo "Menyiapkan .venv dengan $$($$python --version) …"; \
	$$python -m venv .venv
