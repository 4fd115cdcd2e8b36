# Every target sets up what it needs; `make demo` and `make test` each work alone on a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
AUDIT := .venv-audit
# What is compiled once starts faster each time after; the folders are ignored by git.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test chat serve check accuracy faults campaign audit bench cards format lock clean

demo: $(READY)
	@$(BIN)/baton demo

test: $(READY)
	@$(BIN)/python -m pytest -n auto --dist worksteal

chat: $(READY)
	@$(BIN)/baton chat --as $(or $(AS),amy)

serve: $(READY)
	@$(BIN)/baton serve

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.check_words
	$(BIN)/python -m tests.check_budgets

accuracy: $(READY)
	$(BIN)/python -m tests.accuracy

# Real processes are killed at every step while people work, then all is looked over. The plan is the same each
# time, so that what breaks is a change's doing; BATON_FAULTS_SEED=… plays another, BATON_FAULTS_KILLS=… (300) a longer one.
faults: export BATON_FAULTS_SEED ?= 13
faults: $(READY)
	$(BIN)/python -m tests.faults

# The same at length: each planted bug is found, weeks on a virtual clock, rates, forged buttons, probes, tamperings,
# every zone, long runs of the model, 10,000 kills in twenty plays.
campaign: $(READY)
	$(BIN)/python -m tests.faults --bugs
	$(BIN)/python -m tests.simulation --seeds 500 --at-once 2
	$(BIN)/python -m tests.simulation.rates
	$(BIN)/python -m tests.forged 1000000
	$(BIN)/python -m tests.probes 1000000
	$(BIN)/python -m tests.tampering 10000
	$(BIN)/python -m tests.bombs
	$(BIN)/python -m tests.zones
	BATON_EXAMPLES=10000 BATON_STEPS=50 $(BIN)/python -m pytest -q tests/test_machine.py
	for play in $$(seq 20); do BATON_FAULTS_KILLS=500 $(BIN)/python -m tests.faults || exit 1; done

# Known holes in what is used (asks the public advisory database), the bill of materials, and the licences.
audit: $(AUDIT)/.ready
	$(AUDIT)/bin/pip-licenses --python $(BIN)/python --order=license
	$(AUDIT)/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml -o build/bill-of-materials.json
	$(AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

bench: $(READY)
	$(BIN)/python -m tests.bench

cards: $(READY)
	$(BIN)/python -m tests.cards

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The locks are for every platform and Python from 3.11 on; they hold hashes and no addresses. The image's is
# the same without the tools of development, with what builds the wheel.
lock:
	uv pip compile --universal --python-version 3.11 --extra dev --generate-hashes --no-header --no-annotate \
		pyproject.toml -o requirements.lock
	echo 'setuptools>=77' | uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --constraints requirements.lock pyproject.toml - -o deploy/requirements.lock
	printf 'cyclonedx-bom>=7\npip-audit>=2.10\npip-licenses>=5\n' | uv pip compile --universal \
		--python-version 3.11 --generate-hashes --no-header --no-annotate - -o deploy/audit.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Baton needs Python 3.11 or newer; name one with PYTHON=/path/to/python make ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up (once): installing what requirements.lock names ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

$(AUDIT)/.ready: deploy/audit.lock $(READY)
	@$(PYTHON) -m venv $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r deploy/audit.lock
	@mkdir -p build && touch $@

clean:
	rm -rf $(VENV) $(AUDIT) build dist *.egg-info
