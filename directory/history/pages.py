"""Pages of the history of a group and of a person: the list of versions, and the check before going back to one."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.accounts.models import Account
from directory.groups.models import Group
from directory.history import access, actions, queries
from directory.history.models import Kind, Method, Version
from directory.history.shapes import Subject, kind_of
from directory.history.wording import Change, Names, changes_in_words
from directory.openings import browser
from kit.access import MEMBERS, open_to
from kit.dates import full_date_time
from kit.errors import ChangedMeanwhile, Forbidden, Invalid
from kit.i18n import _, tokyo
from kit.paging import page_number

bp = Blueprint("history", __name__)

RULE = "the group's editors, or the person, and staff"
RULE_OF_RETURN = "who may edit the group or the person"


@dataclass(frozen=True)
class Shown:
    """A version as its list shows it."""

    version: Version
    when: str
    who: str
    note: str
    changes: list[Change]


@bp.get("/groups/<int:group_id>/history")
@open_to(MEMBERS, rule=RULE)
def of_group(group_id: int) -> ResponseReturnValue:
    """Every change of a group."""
    return _list_page(Kind.GROUP, group_id)


@bp.get("/people/<int:person_id>/history")
@open_to(MEMBERS, rule=RULE)
def of_person(person_id: int) -> ResponseReturnValue:
    """Every change of a person."""
    return _list_page(Kind.PERSON, person_id)


@bp.get("/groups/<int:group_id>/history/<int:number>/return")
@open_to(MEMBERS, rule=RULE_OF_RETURN)
def check_group(group_id: int, number: int) -> ResponseReturnValue:
    """What going back to a version of a group would change."""
    return _check_page(_returnable(Kind.GROUP, group_id), number)


@bp.get("/people/<int:person_id>/history/<int:number>/return")
@open_to(MEMBERS, rule=RULE_OF_RETURN)
def check_person(person_id: int, number: int) -> ResponseReturnValue:
    """What going back to a version of a person would change."""
    return _check_page(_returnable(Kind.PERSON, person_id), number)


@bp.post("/groups/<int:group_id>/history/<int:number>/return")
@open_to(MEMBERS, rule=RULE_OF_RETURN)
def return_group(group_id: int, number: int) -> ResponseReturnValue:
    """Go back to a version of a group."""
    return _return(_returnable(Kind.GROUP, group_id), number)


@bp.post("/people/<int:person_id>/history/<int:number>/return")
@open_to(MEMBERS, rule=RULE_OF_RETURN)
def return_person(person_id: int, number: int) -> ResponseReturnValue:
    """Go back to a version of a person."""
    return _return(_returnable(Kind.PERSON, person_id), number)


def _list_page(kind: Kind, subject_id: int) -> str:
    subject = queries.get_subject(kind, subject_id, me())
    page = queries.list_versions(subject, page_number(request.args))
    _note_opening(subject, {name for version in page.items for name in version.changes})
    accounts = queries.actors(list(page.items))
    names = Names([pair for version in page.items for pair in version.changes.values() if pair])
    hidden = access.hidden(subject, me())
    shown = [
        Shown(
            version,
            full_date_time(tokyo(version.at)),
            _who(accounts.get(version.actor_id or 0)),
            _note(version, me()),
            changes_in_words(kind, version.changes, hidden=hidden, names=names),
        )
        for version in page.items
    ]
    return render_template(
        "directory/history/show.html",
        **_named(subject),
        page=page,
        versions=shown,
        may_return=access.restore(subject, me()),
        newest=page.items[0].number if page.number == 1 and page.items else None,
    )


def _note_opening(subject: Subject, shown: set[str]) -> None:
    """Former contact details are as private as those of today: that staff see them is noted, as when they open the form."""
    kind = kind_of(subject)
    own = access.is_own(subject, me())
    if kind is not None and shown & access.PRIVATE[kind] and not own:
        browser.open_for_editing(f"{kind}:{subject.id}")


def _who(account: Account | None) -> str:
    if account is None:
        return ""
    if account.is_staff and not me().is_staff:
        return str(_("センターの職員"))
    return str(account.name)


def _note(version: Version, viewer: Account) -> str:
    if version.method is Method.RESTORE:
        return str(_("第%(number)s版の内容に戻しました。", number=version.note)) if version.note else ""
    return version.note if viewer.is_staff else ""


def _returnable(kind: Kind, subject_id: int) -> Subject:
    subject = queries.get_subject(kind, subject_id, me())
    if not access.restore(subject, me()):
        raise Forbidden()
    return subject


def _check_page(subject: Subject, number: int, refusals: dict[str, list[str]] | None = None) -> str:
    version = queries.get_version(subject, number)
    plan = actions.plan_return(subject, number, by=me())
    kind = kind_of(subject)
    assert kind is not None
    _note_opening(subject, set(plan.changes))
    names = Names([*plan.changes.values(), *([lost] for lost in plan.gone.values())])
    return render_template(
        "directory/history/return.html",
        **_named(subject),
        number=number,
        when=full_date_time(tokyo(version.at)) if version else "",
        changes=changes_in_words(kind, plan.changes, names=names),
        gone=[names.of(name, key) for name, lost in plan.gone.items() for key in lost],
        forgotten=changes_in_words(kind, dict.fromkeys(plan.forgotten)),
        version=subject.version,
        refusals=refusals or {},
    )


def _return(subject: Subject, number: int) -> ResponseReturnValue:
    queries.get_version(subject, number)
    version = request.form.get("version", type=int)
    try:
        actions.restore(subject, number, version=version if version is not None else -1, by=me())
    except Invalid as refusal:
        return _check_page(subject, number, refusal.errors), 422
    except ChangedMeanwhile as refusal:
        return _check_page(subject, number, {"_version": [refusal.text]}), 422
    flash(_("前の版に戻しました。戻す前の内容も、変更の記録に残っています。"), "success")
    return redirect(_named(subject)["history_url"], 303)


def _named(subject: Subject) -> dict[str, str]:
    if isinstance(subject, Group):
        return {
            "name": subject.name,
            "subject_url": url_for("groups.show", group_id=subject.id),
            "history_url": url_for("history.of_group", group_id=subject.id),
            "search_name": _("団体をさがす"),
            "search_url": url_for("search.groups"),
        }
    return {
        "name": subject.display_name,
        "subject_url": url_for("people.show", person_id=subject.id),
        "history_url": url_for("history.of_person", person_id=subject.id),
        "search_name": _("人材をさがす"),
        "search_url": url_for("search.people"),
    }
