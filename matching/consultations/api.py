"""Needs written by programs: for staff by the form of the staff, for a group's editors by the form of a group."""

import json
from typing import Any

from flask import url_for
from flask_smorest import Blueprint

from directory.accounts.me import me
from directory.accounts.passwords import digest
from directory.memberships.queries import groups_kept_by
from kit.access import MEMBERS, open_to
from kit.clock import today
from kit.errors import Invalid, Missing
from kit.forms import fill_form
from kit.i18n import _, locale
from kit.json_bodies import body_of, json_body, read_json
from matching.consultations import access, actions, queries
from matching.consultations.schemas import OwnNeedSchema, WholeSchema
from matching.needs import actions as needs
from matching.needs.access import edit
from matching.needs.api import shown
from matching.needs.models import Need
from matching.needs.queries import get_need
from matching.needs.schemas import NeedOut, NeedSchema, NewNeedSchema

bp = Blueprint("needs_written_api", __name__, url_prefix="/api/v1/needs", description="Needs, written")


@bp.route("", methods=["POST"])
@bp.doc(**body_of(NewNeedSchema(), OwnNeedSchema()))
@bp.response(201, NeedOut)
@bp.alt_response(200, schema=NeedOut, description="It had been sent a moment ago; that need is answered.")
@bp.alt_response(422, description="Values that cannot be accepted, by field.")
@open_to(MEMBERS, rule="staff; for a group its representative and editors")
def create() -> Any:
    """Add a need: staff as a draft or an open one, a group's editors for the staff to look at."""
    made, again = _by_staff() if me().is_staff else _by_group()
    if again:
        return shown(made), 200
    return shown(made), 201, {"Location": url_for("needs_api.show", need_id=made.id)}


@bp.route("/<int:need_id>", methods=["PATCH"])
@bp.doc(**body_of(NeedSchema(partial=True), WholeSchema(partial=True)))
@bp.response(200, NeedOut)
@bp.alt_response(404, description="There is no such need, or it is not the caller's to change.")
@bp.alt_response(409, description="Somebody has changed it since the version that was sent.")
@bp.alt_response(422, description="Values that cannot be accepted, by field.")
@open_to(MEMBERS, rule="staff; those who asked, of a group its editors, until the staff have decided")
def change(need_id: int) -> Any:
    """Change what is sent and leave the rest; with ``version`` only if nobody else has changed it meanwhile."""
    need = get_need(need_id, me())
    if edit(need, me()):
        data = read_json(NeedSchema(), over=fill_form(NeedSchema(), need).typed)
        return shown(needs.edit_need(need, data, by=me()))
    consultation = queries.find_about(need)
    if consultation is None or not access.rewrite(consultation, me()):
        raise Missing()
    typed = fill_form(WholeSchema(), need).typed
    typed["skills"] = [held.skill.code for held in need.skills]
    actions.rewrite(consultation, read_json(WholeSchema(), over=typed), by=me())
    return shown(need)


def _by_staff() -> tuple[Need, bool]:
    data = read_json(NewNeedSchema())
    publish = data.pop("publish")
    if found := needs.find_sent_before(data, by=me(), publish=publish):
        return found, True
    return needs.create_need(data, by=me(), publish=publish), False


def _by_group() -> tuple[Need, bool]:
    data = read_json(OwnNeedSchema())
    group = next((each for each in groups_kept_by(me()) if each.id == data["group"]), None)
    if group is None:
        raise Invalid({"group": [_("あなたが編集できる団体の番号を入力してください。")]})
    wanted = {name: value for name, value in data.items() if name != "group"}
    wanted["once"] = data["once"] or _same_today(json_body())
    before = queries.newest_number()
    sent = actions.ask_for_group(group, wanted, by=me(), language=locale())
    return sent.need, sent.id <= before


def _same_today(body: dict[str, Any]) -> str:
    """Stands for this very body on this day: a program that sends it once more, not knowing whether it arrived, asks once."""
    return digest(f"{today()} {json.dumps(body, sort_keys=True)}")
