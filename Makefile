# Two commands: `make run` serves the fictional town, `make test` checks everything; before a release `make test-deep`.

# The system's own Python where it will do: distributions build theirs for speed, and everything takes a third less than on one
# that was built plainly, as pyenv does. `make PYTHON=…` chooses another.
ABLE := import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(or $(shell /usr/bin/python3 -c '$(ABLE)' 2>/dev/null && echo /usr/bin/python3),python3)
VENV := .venv
BIN := $(VENV)/bin
CATALOGUE := translations/en/LC_MESSAGES/messages
LEAFLET := node_modules/leaflet/dist
CLUSTER := node_modules/leaflet.markercluster/dist
PIP_QUIETLY := --quiet --disable-pip-version-check
HOST ?= 127.0.0.1
PORT ?= 8000

MAKEFLAGS += --jobs=2  # the map is fetched beside the packages

.PHONY: run test test-deep test-fast bench bench-matching serve clean catalogue access-table

run: $(VENV)/ready $(CATALOGUE).mo static/vendor/done
	@exec $(BIN)/musubite serve --demo --host $(HOST) --port $(PORT)

$(VENV)/ready: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install $(PIP_QUIETLY) --no-deps --no-compile --require-hashes -r requirements.lock
	@-$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib  # by all processors, which pip does not
	@$(BIN)/pip install $(PIP_QUIETLY) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-for-tests: requirements-dev.lock $(VENV)/ready
	@$(BIN)/pip install $(PIP_QUIETLY) --no-deps --no-compile --require-hashes -r requirements-dev.lock
	@touch $@

# Babel takes a catalogue without a header for an unsure one; single unsure messages are refused by the tests.
%.mo: %.po $(VENV)/ready
	@$(BIN)/pybabel --quiet compile --use-fuzzy --input-file=$< --output-file=$@ --locale=en

# The map is an addition: without npm the map pages say so and everything else works.
static/vendor/done: package.json package-lock.json
	@mkdir -p static/vendor/images
	@if command -v npm >/dev/null 2>&1 && npm ci --silent --no-audit --no-fund --ignore-scripts; then \
	  cp $(LEAFLET)/leaflet.js $(LEAFLET)/leaflet.css $(CLUSTER)/leaflet.markercluster.js $(CLUSTER)/MarkerCluster.css static/vendor/; \
	  touch $@; \
	else echo "npm is missing or had no answer: pages will show lists instead of maps."; fi

serve:
	@exec $(BIN)/musubite serve --host $(HOST) --port $(PORT)

test: $(VENV)/ready-for-tests $(CATALOGUE).mo static/vendor/done
	@PYTHON=$(BIN)/python sh tests/run.sh

test-deep:
	@TEST_DEEP=1 $(MAKE) test

test-fast: $(VENV)/ready-for-tests $(CATALOGUE).mo
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n 2 -m "not walk and not browser and not server and not data" --ignore tests/browser --ignore tests/servers

bench: $(VENV)/ready-for-tests $(CATALOGUE).mo
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.matching

bench-matching: $(VENV)/ready-for-tests $(CATALOGUE).mo
	@$(BIN)/python -m tests.bench.matching

catalogue: $(VENV)/ready-for-tests
	@$(BIN)/pybabel --quiet extract --mapping-file=translations/babel.cfg --keywords="_ _l N_ ngettext:1,2 gettext lazy_gettext" \
	  --no-location --sort-output --omit-header --output-file=translations/messages.pot .
	@$(BIN)/pybabel --quiet update --input-file=translations/messages.pot --output-dir=translations --locale=en --no-fuzzy-matching --ignore-obsolete --omit-header --width=120
	@rm translations/messages.pot

access-table: $(VENV)/ready
	@$(BIN)/python -m app.access_table > docs/access.md

clean:
	rm -rf $(VENV) node_modules static/vendor build *.egg-info
