# serve · build · test: each installs what is pinned in requirements.lock first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Announcements of the theme, not warnings about this site.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: help serve build test check new bench audit accept lock clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { echo "Python 3.11.5 or newer is needed; say which one with: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 -m venv failed. On Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

serve: $(VENV)/.installed  ## show the site on http://127.0.0.1:8000, rebuilt as you write
	$(BIN)/mkdocs serve --no-strict --dev-addr 127.0.0.1:8000 --watch src --watch bib --watch recording --watch overrides

build: $(VENV)/.installed  ## write the site into site/
	$(BIN)/mkdocs build

check: $(VENV)/.installed  ## check sources and built pages, offline, and say what to mend (FAST=1: sources alone; FIX=1: mend what is safe)
	$(BIN)/companion check $(if $(FAST),--fast) $(if $(FIX),--fix) $(if $(FORMAT),--format $(FORMAT))

new: $(VENV)/.installed  ## begin a page: make new KIND=person NAME="Jane Doe" (chapter, claim, person, picture, term; source with a DOI, arXiv number or address)
	@$(BIN)/companion new -- "$$KIND" "$$NAME"

accept: $(VENV)/.installed  ## take the specimen's screenshots as they are now; look at them before you commit
	ACCEPT=1 $(BIN)/python -m pytest tests/browser/test_specimen.py

test: $(VENV)/.installed  ## run every test
ifndef NO_BROWSER
	@$(BIN)/python -m tests.chromium --install
endif
	$(BIN)/python -m pytest

bench: $(VENV)/.installed  ## measure; TRANSCRIPT=file.jsonl uses a real transcript
	$(BIN)/python -m bench $(TRANSCRIPT)

audit: $(VENV)/.installed  ## what needs Node and Java: the Nu validator and Lighthouse (RUNS=5)
	$(BIN)/python tools/audit.py

lock:  ## pin anew: needs uv
	uv pip compile --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra test pyproject.toml --output-file requirements.lock

clean:  ## remove what was installed and built
	rm -rf $(VENV) site .pytest_cache .hypothesis
