# Deux commandes suffisent : « make demo » et « make test ». Chacune installe ce qui lui manque.
PYTHON ?= python3
PY := .venv/bin/python
INSTALLER := $(PYTHON) -m governance.local.installation
ESSAIS ?= tests
PROCESSUS ?= 2

.PHONY: aide rejeu demo demo-reset test quality fix bench bench-envoi bench-vote axe requirements

aide:
	@echo "make demo        lance Hémicycle sur cette machine, avec des données de démonstration"
	@echo "make demo-reset  efface ces données et recommence"
	@echo "make test        passe tous les essais, navigateur compris"
	@echo "make quality     ruff, mypy, import-linter, djlint, migrations manquantes"
	@echo "make fix         corrige ce qui se corrige seul"
	@echo "make bench       mesure les pages, le calcul, le PDF, l’envoi et le vote"
	@echo "make bench-envoi mesure l’envoi seul : 3 000 messages, l’ouvrier tué vingt fois"
	@echo "make bench-vote  mesure le vote seul : 200 voix, 150 écrans, 300 flux"
	@echo "make axe         matrice complète d’accessibilité"
	@echo "make rejeu       tient de nouveau la séance de 2018 dans la console, point par point"

demo:
	@$(INSTALLER) demo
	@exec $(PY) -m governance.local.superviseur

demo-reset:
	@$(INSTALLER) demo
	@$(PY) -m governance.local.superviseur --effacer
	@exec $(PY) -m governance.local.superviseur

test:
	@$(INSTALLER) test
	@exec $(PY) -m pytest -n $(PROCESSUS) --dist worksteal -m "not axe_complet and not rejeu" $(ESSAIS)

rejeu:
	@$(INSTALLER) test
	@exec $(PY) -m pytest -n0 -m rejeu $(ESSAIS)

axe:
	@$(INSTALLER) test
	@exec $(PY) -m pytest -n $(PROCESSUS) -m axe_complet $(ESSAIS)

quality: export HEMICYCLE_HORS_LIGNE = 1
quality:
	@$(INSTALLER) test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy governance instances deliberations sectors
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet templates
	$(PY) manage.py makemigrations --check --dry-run

fix:
	@$(INSTALLER) test
	-.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench:
	@$(INSTALLER) demo
	@exec $(PY) -m governance.local.superviseur --mesurer

bench-envoi:
	@$(INSTALLER) demo
	@exec $(PY) -m governance.local.superviseur --mesurer envoi

bench-vote:
	@$(INSTALLER) demo
	@exec $(PY) -m governance.local.superviseur --mesurer vote

requirements:
	@$(INSTALLER) demo
	.venv/bin/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header \
		--no-emit-index-url --no-emit-find-links --quiet requirements.in -o requirements.txt
