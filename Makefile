# Each target sets up what it needs. Python 3.11 or newer is all that must be there.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo data test test-quick lint build verify bench mutate clean

demo: $(READY)  ## grade a class of 30 behind the wall
	$(BIN)/python data_scripts/make_cohort.py --students 30 --seed 1 --format mixed --out demo/class
	$(BIN)/autograder grade demo/class/submissions demo/class/lms_download.zip --roster demo/class/roster.csv --out demo/grades

data: $(READY)  ## what the tests read; quick where it is there already
	$(BIN)/python data_scripts/fetch_digits.py
	$(BIN)/python data_scripts/fetch_efficientnet_lite0.py
	$(BIN)/python data_scripts/make_detection_digits.py

test: lint data  ## everything: under 25 minutes on 2 cores
	$(BIN)/autograder build --check
	$(BIN)/pytest

test-quick: data  ## what a change should pass before a commit: under 3 minutes
	$(BIN)/pytest -m "not slow"

lint: $(READY)  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: $(READY)  ## generate what students receive
	$(BIN)/autograder build

verify: data  ## prove the tests of every assignment
	$(BIN)/autograder verify

bench: $(READY)  ## ratios, shares and memory
	$(BIN)/python tests/benchmarks/throughput.py

mutate: $(READY)  ## which changes of the references no test notices: ARGS="a01 --sample 100"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --constraint constraints.txt --editable ".[dev,mutation]"
	$(BIN)/python tests/mutation/run.py $(ARGS)

setup: $(READY)

# uv compiles bytecode while installing: without it torchvision takes 10 s to import
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --constraint constraints.txt --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) demo
