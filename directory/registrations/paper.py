"""The registration forms printed blank, of groups (様式第１) and of people: a page to print, and the same as PDF."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from directory.consents.models import Purpose
from directory.consents.queries import current_text
from directory.documents.models import DocumentKind
from directory.groups.models import ContactKind, Publication, Sector
from directory.people.labels import FIELDS as PERSON_FIELDS
from directory.people.labels import SKILL_LEVELS
from directory.people.models import Audience, Fee, HelpKind
from directory.registrations.labels import FIELDS
from directory.registrations.models import PersonSection, Prohibited, Promise, Section
from directory.vocabularies import queries as vocabularies
from kit.access import EVERYONE, open_to
from kit.display import own_name
from kit.labels import choices
from kit.pdf import as_pdf

bp = Blueprint("paper", __name__, url_prefix="/register")


@bp.get("/form")
@open_to(EVERYONE)
def form() -> ResponseReturnValue:
    """The blank form of a group as a page, made for printing."""
    return render_template("directory/registrations/form.html", **_group_boxes(), pdf_url=url_for("paper.pdf"))


@bp.get("/form.pdf")
@open_to(EVERYONE)
def pdf() -> ResponseReturnValue:
    """The blank form of a group as PDF."""
    page = render_template("directory/registrations/form_sheet.html", **_group_boxes())
    return _as_file(page, "registration-form.pdf")


@bp.get("/person/form")
@open_to(EVERYONE)
def person_form() -> ResponseReturnValue:
    """The blank form of a supporter as a page, made for printing."""
    boxes = _person_boxes()
    return render_template("directory/registrations/person_form.html", **boxes, pdf_url=url_for("paper.person_pdf"))


@bp.get("/person/form.pdf")
@open_to(EVERYONE)
def person_pdf() -> ResponseReturnValue:
    """The blank form of a supporter as PDF."""
    page = render_template("directory/registrations/person_form_sheet.html", **_person_boxes())
    return _as_file(page, "supporter-form.pdf")


def _group_boxes() -> dict[str, Any]:
    """The questions of the screens; what is chosen from a list there is ticked here."""
    return _boxes() | {
        "names": FIELDS,
        "sections": {section.value: section for section in Section},
        "sectors": choices(Sector),
        "contacts": choices(ContactKind),
        "publications": choices(Publication),
        "documents": choices(DocumentKind),
        "prohibited": choices(Prohibited),
    }


def _person_boxes() -> dict[str, Any]:
    """The questions of the screen; skills are written by hand, and some are named as examples."""
    return _boxes() | {
        "names": PERSON_FIELDS,
        "sections": {section.value: section for section in PersonSection},
        "levels": list(SKILL_LEVELS.items()),
        "help_kinds": choices(HelpKind),
        "fees": choices(Fee),
        "audiences": choices(Audience),
        "promises": choices(Promise),
    }


def _boxes() -> dict[str, Any]:
    """What both forms have: the lists to choose from, and what is agreed to by signing."""
    return {
        "fields": [own_name(field) for field in vocabularies.fields()],
        "districts": [own_name(area) for area in vocabularies.districts()],
        "skills": [own_name(skill) for skill in vocabularies.skills() if skill.parent_id is None],
        "agreed": [current_text(purpose) for purpose in (Purpose.REGISTER, Purpose.PUBLISH)],
    }


def _as_file(page: str, name: str) -> Response:
    answer = Response(_printed(page, Path(current_app.static_folder or "") / "paper.css"), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@lru_cache(maxsize=8)
def _printed(page: str, stylesheet: Path) -> bytes:
    """The page as PDF; the same page is laid out once."""
    return as_pdf(page, stylesheet)
