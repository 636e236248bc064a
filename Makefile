# make demo   build the four documents of one campaign into 输出/     make test    run every test
# make check  style and types                                        make bench   speed and accuracy, beside peers
# A .venv is made on first use; PYTHON=python3.12 chooses another interpreter (3.11 or newer).

ifeq ($(OS),Windows_NT)
PYTHON ?= py -3
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check install -q -c constraints.txt
DONE = @$(PY) -c "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()" $@
SOFFICE = $(shell $(PY) -c "import shutil; print(shutil.which('soffice') or '')")
CAMPAIGN ?= campaigns/safety/campaign.yaml

.PHONY: demo test check bench

demo: .venv/ready-demo
	@$(BIN)/docgen build $(CAMPAIGN) --format docx,html
	$(if $(SOFFICE),-@$(BIN)/docgen build $(CAMPAIGN) --format pdf)
	@echo "----"
	@echo "四份公文已经放在“输出”文件夹里。请用 Word 或 WPS 打开其中的 .docx，先看标题带“的通知”的那一份："
	@echo "第一页是红头，印发的实施方案接在通知后面。没有 Word 和 WPS 的，用浏览器打开同名的 .html。"
	@echo "下一步：打开 $(CAMPAIGN)，改几个字，再运行一次 make demo；写自己的活动，请看 README.md。"

test: .venv/ready-test
	@$(PY) -m pytest -n auto -rs

check: .venv/ready-test
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

bench: .venv/ready-test
	@$(PY) tests/bench.py
	@$(PY) tests/bench_batch.py
	@$(PY) tests/bench_lint.py
	@$(PY) tests/bench_adapt.py

$(PY):
	@$(PYTHON) -c "import sys; sys.exit(None if sys.version_info >= (3, 11) else 'docgen needs Python 3.11 or newer; this is ' + sys.version)"
	@$(PYTHON) -m venv .venv

.venv/ready-demo: pyproject.toml constraints.txt | $(PY)
	@echo "正在准备运行环境（.venv），第一次要下载几个软件包，请稍候……"
	@$(PIP) -e .
	$(DONE)

.venv/ready-test: pyproject.toml constraints.txt | $(PY)
	@echo "正在准备测试环境（.venv），第一次要下载几个软件包，请稍候……"
	@$(PIP) -e ".[dev]"
	$(DONE)
