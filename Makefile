# `make` installs negcycle into .venv and runs the demo. `make test` and `make check` are the gates, the same for everyone.
#
#   make PYTHON=/path/to/python     use this Python instead of the newest that is found
#   make test ARGS="-k loops"       pass arguments on to pytest

SHELL := /bin/sh
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
ARGS ?=

# Pyright would look for a newer version of itself.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.DEFAULT_GOAL := demo
.PHONY: demo install develop test check style types arrows docs changes clean

demo: install
	$(BIN)/negcycle demo -o demo

install: .venv/installed
develop: .venv/developing

test: develop
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: style types arrows docs changes

style: develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: develop
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/mypy

arrows: develop
	$(BIN)/lint-imports --no-logo

docs: develop
	$(BIN)/sphinx-build -n -W --keep-going -q -b html -d build/doctrees docs build/docs

# A misnamed fragment would be left out of the change log without a word, unless somebody looks.
changes: develop
	@said=$$($(BIN)/towncrier build --draft --version next 2>&1) || { echo "$$said" >&2; exit 1; }

clean:
	rm -rf .venv build demo

# -- the environment ---------------------------------------------------------------------------------

# A .venv that was copied or moved along with its folder still points at the old place: it is made again.
ifneq ($(shell cat .venv/made-for 2>/dev/null),$(CURDIR))
.PHONY: .venv/made-for
endif

# A Python may be there and not run (a pyenv shim), be too old, or be unable to put pip into a virtual environment
# (Debian without python3-venv). So each is tried. `--clear` takes away what a failed try left behind.
.venv/made-for:
	@set -u; \
	fits() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' > /dev/null 2>&1; }; \
	make_venv() { \
	  "$$1" -m venv --clear .venv > /dev/null 2>&1 && return; \
	  "$$1" -m pip --version > /dev/null 2>&1 || return; \
	  "$$1" -m venv --clear --without-pip .venv && \
	  "$$1" -m pip --disable-pip-version-check --quiet --python .venv install pip; \
	}; \
	found=; \
	for python in $(if $(PYTHON),"$(PYTHON)",python3.14 python3.13 python3.12 python3.11 python3); do \
	  fits "$$python" || continue; \
	  found=$$python; \
	  if make_venv "$$python"; then \
	    printf '%s' "$(CURDIR)" > $@; \
	    exit 0; \
	  fi; \
	done; \
	if [ -n "$$found" ]; then \
	  echo "$$found can make no virtual environment: it has neither venv nor pip. On Debian or Ubuntu, install them with: apt-get install python3-venv" >&2; \
	else \
	  echo "negcycle needs Python 3.11 or newer, and $(if $(PYTHON),'$(PYTHON)' is not one,none was found). Install one, or name it: make PYTHON=/path/to/python" >&2; \
	fi; \
	exit 1

.venv/installed: .venv/made-for pyproject.toml
	@echo "Installing negcycle into .venv. The first time takes a minute or two."
	@$(PIP) --editable '.[handout]'
	@touch $@

.venv/developing: .venv/made-for pyproject.toml
	@echo "Installing negcycle and its tools into .venv. The first time takes some minutes."
	@$(PIP) --editable '.[dev]'
	@touch .venv/installed $@
