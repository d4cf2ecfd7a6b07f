# `make help` lists the targets. Everything that thinks is in portal/bootstrap.py.
.PHONY: help setup run test check bench messages lock

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1@\2/' | column -t -s @

setup:  ## create .venv from the lock files, install system libraries, compile translations
	@bin/portal setup

run:  ## set everything up, load the demonstration, serve on PORT (8000)
	@bin/portal run

test:  ## set everything up, run all tests (ARGS="-k deadline" to choose)
	@bin/portal test $(ARGS)

check:  ## formatting, lint, types, imports, migrations, translations, deployment files
	@bin/portal check

bench:  ## run the benchmarks and print their ratios
	@bin/portal bench $(ARGS)

messages: setup  ## collect translatable texts into locale/, guesses emptied
	@.venv/bin/python manage.py makemessages -l zh_Hans --no-location --no-obsolete --no-wrap -i .venv -i node_modules -i .data -i tests -i staticfiles
	@.venv/bin/python -m portal.translations tidy

lock: setup  ## turn requirements*.in into lock files with hashes
	@bin/lock
