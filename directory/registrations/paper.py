"""The registration form printed blank (様式第１): a page to print, and the same as PDF."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from directory.documents.models import DocumentKind
from directory.groups.models import ContactKind, Publication, Sector
from directory.registrations.labels import FIELDS
from directory.registrations.models import Prohibited, Section
from directory.vocabularies import queries as vocabularies
from kit.access import EVERYONE, open_to
from kit.display import own_name
from kit.labels import choices
from kit.pdf import as_pdf

bp = Blueprint("paper", __name__, url_prefix="/register")


@bp.get("/form")
@open_to(EVERYONE)
def form() -> ResponseReturnValue:
    """The blank form as a page, made for printing."""
    return render_template("directory/registrations/form.html", **_boxes())


@bp.get("/form.pdf")
@open_to(EVERYONE)
def pdf() -> ResponseReturnValue:
    """The blank form as PDF."""
    page = render_template("directory/registrations/form_sheet.html", **_boxes())
    answer = Response(_printed(page, Path(current_app.static_folder or "") / "paper.css"), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="registration-form.pdf"'
    return answer


def _boxes() -> dict[str, Any]:
    """The questions of the screens; what is chosen from a list there is ticked here."""
    return {
        "names": FIELDS,
        "sections": {section.value: section for section in Section},
        "sectors": choices(Sector),
        "fields": [own_name(field) for field in vocabularies.fields()],
        "districts": [own_name(area) for area in vocabularies.districts()],
        "skills": [own_name(skill) for skill in vocabularies.skills() if skill.parent_id is None],
        "contacts": choices(ContactKind),
        "publications": choices(Publication),
        "documents": choices(DocumentKind),
        "prohibited": choices(Prohibited),
    }


@lru_cache(maxsize=8)
def _printed(page: str, stylesheet: Path) -> bytes:
    """The page as PDF; the same page is laid out once."""
    return as_pdf(page, stylesheet)
