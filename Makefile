# The lines of README.md and CONTRIBUTING.md, for people who have make.
.PHONY: play test check games playthroughs docs words pictures class-pictures hands validation balance killed studies three-player solved learning dist matrix bare times bill site reference fuzz mutants everywhere coach bundled quizzes pars worlds broken lessons-killed soak screens

play:
	python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/negotiation play

test:
	python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/python -m pytest

check:
	.venv/bin/ruff check . && .venv/bin/mypy && .venv/bin/lint-imports && .venv/bin/python -m pytest

times:
	.venv/bin/python -m pytest --times=docs/testing.md

reference:
	.venv/bin/python tests/reference/games.py --games 2000

everywhere:
	.venv/bin/python -m benchmarks.everywhere

fuzz:
	.venv/bin/python tests/fuzz/run.py --inputs 1000000

mutants:
	.venv/bin/python -m benchmarks.mutants --sample 500 --seed 1

games:
	.venv/bin/python tests/make_games.py
	.venv/bin/python tests/make_moves.py

playthroughs:
	.venv/bin/python tests/env/make_playthroughs.py

docs:
	.venv/bin/python docs/generate.py

site:
	.venv/bin/python docs/site.py

words:
	.venv/bin/python assets/text/compile.py

pars:
	.venv/bin/python -m benchmarks.par all

worlds:
	.venv/bin/python -m benchmarks.worlds --games 200 --markdown docs/scenarios.md

broken:
	NEGOTIATION_BROKEN=all .venv/bin/python -m pytest -q tests/test_broken_scenarios.py

pictures:
	.venv/bin/python tests/make_pictures.py

class-pictures:
	.venv/bin/python tests/make_classroom_pictures.py
	.venv/bin/python tests/make_lesson_pictures.py
	.venv/bin/python tests/make_debrief_pictures.py

hands:
	NEGOTIATION_EVENTS=20000 .venv/bin/python -m pytest tests/screens/test_anything.py

validation:
	.venv/bin/python -m benchmarks.validation all --markdown docs/validation.md

solved:
	.venv/bin/python -m benchmarks.solved

balance:
	.venv/bin/python -m benchmarks.balance all --markdown docs/balance.md

bundled:
	.venv/bin/python -m benchmarks.bundled

killed:
	.venv/bin/python -m benchmarks.killed --kills 20

studies:
	.venv/bin/python -m benchmarks.study

three-player:
	.venv/bin/python docs/studies/three_player.py --out build/three-player

coach:
	.venv/bin/python -m benchmarks.coach --markdown docs/coach.md

learning:
	.venv/bin/python docs/examples/learn.py

dist:
	.venv/bin/python -m release.build

matrix:
	.venv/bin/python -m release.matrix

bare:
	.venv/bin/python -m release.bare

bill:
	.venv/bin/python -m release.bill

lessons-killed:
	NEGOTIATION_KILLS=20 .venv/bin/python -m pytest tests/classroom/test_killed.py

screens:
	NEGOTIATION_AXE=all .venv/bin/python -m pytest tests/classroom/browser

soak:
	.venv/bin/python -m benchmarks.classroom --seconds 600

quizzes:
	.venv/bin/python tests/classroom/quiz_check.py --games 1000
