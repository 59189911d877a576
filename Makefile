# The commands of this project. Each sets up what it needs in .venv; only python3, venv, pip and make must be there.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo generate check lint test review browser fuzz bench emulated golden faults simulate mutants clean

$(READY): constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement constraints.txt
	touch $(READY)

# One picture to six emulated providers at once: six videos in stillmotion-demo/ and what each provider was asked. No key.
demo: $(READY)
	@PYTHONPATH=generated $(BIN)/python -m stillmotion.cli demo

# Write generated/ from specs/.
generate: $(READY)
	$(BIN)/python -m generator generate --strict

# Judge the specs, and whether generated/ is what they give. Writes nothing.
check: $(READY)
	$(BIN)/python -m generator check --strict

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/black --quiet --check . || { $(BIN)/black --check --diff . ; exit 1; }
	$(BIN)/mypy --strict generator generated/stillmotion
	$(BIN)/basedpyright

test: $(READY)
	$(BIN)/python -m pytest

# What a change of the specs does, and to whom: `make review BASE=origin/main`, against HEAD= or the working tree.
review: $(READY)
	$(BIN)/python -m generator review $(or $(BASE),origin/main) $(HEAD)

# Open the page of a review in Chromium: folds, a phone's width, axe's rules, light and dark. Screenshots: .cache/browser/.
CHROMIUM ?= /usr/bin/chromium
browser: $(READY) .cache/browser/.ready
	rm -rf .cache/browser/pages
	$(BIN)/python -m tests.browser.pages .cache/browser/pages
	node tests/browser/check.mjs .cache/browser $(CHROMIUM)

.cache/browser/.ready: tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc
	test -x $(CHROMIUM) || apt-get install --yes --no-install-recommends chromium
	mkdir -p .cache/browser
	cp $^ .cache/browser/
	npm ci --prefix .cache/browser --silent
	touch $@

# The differential test of generated types at length: INSTANCES values (a million), from SEED on; then the laws of the
# converters, NORMALIZED examples (10,000) for each law and provider.
fuzz: $(READY)
	PYTHONPATH=.:generated $(BIN)/python -m tests.conformance.fuzz $(or $(INSTANCES),1000000) $(SEED)
	PYTHONPATH=.:generated $(BIN)/python -m tests.conformance.normalized_fuzz $(or $(NORMALIZED),10000) $(SEED)

# Measure, side by side in one run; the figures go to tests/benchmarks/RESULTS.md.
bench: $(READY) .cache/bench/.ready
	$(BIN)/python -m tests.benchmarks

# What the benchmarks compare with has an environment of its own.
.cache/bench/.ready: tests/benchmarks/requirements.txt constraints.txt
	$(PYTHON) -m venv .cache/bench
	.cache/bench/bin/python -m pip install --quiet --disable-pip-version-check --requirement $< --constraint constraints.txt
	touch $@

# Schemathesis and the providers' own SDKs against the emulator: EXAMPLES (100) for each operation.
emulated: $(READY) .cache/emulated/.ready
	PYTHONPATH=.:generated $(BIN)/python -m tests.emulator $(or $(EXAMPLES),100)
	PYTHONPATH=.:generated $(BIN)/python -m tests.emulator.foreign

# Clients that nobody here wrote have an environment of their own.
.cache/emulated/.ready: tests/emulator/requirements.txt constraints.txt
	$(PYTHON) -m venv .cache/emulated
	.cache/emulated/bin/python -m pip install --quiet --disable-pip-version-check --requirement $< --constraint constraints.txt
	touch $@

# Write the golden files anew, reports of reviews too; read the difference before it is committed.
golden: $(READY)
	$(BIN)/python -m pytest tests/pipeline tests/functional tests/conformance/test_normalized_examples.py \
		tests/conformance/test_pins.py --golden

# Every mistake of tests/conformance/*_mutants.py, in all tables and in the code compiled from them; what kills each goes to
# tests/conformance/RESULTS.md. A quarter of an hour.
mutants: $(READY)
	PYTHONPATH=.:generated $(BIN)/python -m tests.conformance.mutants

# Every fault against every call; what came of it goes to tests/runtime/RESULTS.md.
faults: $(READY)
	$(BIN)/python -m pytest tests/runtime/test_fault_matrix.py tests/runtime/test_fault_downloads.py -n 0 --golden

# The async clients on a virtual clock, against providers that fail at random: SEEDS of them (10,000), from SEED on; the table
# goes to tests/runtime/RESULTS.md. Four minutes. One seed prints its trace.
simulate: $(READY)
	PYTHONPATH=.:generated:tests/runtime $(BIN)/python -m simulation $(or $(SEEDS),10000) $(SEED)

clean:
	rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
