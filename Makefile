# Custody Triage. Each target does all the set-up it needs; the second time there is none to do.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check -qq
TESTS ?=
# All of them on every core, a file at a time to each, in the order they come; some of them here.
# A core whose interpreter died ends the run: another in its place may wait for ever.
SPREAD = $(if $(TESTS),,-n auto --dist loadfile --no-loadscope-reorder --max-worker-restart=0)

.PHONY: demo test check bench slow env migration requirements clean

# The practice caseload in a window; where there is no display, the tour in its place.
demo: env
	@$(BIN)/python -m ui.display; case $$? in \
		0) exec $(BIN)/custody-triage --practice;; \
		3) rm -rf build/tour && exec $(BIN)/custody-triage tour build/tour;; \
		*) exit 1;; esac

test: env
	@$(BIN)/python -m ui.display --no-window
	@$(BIN)/python -m pytest -q $(SPREAD) $(TESTS)

# What takes minutes: kills, wheels, a whole tour; and what is said of any case, of many more.
slow: env
	@$(BIN)/python -m pytest -q -m slow -o faulthandler_timeout=0 $(TESTS)
	@$(BIN)/python -m pytest -q -m "hypothesis and not slow" --hypothesis-profile=search \
		-o faulthandler_timeout=0 $(TESTS)

check: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: env
	@$(BIN)/python -m tests.benchmarks

# The first migration, written anew from the tables; for as long as nothing is released.
migration: env
	$(BIN)/python -m tests.storage.make_initial
	$(BIN)/ruff format triage_app/storage/migrations/versions

env: $(READY)

# The outer pip fills the environment, so that Debian's python3-venv is not needed for it.
$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Custody Triage needs Python 3.11 or later: make PYTHON=python3.11")'
	$(PYTHON) -m venv --without-pip .venv
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# Pins every requirement again, with its hashes; the only target that needs uv.
requirements:
	cd requirements && for name in run dev; do uv pip compile --universal --python-version 3.11 \
		--generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --no-header --quiet \
		$$name.in -o $$name.txt; done

clean:
	rm -rf .venv build *.egg-info .coverage .hypothesis .*_cache
