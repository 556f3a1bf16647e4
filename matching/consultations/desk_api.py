"""Consultations for programs of the staff: what is waiting, and every step of its page at the desk."""

from typing import Any, Final

from flask import current_app, url_for
from flask_smorest import Blueprint

from directory.accounts.me import me
from directory.openings.browser import open_over_api
from directory.openings.schemas import ReasonQuery
from kit import audit
from kit.access import COORDINATORS, open_to
from kit.errors import NoSuchStep
from kit.json_bodies import body_of, read_json
from matching.consultations import actions, queries, settling
from matching.consultations.models import Consultation
from matching.consultations.schemas import (
    AcceptanceSchema,
    ClosingSchema,
    ConsultationAnswerSchema,
    ConsultationOut,
    ConsultationsOut,
    ConsultationsQuery,
    QuestionSchema,
)
from matching.needs.api import shown as need_shown

bp = Blueprint(
    "consultations_api", __name__, url_prefix="/api/v1/consultations", description="What was asked by the form"
)

GONE: Final = "There is no such consultation."
LATE: Final = "It is decided, changed meanwhile, or nobody knows yet whether who asked can be reached."


@bp.route("")
@bp.arguments(ConsultationsQuery, location="query")
@bp.response(200, ConsultationsOut)
@open_to(COORDINATORS)
def index(query: dict[str, Any]) -> Any:
    """Those that wait for the staff, the longest waiting first; others by `decision`."""
    listed = queries.list_consultations(query["decision"], number=query["page"], per_page=query["per_page"])
    return listed.describe([_shown(each) for each in listed.items])


@bp.route("/<int:consultation_id>")
@bp.arguments(ReasonQuery, location="query")
@bp.response(200, ConsultationOut)
@bp.alt_response(404, description=GONE)
@open_to(COORDINATORS, rule="how to reach who asked with a reason, which is kept")
def show(asked: dict[str, Any], consultation_id: int) -> Any:
    """One of them. How to reach who asked stands in the need's private part, given with a reason, which is logged."""
    found = queries.get_consultation(consultation_id)
    return _shown(found, opened=open_over_api(f"need:{found.need_id}", asked))


@bp.route("/<int:consultation_id>/confirmation", methods=["POST"])
@bp.response(200, ConsultationOut)
@bp.alt_response(404, description=GONE)
@open_to(COORDINATORS)
def confirm(consultation_id: int) -> Any:
    """Note that who asked was reached by telephone."""
    found = queries.get_consultation(consultation_id)
    actions.confirm_by_phone(found, by=me())
    return _shown(found)


@bp.route("/<int:consultation_id>/acceptance", methods=["POST"])
@bp.doc(**body_of(AcceptanceSchema()))
@bp.response(200, ConsultationOut)
@bp.alt_response(404, description=GONE)
@bp.alt_response(409, description=LATE)
@open_to(COORDINATORS)
def accept(consultation_id: int) -> Any:
    """Open the need with the title, kind and skills that a person has confirmed; who asked is told."""
    found = queries.get_consultation(consultation_id)
    settling.accept(found, read_json(AcceptanceSchema()), by=me(), base_url=_base_url())
    return _shown(found)


@bp.route("/<int:consultation_id>/question", methods=["POST"])
@bp.doc(**body_of(QuestionSchema()))
@bp.response(200, ConsultationOut)
@bp.alt_response(404, description=GONE)
@bp.alt_response(409, description=LATE)
@open_to(COORDINATORS)
def ask(consultation_id: int) -> Any:
    """Give it back with a question."""
    found = queries.get_consultation(consultation_id)
    settling.ask(found, read_json(QuestionSchema())["question"], by=me(), base_url=_base_url())
    return _shown(found)


@bp.route("/<int:consultation_id>/answer", methods=["POST"])
@bp.doc(**body_of(ConsultationAnswerSchema()))
@bp.response(200, ConsultationOut)
@bp.alt_response(404, description=GONE)
@bp.alt_response(409, description="Nothing is asked.")
@open_to(COORDINATORS)
def answer(consultation_id: int) -> Any:
    """Write down an answer that was given by telephone or at the counter."""
    found, said = queries.get_consultation(consultation_id), read_json(ConsultationAnswerSchema())
    if found.open_question is None:
        raise NoSuchStep()
    actions.answer(found.open_question, said["answer"], by=me(), via=audit.Via.STAFF)
    return _shown(found)


@bp.route("/<int:consultation_id>/closing", methods=["POST"])
@bp.doc(**body_of(ClosingSchema()))
@bp.response(200, ConsultationOut)
@bp.alt_response(404, description=GONE)
@bp.alt_response(409, description="It is decided.")
@open_to(COORDINATORS)
def close(consultation_id: int) -> Any:
    """Close it with a reason; who asked is told."""
    found = queries.get_consultation(consultation_id)
    settling.close(found, read_json(ClosingSchema())["reason"], by=me())
    return _shown(found)


@bp.route("/<int:consultation_id>/told", methods=["POST"])
@bp.response(200, ConsultationOut)
@bp.alt_response(404, description=GONE)
@bp.alt_response(409, description="Nobody is to be told by telephone.")
@open_to(COORDINATORS)
def tell(consultation_id: int) -> Any:
    """Note that who asked was told by telephone."""
    found = queries.get_consultation(consultation_id)
    settling.told(found, by=me())
    return _shown(found)


def _shown(found: Consultation, *, opened: bool = False) -> dict[str, Any]:
    columns = ("id", "decision", "decided_at", "confirmed_by", "confirmed_at", "sent_at", "to_tell", "language")
    return {
        **{name: getattr(found, name) for name in columns},
        "url": url_for("desk_consultations.show", consultation_id=found.id),
        "questions": found.questions,
        "need": need_shown(found.need, opened=opened),
    }


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)
