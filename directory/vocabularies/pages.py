"""Pages on which administrators keep the vocabularies."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.vocabularies import actions, queries
from directory.vocabularies.merging import count_uses
from directory.vocabularies.models import Area, Skill
from directory.vocabularies.schemas import DistrictSchema, MergeSchema, SkillSchema, SynonymsSchema
from kit.access import ADMINS, open_to
from kit.errors import Refusal
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _

bp = Blueprint("vocabularies", __name__, url_prefix="/admin")


@bp.get("/skills")
@open_to(ADMINS)
def skills() -> ResponseReturnValue:
    """The two levels of skills with their synonyms."""
    return render_template("directory/vocabularies/skills.html", skills=queries.skills())


@bp.get("/skills/new")
@open_to(ADMINS)
def new_skill() -> ResponseReturnValue:
    """The form for another skill."""
    return _skill_page(Form(typed={"parent": request.args.get("parent", "")}), None)


@bp.post("/skills/new")
@open_to(ADMINS)
def create_skill() -> ResponseReturnValue:
    """Add a skill."""
    return _save_skill(None)


@bp.get("/skills/<int:skill_id>")
@open_to(ADMINS)
def skill(skill_id: int) -> ResponseReturnValue:
    """One skill: its words, where it is used, and what it can be merged into."""
    found = queries.get_skill(skill_id)
    form = fill_form(SkillSchema(), found)
    form.typed["parent"] = str(found.parent_id or "")
    return _skill_page(form, found)


@bp.post("/skills/<int:skill_id>")
@open_to(ADMINS)
def save_skill(skill_id: int) -> ResponseReturnValue:
    """Change a skill."""
    return _save_skill(queries.get_skill(skill_id))


@bp.post("/skills/<int:skill_id>/merge")
@open_to(ADMINS)
def merge_skill(skill_id: int) -> ResponseReturnValue:
    """Let another skill stand wherever this one stood."""
    old = queries.get_skill(skill_id)
    form = read_form(MergeSchema(), request.form)
    if form.errors or not form.data["into"].isdigit():
        flash(_("まとめる先を選んでください。"), "error")
        return redirect(url_for("vocabularies.skill", skill_id=skill_id), 303)
    new = queries.get_skill(int(form.data["into"]))
    return _merged(old, new, url_for("vocabularies.skill", skill_id=skill_id), "vocabularies.skills")


@bp.post("/skills/<int:skill_id>/remove")
@open_to(ADMINS)
def remove_skill(skill_id: int) -> ResponseReturnValue:
    """Take out a skill that nobody has."""
    here = url_for("vocabularies.skill", skill_id=skill_id)
    return _removed(queries.get_skill(skill_id), here, "vocabularies.skills")


@bp.get("/districts")
@open_to(ADMINS)
def districts() -> ResponseReturnValue:
    """The districts of the town."""
    return render_template("directory/vocabularies/districts.html", districts=queries.districts())


@bp.get("/districts/new")
@open_to(ADMINS)
def new_district() -> ResponseReturnValue:
    """The form for another district."""
    towns = queries.municipalities_with_districts()
    return _district_page(Form(typed={"parent": towns[0].code if towns else ""}), None)


@bp.post("/districts/new")
@open_to(ADMINS)
def create_district() -> ResponseReturnValue:
    """Add a district."""
    return _save_district(None)


@bp.get("/districts/<code>")
@open_to(ADMINS)
def district(code: str) -> ResponseReturnValue:
    """One district."""
    found = queries.get_district(code)
    form = fill_form(DistrictSchema(), found)
    form.typed["parent"] = found.parent_code or ""
    return _district_page(form, found)


@bp.post("/districts/<code>")
@open_to(ADMINS)
def save_district(code: str) -> ResponseReturnValue:
    """Change a district."""
    return _save_district(queries.get_district(code))


@bp.post("/districts/<code>/merge")
@open_to(ADMINS)
def merge_district(code: str) -> ResponseReturnValue:
    """Let another district stand wherever this one stood."""
    old = queries.get_district(code)
    form = read_form(MergeSchema(), request.form)
    if form.errors:
        flash(_("まとめる先を選んでください。"), "error")
        return redirect(url_for("vocabularies.district", code=code), 303)
    new = queries.get_district(form.data["into"])
    return _merged(old, new, url_for("vocabularies.district", code=code), "vocabularies.districts")


@bp.post("/districts/<code>/remove")
@open_to(ADMINS)
def remove_district(code: str) -> ResponseReturnValue:
    """Take out a district that nothing names."""
    here = url_for("vocabularies.district", code=code)
    return _removed(queries.get_district(code), here, "vocabularies.districts")


@bp.get("/synonyms")
@open_to(ADMINS)
def synonyms() -> ResponseReturnValue:
    """The sets of words that mean one thing."""
    return _synonyms_page(Form())


@bp.post("/synonyms")
@open_to(ADMINS)
def add_synonyms() -> ResponseReturnValue:
    """Add a set."""
    form = read_form(SynonymsSchema(), request.form)
    if not form.errors and len(form.data["words"]) < 2:
        form.refuse("words", _("2つ以上のことばを、「、」で区切って書いてください。"))
    if form.errors:
        return _synonyms_page(form), 422
    actions.save_synonyms(None, form.data["words"], by=me())
    flash(_("同じ意味のことばを加えました。検索にはすぐに効きます。"), "success")
    return redirect(url_for("vocabularies.synonyms"), 303)


@bp.post("/synonyms/<int:set_id>")
@open_to(ADMINS)
def save_synonyms(set_id: int) -> ResponseReturnValue:
    """Change a set; with fewer than two words it is taken out."""
    form = read_form(SynonymsSchema(), request.form)
    words = form.data.get("words", [])
    if form.errors:
        flash(_("1000文字以内で書いてください。"), "error")
    else:
        actions.save_synonyms(queries.get_synonyms(set_id), words if len(words) > 1 else [], by=me())
        flash(_("保存しました。") if len(words) > 1 else _("この組を消しました。"), "success")
    return redirect(url_for("vocabularies.synonyms", _anchor=f"set-{set_id}"), 303)


def _save_skill(skill: Skill | None) -> ResponseReturnValue:
    form = read_form(SkillSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            saved = actions.save_skill(skill, form.data, by=me())
            flash(_("「%(name)s」を保存しました。検索にはすぐに効きます。", name=saved.name), "success")
            return redirect(url_for("vocabularies.skills", _anchor=f"skill-{saved.id}"), 303)
    return _skill_page(form, skill), 422


def _save_district(district: Area | None) -> ResponseReturnValue:
    form = read_form(DistrictSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            saved = actions.save_district(district, form.data, by=me())
            flash(_("「%(name)s」を保存しました。検索にはすぐに効きます。", name=saved.name), "success")
            return redirect(url_for("vocabularies.districts"), 303)
    return _district_page(form, district), 422


def _merged(old: Skill | Area, new: Skill | Area, here: str, back: str) -> ResponseReturnValue:
    names = {"old": old.name, "new": new.name}
    try:
        actions.merge(old, new, by=me())
    except Refusal as refusal:
        flash(refusal.text, "error")
        return redirect(here, 303)
    flash(_("「%(old)s」を「%(new)s」にまとめました。", **names), "success")
    return redirect(url_for(back), 303)


def _removed(entry: Any, here: str, back: str) -> ResponseReturnValue:
    name = entry.name
    try:
        actions.remove(entry, by=me())
    except Refusal as refusal:
        flash(refusal.text, "error")
        return redirect(here, 303)
    flash(_("「%(name)s」を消しました。", name=name), "success")
    return redirect(url_for(back), 303)


def _skill_page(form: Form, skill: Skill | None) -> str:
    every = queries.skills()
    return render_template(
        "directory/vocabularies/skill.html",
        form=form,
        skill=skill,
        uppers=[(str(each.id), each.name) for each in every if each.parent_id is None and each is not skill],
        others=[(str(each.id), f"{each.parent.name} › {each.name}" if each.parent else each.name) for each in every if each is not skill],
        uses=count_uses(skill) if skill else 0,
    )  # fmt: skip


def _district_page(form: Form, district: Area | None) -> str:
    return render_template(
        "directory/vocabularies/district.html",
        form=form,
        district=district,
        towns=[(town.code, town.name) for town in queries.municipalities_with_districts()],
        others=[(each.code, each.name) for each in queries.districts() if each is not district],
        uses=count_uses(district) if district else 0,
    )


def _synonyms_page(form: Form) -> str:
    return render_template("directory/vocabularies/synonyms.html", form=form, sets=queries.synonym_sets())
