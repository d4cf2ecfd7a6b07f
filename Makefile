# `make help` lists the targets.
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: help setup run test check bench messages lock

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'

setup: $(VENV)/.ready  ## create the virtual environment from the lock files

$(VENV)/.ready: requirements.lock requirements-dev.lock
	python3 -m venv $(VENV)
	$(PY) -m pip install --quiet --require-hashes -r requirements.lock -r requirements-dev.lock
	touch $@

test: setup  ## run all tests
	$(PY) -m pytest

messages:  ## collect translatable texts into locale/
	$(PY) manage.py makemessages -l zh_Hans --no-location --no-obsolete --no-wrap -i .venv -i node_modules -i .data
