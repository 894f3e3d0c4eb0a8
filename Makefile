# Everything a person does here, with make and Python 3.11 or later alone. `make` shows the list.

# The first Python that is new enough; PYTHON=… chooses another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
HOST = 127.0.0.1
PORT = 8000
PYTEST_ARGS =
SLOW = tests
FILES =
export TSUNAGU_HOME ?= var

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test slow check fix golden docs bench lock vendor clean
.DELETE_ON_ERROR:

help: ## この一覧を表示 / show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: $(READY) ## 架空の市の例を読み込み、公開する / load the fictional example city and serve it (PORT=8000)
	@echo '== 例の市（架空）を $(TSUNAGU_HOME) に読み込みます / loading the example city (fictional) into $(TSUNAGU_HOME)'
	@$(BIN)/tsunagu build $(wildcard examples/*/*.txt)
	@$(BIN)/tsunagu serve --host $(HOST) --port $(PORT)

test: check ## すべての検査 / lint, types, import contracts and tests
	@echo '== pytest'
	@$(BIN)/pytest $(PYTEST_ARGS)

slow: $(READY) ## 時間のかかる検査 / fresh clone, pages in a browser, benchmarks
	@echo '== pytest -m slow'
	@$(BIN)/pytest -m slow $(SLOW) $(PYTEST_ARGS)

check: $(READY) ## 書式・型・依存の向き / lint, format, types, import contracts
	@echo '== ruff check'
	@$(BIN)/ruff check
	@echo '== ruff format --check'
	@$(BIN)/ruff format --check
	@echo '== mypy'
	@$(BIN)/mypy
	@echo '== lint-imports'
	@$(BIN)/lint-imports --no-logo

fix: $(READY) ## 書式を直す / repair what ruff can repair
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

golden: $(READY) ## 期待値のファイルを書き直す / write the golden files anew, then look at `git diff`
	@$(BIN)/pytest -q --update-golden

docs: $(READY) ## 語彙の説明 docs/vocabulary*.md を作り直す / write the pages of the vocabulary anew
	@$(BIN)/python -m api.handbook docs

bench: $(READY) ## 速さと正しさを測る / measure speed (FILES=…) and how right it is
	@$(BIN)/python benchmarks/reading.py $(FILES)
	@$(BIN)/python benchmarks/build.py $(FILES)
	@$(BIN)/python benchmarks/pages.py
	@$(BIN)/python benchmarks/quality.py

lock: ## requirements.lock を作り直す（uv が必要）/ resolve the dependencies anew (needs uv)
	@command -v uv >/dev/null || { echo 'uv がありません：pip install uv / uv is missing: pip install uv' >&2; exit 1; }
	UV_CUSTOM_COMPILE_COMMAND='make lock' uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --extra dev --extra cluster --extra analysis --extra compiled pyproject.toml -o requirements.lock

vendor: ## api/static/vendor を作り直す（npm が必要）/ bundle what the pages take from others (needs npm)
	@command -v npm >/dev/null || { echo 'npm がありません。Node.js 20 以降を入れてください / npm is missing: install Node.js 20 or later' >&2; exit 1; }
	npm --prefix vendor ci
	npm --prefix vendor run build

clean: ## 環境とキャッシュを消す（読み込んだデータは残る）/ remove environment and caches; loaded data stays
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache benchmarks/results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set up once, and again when the lock changes.
$(READY): requirements.lock
	@test -n '$(PYTHON)' && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Python 3.11 以降が必要です。入れてから、make PYTHON=/path/to/python3.11 run のように指定してください。' >&2; \
		echo 'Python 3.11 or later is needed. Install it, then name it: make PYTHON=/path/to/python3.11 run' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo '$(PYTHON) に venv か pip がありません。Debian・Ubuntu では：apt install python3-venv' >&2; \
		echo '$(PYTHON) has no venv or no pip. Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@echo '== 環境を $(VENV) に作ります（初回だけ、数分）/ setting up $(VENV) (once, some minutes)'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
