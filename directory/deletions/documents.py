"""What is held about somebody as a file to take home: a zip with the data for programs and a page for reading."""

import json
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import render_template
from flask_babel import force_locale

from directory.deletions.holdings import Entry, Fact
from directory.deletions.labels import VERBS
from directory.deletions.queries import Held
from kit.clock import now
from kit.dates import full_date, full_date_time
from kit.i18n import _, tokyo
from kit.labels import is_described, label


def as_zip(held: Held, *, center: str) -> bytes:
    """The zip: ``data.json`` and ``index.html``."""
    moment = tokyo(now())
    with force_locale("ja"):  # the records are in Japanese, and so are the words around them
        page = render_template("directory/deletions/held.html", sections=shown(held), center=center, moment=moment)
    data = {"made_at": moment.isoformat(), "made_by": center, **as_data(held)}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        file.writestr("index.html", page)
    return out.getvalue()


def as_data(held: Held) -> dict[str, Any]:
    """By kind, a list of records."""
    return {
        holding.kind: [{fact.key: _plain(fact.value) for fact in entry} for entry in entries]
        for holding, entries in held
    }


def shown(held: Held) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """By title, records of what is filled in, in words."""
    return [(str(holding.title), [_entry(entry) for entry in entries]) for holding, entries in held]


def _entry(entry: Entry) -> list[tuple[str, str]]:
    return [(str(fact.words), said) for fact in entry if (said := _said(fact))]


def _said(fact: Fact) -> str:
    """In Japanese, as the file is."""
    if isinstance(fact.value, list):
        return "、".join(_word(value) for value in fact.value)
    return str(VERBS.get(fact.value, fact.value)) if fact.key == "verb" else _word(fact.value)


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("はい") if value else _("いいえ"))
    if isinstance(value, StrEnum):
        return label(value) if is_described(value) else value.value
    if isinstance(value, datetime):
        return full_date_time(tokyo(value))
    return full_date(value) if isinstance(value, date) else str(value)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
