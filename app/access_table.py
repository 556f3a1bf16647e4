"""``python -m app.access_table``: docs/access.md, made from the gates in the code."""

import tempfile
from pathlib import Path

from app import create_app
from kit.access import Level, gates
from kit.settings import Settings
from kit.web import Application

WORDS = {
    Level.EVERYONE: "everyone",
    Level.MEMBERS: "members",
    Level.COORDINATORS: "coordinators",
    Level.ADMINS: "admins",
}

HEAD = """\
# Who may open what

Made by `make access-table` from the marks in the code; a test compares the two. "members" are all who are signed in;
coordinators may do what members may, administrators what coordinators may. A visitor who is not signed in is answered 401,
one whose role is too low 403, and what one may not see does not exist: 404. The last column says what is checked on the thing itself.

| Methods | Address | Open to | On the thing itself |
|---|---|---|---|
"""


def table(app: Application) -> str:
    """The document."""
    rows = []
    for methods, address, _endpoint, gate in gates(app):
        if gate is None:
            raise LookupError(address)
        checked = "; ".join(filter(None, [gate.rule, f"a program by a token for {gate.scope}" if gate.scope else ""]))
        rows.append(f"| {methods} | `{address}` | {WORDS[gate.level]} | {checked} |")
    return HEAD + "\n".join(rows) + "\n"


def main() -> None:
    """Print the document for an application without data."""
    with tempfile.TemporaryDirectory() as folder:
        print(table(create_app(Settings(data_dir=Path(folder), secret_key="none"))), end="")  # noqa: S106, T201


if __name__ == "__main__":
    main()
