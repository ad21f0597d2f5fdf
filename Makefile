# Each target sets up what it needs. Python 3.11 or newer is all that must be there.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .venv-peers
# tests that count processes, or kill them: nothing may run beside
ALONE := tests/attacks tests/faults tests/autograder/batch/test_cluster.py tests/autograder/test_class.py

.PHONY: setup demo data test test-quick lint build verify bench bench-load bench-attacks mutate fuzz clean

demo: $(READY)  ## grade a class of 30 behind the wall
	$(BIN)/python data_scripts/make_cohort.py --students 30 --seed 1 --format mixed --out demo/class
	$(BIN)/autograder grade demo/class/submissions demo/class/lms_download.zip --roster demo/class/roster.csv --out demo/grades

data: $(READY)  ## what the tests read; quick where it is there already
	$(BIN)/python data_scripts/fetch_digits.py
	$(BIN)/python data_scripts/fetch_efficientnet_lite0.py
	$(BIN)/python data_scripts/make_detection_digits.py

test: lint data  ## everything: under 25 minutes on 2 cores
	$(BIN)/autograder build --check
	$(BIN)/pytest -n 2 -m "not slow"
	$(BIN)/pytest -n 2 --dist loadfile -m slow $(ALONE:%=--ignore-glob='%*')
	$(BIN)/pytest -m slow $(ALONE)

test-quick: data  ## what a change should pass before a commit: under 3 minutes
	$(BIN)/pytest -n 2 -m "not slow"

lint: $(READY)  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: $(READY)  ## generate what students receive
	$(BIN)/autograder build

verify: data  ## prove the tests of every assignment
	$(BIN)/autograder verify

bench: data $(PEERS)/.ready  ## beside nbgrader, otter and pytest; shares, memory, growth
	$(BIN)/python tests/benchmarks/throughput.py --peers $(PEERS) $(ARGS)

bench-load: $(READY)  ## a class of 1,000, 5 % of it hostile: marks, memory, what is left behind
	PYTHONPATH=tests/attacks $(BIN)/python tests/benchmarks/load.py $(ARGS)

bench-attacks: $(PEERS)/.ready  ## the attacks against pytest, nbgrader and otter; in a container
	PYTHONPATH=tests/attacks $(BIN)/python tests/benchmarks/attacks/run.py --peers $(PEERS) $(ARGS)

mutate: $(READY)  ## which changes of the references no test notices: ARGS="a01 --sample 100"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --constraint constraints.txt --editable ".[dev,mutation]"
	$(BIN)/python tests/mutation/run.py $(ARGS)

fuzz: $(READY)  ## the readers of untrusted bytes, 100,000 runs each: ARGS="--runs 200000"
	-$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --constraint constraints.txt --editable ".[dev,fuzz]"
	$(BIN)/python tests/fuzz/fuzz.py $(ARGS)

setup: $(READY)

# uv compiles bytecode while installing: without it torchvision takes 10 s to import
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --constraint constraints.txt --editable ".[dev]"
	touch $@

# what others grade with, apart from this project: they want other versions
$(PEERS)/.ready: $(READY)
	$(PYTHON) -m venv $(PEERS)
	$(BIN)/uv pip install --quiet --python $(PEERS)/bin/python --compile-bytecode --constraint constraints.txt \
		numpy torch torchvision pytest nbgrader otter-grader
	touch $@

clean:
	rm -rf $(VENV) $(PEERS) demo
