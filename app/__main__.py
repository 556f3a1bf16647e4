"""``python -m app``: the command line."""

from app.commands import main

main(prog_name="musubite")
