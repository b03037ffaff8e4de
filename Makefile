# What one does with Chairside. `make help` lists it; every target sets up .venv when it is wanted.

PY := .venv/bin/python
OUT ?= out
READY := .venv/ready
READY_TO_PACKAGE := .venv/ready-to-package

# Without a locale Qt warns at every start, and a warning fails a test.
ifeq ($(LANG)$(LC_ALL)$(LC_CTYPE),)
export LANG := C.UTF-8
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint format mutants tour bench package requirements clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | column -t -s @ 2>/dev/null \
	  || sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1: \2/p' $(MAKEFILE_LIST)

run: $(READY) ## opens the window; without a display, runs the tour into out/
	@if build/display.sh 2>/dev/null; then \
	  exec $(PY) main.py; \
	else \
	  echo "There is no display here, so the tour runs instead; its pictures and papers go to out/."; \
	  $(MAKE) --no-print-directory tour OUT=out; \
	fi

test: lint ## the linters and type checks, then all tests
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist worksteal

lint: $(READY) ## the linters and type checks alone
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: $(READY) ## puts the source into the one form that lint wants
	$(PY) -m ruff check --fix --select I .
	$(PY) -m ruff format .

mutants: $(READY) ## makes 200 small mistakes in the rules, one by one; the tests must notice (20 min)
	$(PY) -m tests.mutants

tour: $(READY) ## plays a day through the real window, into OUT=folder (out/ if none is named)
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.end2end.tour "$(OUT)"

bench: $(READY) ## measures start, commit and heartbeat, each against a bare one
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench

package: $(READY_TO_PACKAGE) ## builds the bundle for IT in dist/chairside, and tries it
	$(PY) -m PyInstaller --noconfirm --log-level ERROR \
	  --workpath dist/work --distpath dist build/chairside.spec
	$(PY) -m build.smoke dist/chairside

requirements: ## pins requirements/*.txt anew from the *.in files (needs uv)
	build/pin.sh

clean: ## removes all that make made, .venv too
	rm -rf .venv dist out __pycache__ .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find app build tests main.py -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

$(READY): requirements/runtime.txt requirements/dev.txt build/setup.sh
	@build/setup.sh program
	@touch $@

$(READY_TO_PACKAGE): requirements/package.txt $(READY)
	@build/setup.sh package
	@touch $@
