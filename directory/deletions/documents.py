"""What is held about somebody as a file to take home: a zip with the data for programs and a page for reading."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import render_template

from directory.deletions.queries import Held
from kit.clock import now
from kit.i18n import tokyo


def as_zip(held: Held, *, center: str) -> bytes:
    """The zip: ``data.json`` and ``index.html``."""
    moment = tokyo(now())
    page = render_template("directory/deletions/held.html", sections=shown(held), center=center, moment=moment)
    data = {"made_at": moment.isoformat(), "made_by": center, **as_data(held)}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        file.writestr("index.html", page)
    return out.getvalue()


def as_data(held: Held) -> dict[str, Any]:
    """By kind, a list of records."""
    return {holding.kind: [{fact.key: fact.value for fact in entry} for entry in entries] for holding, entries in held}


def shown(held: Held) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """By title, records of what is filled in, in words."""
    return [
        (
            str(holding.title),
            [[(str(fact.words), said) for fact in entry if (said := _said(fact.value))] for entry in entries],
        )
        for holding, entries in held
    ]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
