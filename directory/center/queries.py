"""What the centre says of itself."""

from collections.abc import Collection
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from directory.center.models import PARTICULARS, Item, Saying
from kit.center import Center, center_of
from kit.db import session
from kit.settings import Settings


def said(items: Collection[Item]) -> dict[Item, str]:
    """What was said of these; what was not is left out."""
    return {row.item: row.text for row in session.scalars(sa.select(Saying).where(Saying.item.in_(items)))}


def center(settings: Settings) -> Center:
    """The centre as it names itself, else as the settings do."""
    try:
        own = {item.value: text for item, text in said(PARTICULARS).items()}
    except (SQLAlchemyError, RuntimeError):  # the page that says so is shown also while there is no database
        own = {}
    return Center(**(asdict(center_of(settings)) | own))


def text_in(language: str, item: Item) -> str:
    """A text in the visitor's language, in Japanese where there is no other; empty where nothing was said."""
    english = Item(f"{item}_en")
    own = said((item, english))
    return (own.get(english, "") if language == "en" else "") or own.get(item, "")
