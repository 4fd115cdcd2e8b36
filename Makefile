# Every target sets up what it needs; `make demo` and `make test` each work alone on a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test chat serve check accuracy bench format lock clean

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

accuracy: $(READY)
	$(BIN)/python -m tests.accuracy

bench: $(READY)
	$(BIN)/python -m tests.bench

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

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Baton needs Python 3.11 or newer; name one with PYTHON=/path/to/python make ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up (once): installing what requirements.lock names ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

clean:
	rm -rf $(VENV) build dist *.egg-info
