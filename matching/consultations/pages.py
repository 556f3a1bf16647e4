"""Pages of the consultation form: one question a page, without an account and without scripts; and the links of letters."""

from typing import Any, Final

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import find_me
from directory.accounts.passwords import digest
from directory.memberships.queries import groups_kept_by
from kit import links
from kit.access import EVERYONE, open_to
from kit.clock import today
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _, locale
from matching.consultations import actions, answers, letters, queries
from matching.consultations.labels import AGREED, FIELDS, SHORT
from matching.consultations.models import ConsultationDraft, ConsultationQuestion, Part
from matching.consultations.questions import offered
from matching.consultations.schemas import ConsultationAnswerSchema
from matching.consultations.sheet import lines_of
from matching.needs import access as needs

bp = Blueprint("consultations", __name__, url_prefix="/consult")

COOKIE: Final = "consultation"
PARTS: Final = "<any(story,kind,skills,'when-where',terms,contact):part>"
OWN: Final = "one's own draft, by the token in a cookie"
LINK: Final = "whoever holds the link, once and while it lasts"


@bp.get("")
@open_to(EVERYONE, rule=OWN)
def start() -> ResponseReturnValue:
    """What consulting is, and the way on: anew, or where one was."""
    draft = _draft()
    return render_template(
        "matching/consultations/start.html", draft=draft, next_url=_part_url(_next_open(draft)), first_url=_part_url(Part.STORY)
    )  # fmt: skip


@bp.get(f"/{PARTS}")
@open_to(EVERYONE, rule=OWN)
def show(part: str) -> ResponseReturnValue:
    """One question, with what was answered before."""
    draft = _draft()
    if draft is None and part != Part.STORY:
        return redirect(_part_url(Part.STORY), 303)
    return _part_page(draft, Part(part), answers.form_of(draft, Part(part), find_me()))


@bp.post(f"/{PARTS}")
@open_to(EVERYONE, rule=OWN)
def save(part: str) -> ResponseReturnValue:
    """Keep the answer and go on; who goes back keeps also what is not yet right."""
    draft, here = _draft(), Part(part)
    form = read_form(answers.schema_of(here, find_me()), request.form)
    if form.typed.get("homepage"):
        return redirect(url_for("consultations.done"), 303)
    if not form.errors or request.form.get("step") == "back":
        with refusals_in(form):
            token = actions.keep(draft, here, form.typed, by=find_me(), place=_place())
            return _remember(redirect(_way_on(here), 303), token)
    return _part_page(draft, here, form), 422


@bp.get("/check")
@open_to(EVERYONE, rule=OWN)
def check() -> ResponseReturnValue:
    """All answers once more."""
    draft = _draft()
    return _check_page(draft, Form()) if draft else redirect(_after_sending(), 303)


@bp.post("/check")
@open_to(EVERYONE, rule=OWN)
def send() -> ResponseReturnValue:
    """Send it; pressed twice it is sent once."""
    draft, form = _draft(), Form()
    if draft is None:
        return redirect(_after_sending(), 303)
    with refusals_in(form):
        actions.send(draft, by=find_me(), place=_place(), language=locale(), base_url=_base_url())
        return redirect(url_for("consultations.done"), 303)
    return _check_page(draft, form), 422


@bp.get("/done")
@open_to(EVERYONE, rule=OWN)
def done() -> ResponseReturnValue:
    """What happens now; a machine that fell into the trap is told nothing else than people are."""
    return render_template("matching/consultations/done.html", sent=queries.find_sent(digest(_token())), me=find_me())


@bp.post("/discard")
@open_to(EVERYONE, rule=OWN)
def discard() -> ResponseReturnValue:
    """Throw the draft away and begin anew."""
    if draft := _draft():
        actions.discard(draft)
    answer = redirect(url_for("consultations.start"), 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@bp.get("/confirm/<token>")
@open_to(EVERYONE, rule=LINK)
def confirm(token: str) -> ResponseReturnValue:
    """Whether it was they who asked. Opening the page changes nothing, and it shows nothing of what was typed."""
    found = letters.linked(links.look_at(token, letters.CONFIRM))
    return render_template("matching/consultations/confirm.html", consultation=found)


@bp.post("/confirm/<token>")
@open_to(EVERYONE, rule=LINK)
def take_confirmation(token: str) -> ResponseReturnValue:
    """Take the answer; the link is used up with it."""
    is_mine = request.form.get("answer") != "no"
    found = actions.confirm_by_mail(token, is_mine=is_mine)
    return render_template("matching/consultations/confirmed.html", consultation=found, is_mine=is_mine)


@bp.get("/answer/<token>")
@open_to(EVERYONE, rule=LINK)
def asked(token: str) -> ResponseReturnValue:
    """What the staff ask, and room for the answer."""
    return _answer_page(_question(token), Form())


@bp.post("/answer/<token>")
@open_to(EVERYONE, rule=LINK)
def answer(token: str) -> ResponseReturnValue:
    """Take the answer; the link is used up with it."""
    question, form = _question(token), read_form(ConsultationAnswerSchema(), request.form)
    if form.errors:
        return _answer_page(question, form), 422
    links.use(token, letters.ANSWER)
    actions.answer(question, form.data["answer"], by=None)
    return render_template("matching/consultations/answered.html")


@bp.get("/extend/<token>")
@open_to(EVERYONE, rule=LINK)
def extension(token: str) -> ResponseReturnValue:
    """When the need ends, and the button to keep it open."""
    need = letters.need_of(links.look_at(token, letters.EXTEND))
    if not needs.ends_soon(need, today()):
        raise links.LinkOver()
    return render_template("matching/consultations/extend.html", need=need, extended=False)


@bp.post("/extend/<token>")
@open_to(EVERYONE, rule=LINK)
def extend(token: str) -> ResponseReturnValue:
    """Keep it open for three months more."""
    need = actions.extend_by_link(token)
    return render_template("matching/consultations/extend.html", need=need, extended=True)


def _question(token: str) -> ConsultationQuestion:
    link = links.look_at(token, letters.ANSWER)
    found = letters.linked(link)
    question = next((each for each in found.questions if each.id == link.details.get("question")), None)
    if question is None or question.answered_at is not None:
        raise links.LinkOver()
    return question


def _answer_page(question: ConsultationQuestion, form: Form) -> str:
    return render_template("matching/consultations/answer.html", question=question, form=form)


def _part_page(draft: ConsultationDraft | None, part: Part, form: Form) -> str:
    story = (draft.answers.get(Part.STORY.value) or {}).get("story", "") if draft else ""
    if part is Part.TERMS and not form.typed.get("audience"):
        form.typed["audience"] = "coordinators"
    return render_template(
        "matching/consultations/part.html",
        part=part,
        form=form,
        names=FIELDS,
        agreed=AGREED,
        steps=_steps(draft, part),
        number=list(Part).index(part) + 1,
        is_first=part is Part.STORY,
        then=request.values.get("then", "") == "check",
        group=request.args.get("group", ""),
        **offered(story, find_me()),
    )


def _check_page(draft: ConsultationDraft, form: Form) -> str:
    viewer = find_me()
    forms = answers.checked(draft, viewer)
    groups = {group.id: group for group in groups_kept_by(viewer)} if viewer else {}
    return render_template(
        "matching/consultations/check.html",
        form=form,
        steps=_steps(draft, None),
        rows=[
            {"part": part, "lines": lines_of(part, forms[part], groups), "url": _part_url(part, then="check"),
             "is_wrong": bool(forms[part].errors)}
            for part in Part
        ],
        may_send=not any(each.errors for each in forms.values()),
    )  # fmt: skip


def _steps(draft: ConsultationDraft | None, here: Part | None) -> list[dict[str, Any]]:
    forms = answers.checked(draft, find_me()) if draft else {}
    told = answers.progress(draft, here, forms)
    rows = [
        {"label": SHORT[part], "state": state, "current": part is here, "url": _part_url(part) if draft else ""}
        for part, state in told
    ]
    return [*rows, {"label": _("確かめる"), "state": "" if here else "editing", "current": here is None, "url": ""}]


def _next_open(draft: ConsultationDraft | None) -> Part | None:
    """The first question without an answer; None when all have one."""
    answered = draft.answers if draft else {}
    return next((part for part in Part if part.value not in answered), None)


def _way_on(here: Part) -> str:
    order = list(Part)
    if request.form.get("step") == "back":
        return _part_url(order[max(0, order.index(here) - 1)])
    if request.form.get("then") == "check" or here is order[-1]:
        return url_for("consultations.check")
    return _part_url(order[order.index(here) + 1])


def _part_url(part: Part | None, *, then: str | None = None) -> str:
    return url_for("consultations.show", part=part.value, then=then) if part else url_for("consultations.check")


def _after_sending() -> str:
    """Where who has no draft goes: it has been sent from this browser, or there never was one."""
    sent = queries.find_sent(digest(_token())) if _token() else None
    return url_for("consultations.done" if sent else "consultations.start")


def _draft() -> ConsultationDraft | None:
    return queries.find_draft(_token(), find_me())


def _token() -> str:
    return request.cookies.get(COOKIE, "")[:100]


def _place() -> str:
    return request.remote_addr or ""


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)


def _remember(answer: Any, token: str) -> Response:
    if token:
        secure = _base_url().startswith("https://")
        lasts = int(actions.DRAFT_KEPT.total_seconds())
        answer.set_cookie(COOKIE, token, max_age=lasts, httponly=True, samesite="Lax", secure=secure, path="/")
    response: Response = answer
    return response
