# The commands a newcomer needs; how they work stands in tools/.
.PHONY: help demo serve test check bench lock

help: ## show these commands
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 14

demo: ## install what is missing and serve the embedded Haarlem with demo accounts (PORT=8000)
	@tools/setup run
	@exec .venv/bin/wijkbeeld demo

serve: ## the same without demo accounts, on the database of the settings
	@tools/setup run
	@exec .venv/bin/wijkbeeld serve

test: ## install what tests need and run them all, on both databases and in a browser
	@tools/setup test
	.venv/bin/pytest

check: ## style, types, import direction and known vulnerabilities
	@tools/setup test
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy --strict
	.venv/bin/lint-imports
	.venv/bin/python tools/audit.py

bench: ## requests a second and p95 on both databases
	@tools/setup test
	.venv/bin/python -m benchmarks

lock: ## renew the hashed lock files from pyproject.toml and package.json
	tools/lock
