# newsledger: python >= 3.11 and make are all it needs. `make help` lists the targets.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CORPORA ?= corpora
HOME_DIR ?= warehouse/data
TRAINING := transforms/extract/encoder/training

.DEFAULT_GOAL := help
.PHONY: help install run test fast check kills nights fuzz bench memory docs readme data train train-syntax lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/installed  ## build .venv from the lock file; does nothing when nothing changed

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("newsledger needs python 3.11, 3.12 or 3.13; this is " + sys.version.split()[0] + ": make PYTHON=python3.12 ...") if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing into .venv (a few minutes the first time)"
	@$(PIP) install --no-deps --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable . 2> .venv/build.log || { cat .venv/build.log; exit 1; }
	@touch $@

run: install  ## run the night on the bundled sample and show what came out
	@$(BIN)/newsledger run --input tests/sample --home $(HOME_DIR)

test: install  ## the whole test suite, fast tests first, files side by side on two cores
	@$(BIN)/python -m pytest -n 2 --dist loadfile

fast: install  ## only the fast tests
	@$(BIN)/python -m pytest -m "not slow"

check: install  ## style and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

kills: install  ## kill a hundred nights at random moments: every next one gives the rows of a calm one
	@NEWSLEDGER_KILLS=$${NEWSLEDGER_KILLS:-100} $(BIN)/python -m pytest -x tests/flows/test_killed_nights.py

nights: install  ## thirty nights in one home: nothing grows that should not
	@NEWSLEDGER_NIGHTS=$${NEWSLEDGER_NIGHTS:-30} $(BIN)/python -m pytest -s tests/flows/test_many_nights.py

fuzz: install  ## thousands of random files, texts, days and figures
	@NEWSLEDGER_FUZZ=$${NEWSLEDGER_FUZZ:-3000} $(BIN)/python -m pytest tests/unit/test_fuzz_reading.py tests/unit/test_fuzz_files.py

bench: install  ## timings as ratios to floors measured in the same run
	@$(BIN)/python -m tests.bench $(BENCH_INPUT)

memory: install  ## memory of a reading process over 20,000 documents, per 1,000
	@$(BIN)/python -m tests.bench memory

docs: install  ## print the data dictionary
	@$(BIN)/newsledger docs

readme: install  ## write the outputs in README.md anew, after make run
	@$(BIN)/python -m tests.readme $(HOME_DIR)

data: install  ## compute the data files anew that libraries give: words, names, towns, feasts
	@$(BIN)/python -m transforms.extract.entities.build_words
	@$(BIN)/python -m transforms.extract.entities.build_places
	@$(PIP) install --no-deps --target build/holidays holidays==0.105
	@PYTHONPATH=build/holidays $(BIN)/python -m transforms.extract.dates.build_feasts
	@git status --short -- '*.csv'

train: install  ## train the encoder anew on tests/gold and the corpora of names: make train CORPORA=folder
	@test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	@.venv-train/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes \
	  --only-binary :all: -r $(TRAINING)/requirements.lock
	@mkdir -p build
	@$(BIN)/python -m transforms.extract.encoder.training.candidates tests/gold/passages.jsonl build/candidates.jsonl
	@$(BIN)/python -m transforms.extract.encoder.training.named_texts $(CORPORA) build/named.jsonl
	@.venv-train/bin/python -m transforms.extract.encoder.training build/candidates.jsonl build/named.jsonl
	@$(BIN)/python -m transforms.extract.encoder.training.calibration

train-syntax: install  ## train the bundled spaCy pipeline anew: make train-syntax CORPORA=folder
	@$(BIN)/python -m transforms.extract.model.train $(CORPORA)

lock: install  ## resolve the lock files anew (needs uv)
	@printf 'setuptools\npip\n' > .venv/build-requirements.in
	@uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --extra dev --extra train \
	  pyproject.toml .venv/build-requirements.in -o requirements.lock
	@uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header $(TRAINING)/requirements.in -o $(TRAINING)/requirements.lock

clean:  ## remove the environment and the sample's warehouse
	@rm -rf .venv .venv-train $(HOME_DIR) build *.egg-info
