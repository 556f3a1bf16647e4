"""Pages of consents: the words of every version, and the ledgers of people, groups and accounts."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.consents import access, actions, labels, queries  # noqa: F401 - the labels are said by name
from directory.consents.access import Subject
from directory.consents.models import ConsentText, Method, Purpose, Step, digest_of
from directory.consents.schemas import OwnConsentSchema, TakenConsentSchema, TextSchema
from directory.groups.models import Group
from directory.groups.queries import get_group
from directory.people.models import Person
from directory.people.queries import find_own, get_person
from kit.access import ADMINS, EVERYONE, MEMBERS, open_to
from kit.clock import today
from kit.display import day
from kit.errors import Missing
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices, label

bp = Blueprint("consents", __name__)


@bp.get("/consents/<purpose>/<int:number>")
@open_to(EVERYONE)
def text(purpose: str, number: int) -> ResponseReturnValue:
    """One version of the words of a purpose."""
    found = queries.get_text(purpose, number)
    return render_template("directory/consents/text.html", text=found, versions=queries.texts_of(found.purpose))


@bp.get("/my/consents")
@open_to(MEMBERS, rule="one's own account")
def mine() -> ResponseReturnValue:
    """The ledger of one's own account."""
    return _page(me(), Form())


@bp.post("/my/consents")
@open_to(MEMBERS, rule="one's own account")
def write_mine() -> ResponseReturnValue:
    """Give or withdraw a consent of one's own account."""
    return _write(me())


@bp.get("/people/<int:person_id>/consents")
@open_to(MEMBERS, rule="the person and staff")
def of_person(person_id: int) -> ResponseReturnValue:
    """The ledger of a person."""
    return _page(_visible(get_person(person_id, me())), Form())


@bp.post("/people/<int:person_id>/consents")
@open_to(MEMBERS, rule="the person and staff")
def write_of_person(person_id: int) -> ResponseReturnValue:
    """Give or withdraw a consent of a person."""
    return _write(_visible(get_person(person_id, me())))


@bp.get("/groups/<int:group_id>/consents")
@open_to(MEMBERS, rule="the group's editors and staff")
def of_group(group_id: int) -> ResponseReturnValue:
    """The ledger of a group."""
    return _page(_visible(get_group(group_id, me())), Form())


@bp.post("/groups/<int:group_id>/consents")
@open_to(MEMBERS, rule="the group's editors and staff")
def write_of_group(group_id: int) -> ResponseReturnValue:
    """Give or withdraw a consent of a group."""
    return _write(_visible(get_group(group_id, me())))


@bp.get("/admin/consents")
@open_to(ADMINS)
def texts() -> ResponseReturnValue:
    """The words that are agreed to now, of every purpose."""
    return render_template(
        "directory/consents/texts.html",
        texts=[(text := queries.current_text(purpose), _counted(text)) for purpose in Purpose],
    )


@bp.get("/admin/consents/<purpose>")
@open_to(ADMINS)
def new_text(purpose: str) -> ResponseReturnValue:
    """The words of a purpose in all their versions, and the form for new ones."""
    text = _current(purpose)
    return _text_page(text, Form(typed={"ja": text.ja, "en": text.en, "version": str(text.number)}))


@bp.post("/admin/consents/<purpose>")
@open_to(ADMINS)
def save_text(purpose: str) -> ResponseReturnValue:
    """Show the new words beside the present ones; once they are confirmed, keep them."""
    text = _current(purpose)
    form = read_form(TextSchema(), request.form)
    if not form.errors and digest_of(form.data["ja"], form.data["en"]) == text.digest:
        form.refuse("ja", str(_("いまの文と同じです。")))
    if not form.errors and not form.data["confirmed"]:
        return _text_page(text, form, preview=True)
    if not form.errors:
        with refusals_in(form):
            words = form.data["ja"], form.data["en"]
            new = actions.change_text(text.purpose, *words, by=me(), number=form.data["version"])
            flash(
                _("第%(number)s版にしました。これからの同意は、新しい文への同意になります。", number=new.number),
                "success",
            )
            return redirect(url_for("consents.new_text", purpose=purpose), 303)
    return _text_page(text, form), 422


def _current(purpose: str) -> ConsentText:
    if purpose not in set(Purpose):
        raise Missing()
    return queries.current_text(Purpose(purpose))


def _counted(text: ConsentText) -> list[tuple[ConsentText, int]]:
    """Every version with how many agree to it now."""
    agreed = queries.agreed_now(text.purpose)
    return [(version, agreed.get(version.number, 0)) for version in queries.texts_of(text.purpose)]


def _text_page(text: ConsentText, form: Form, *, preview: bool = False) -> str:
    versions = _counted(text)
    return render_template("directory/consents/new_text.html", text=text, form=form, versions=versions, preview=preview)


def _visible(subject: Subject) -> Subject:
    if not access.see(subject, me()):
        raise Missing()
    return subject


def _write(subject: Subject) -> ResponseReturnValue:
    themselves = access.is_about(subject, me())
    form = read_form(OwnConsentSchema() if themselves else TakenConsentSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            given = {"method": Method.WEB} | {k: v for k, v in form.data.items() if k in ("method", "said_on", "note")}
            act = actions.give if form.data["step"] is Step.GIVEN else actions.withdraw
            act(subject, form.data["purpose"], by=me(), **given)
            flash(_told(subject, form.data["purpose"], form.data["step"]), "success")
            return redirect(_address_after(subject), 303)
    return _page(subject, form), 422


def _told(subject: Subject, purpose: Purpose, step: Step) -> str:
    """What followed, in one sentence."""
    if step is Step.GIVEN:
        return str(_("「%(purpose)s」への同意を記録しました。", purpose=label(purpose)))
    told = {
        Purpose.REGISTER: _("登録を終えました。個人の情報は、まもなくすべて消えます。"),
        Purpose.PUBLISH: _("公開をやめました。もう、だれからも見えません。"),
        Purpose.THIRD_PARTY: _("これからは、紹介した相手に連絡先を知らせません。"),
        Purpose.FOLLOWUP: _("これからは、様子をたずねません。"),
    }
    if purpose is Purpose.REGISTER and isinstance(subject, Group):
        return str(_("団体の登録を終えました。"))
    return str(told[purpose])


def _address_after(subject: Subject) -> str:
    if isinstance(subject, Person):
        return url_for("consents.of_person", person_id=subject.id)
    if isinstance(subject, Group):
        return url_for("consents.of_group", group_id=subject.id)
    return url_for("consents.mine") if subject.active else url_for("home.show")


def _page(subject: Subject, form: Form) -> str:
    standing = queries.standing(subject)
    return render_template(
        "directory/consents/ledger.html",
        form=form,
        purposes=[_state(purpose, line) for purpose, line in standing.items()],
        lines=queries.ledger(subject),
        name=subject.display_name if isinstance(subject, Person) else subject.name,
        kind=type(subject).__name__.lower(),
        subject=subject,
        address=request.path,
        themselves=access.is_about(subject, me()),
        own_person=find_own(me()) if subject is me() else None,
        purpose_choices=choices(Purpose),
        steps=choices(Step),
        methods=[choice for choice in choices(Method) if choice[0] != Method.WEB],
        today=day(today()),
    )


def _state(purpose: Purpose, line: Any) -> dict[str, Any]:
    """Where a purpose stands, with the words that would be agreed to now."""
    return {
        "value": purpose.value,
        "label": label(purpose),
        "line": line,
        "given": line is not None and line.given,
        "text": queries.current_text(purpose),
    }
