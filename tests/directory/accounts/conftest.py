"""What the tests of accounts share: the letters that were left, and the links in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from kit.db import Database, session
from kit.mail import Letter


@dataclass(frozen=True)
class Post:
    """The letters that were left, in order."""

    database: Database

    def letters(self, email: str = "") -> list[Letter]:
        with self.database.transaction(writing=False):
            found = session.scalars(sa.select(Letter).order_by(Letter.id)).all()
            return [letter for letter in found if email in ("", letter.email)]

    def kinds(self, email: str = "") -> list[str]:
        return [letter.kind.removeprefix("accounts.") for letter in self.letters(email)]

    def link(self, email: str = "") -> str:
        """The way that the last letter leads to."""
        last = self.letters(email)[-1]
        links = re.findall(r"http://localhost(\S+)", last.text(link=last.link))
        assert len(links) == 1, "one link in a letter"
        return links[0]


@pytest.fixture
def mail(database: Database) -> Post:
    """The letters."""
    return Post(database)


@pytest.fixture
def count_rows(database: Database) -> Callable[[type], int]:
    """How many rows of a model there are."""

    def count(model: type) -> int:
        with database.transaction(writing=False):
            return session.scalar(sa.select(sa.func.count()).select_from(model)) or 0

    return count
