"""The post of the centre: what waits for the printer, what did not arrive, and every letter there was."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.letters import access, actions, queries
from directory.letters.labels import trouble_words
from directory.letters.paper import as_pdf
from directory.letters.schemas import FilterSchema, PostedSchema
from directory.openings import browser
from kit.access import COORDINATORS, open_to
from kit.errors import Missing
from kit.forms import read_form
from kit.i18n import _, _l
from kit.labels import label
from kit.mail import Letter, LetterState
from kit.paging import page_number

bp = Blueprint("letters", __name__, url_prefix="/desk/letters")

Step = tuple[Callable[..., None], Any]
STEPS: Final[dict[str, Step]] = {
    "paper": (actions.send_on_paper, _l("郵送に変えました。印刷待ちに入っています。")),
    "again": (actions.send_again, _l("もう一度メールで送ります。")),
    "bounced": (actions.note_bounce, _l("届かなかったことを記録しました。")),
    "off": (actions.call_off, _l("この手紙を取りやめました。")),
}


@bp.get("")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """Letters of one state, or about one record; at first those that wait for the printer."""
    wanted = read_form(FilterSchema(), request.args).data
    about, state = wanted.get("about", ""), wanted.get("state")
    counts = queries.count_letters()
    return render_template(
        "directory/letters/index.html",
        letters=queries.list_letters(state=state, about=about, number=page_number(request.args)),
        state=state,
        about=about,
        counts=[(each, label(each), counts[each]) for each in LetterState],
        to_print=counts[LetterState.TO_PRINT],
        at_once=queries.AT_ONCE,
        stand_still=queries.letters_stand_still(),
        trouble_words=trouble_words,
        url_of_page=lambda page: url_for("letters.index", state=state, about=about or None, page=page),
    )


@bp.get("/print")
@open_to(COORDINATORS)
def printing() -> ResponseReturnValue:
    """What is to be printed now: the document to open, and the list to tick off once it is posted."""
    return render_template("directory/letters/printing.html", letters=queries.letters_to_print())


@bp.get("/print.pdf")
@open_to(COORDINATORS)
def print_all() -> ResponseReturnValue:
    """The letters that wait for the printer, as one document."""
    letters = queries.letters_to_print()
    if not letters:
        raise Missing()
    return _pdf(letters, "letters.pdf")


@bp.post("/posted")
@open_to(COORDINATORS)
def posted() -> ResponseReturnValue:
    """Tick off what was posted."""
    form = read_form(PostedSchema(), request.form)
    count = actions.post(form.data.get("letter", []), by=me())
    if count:
        flash(_("%(count)s通を「郵送した」にしました。", count=count), "success")
    else:
        flash(_("郵送した手紙に印をつけてください。"), "error")
    return redirect(url_for("letters.printing"), 303)


@bp.get("/<int:letter_id>")
@open_to(COORDINATORS, rule="the link in a letter that goes by mail is for its reader alone")
def show(letter_id: int) -> ResponseReturnValue:
    """One letter, what became of it, and what can be done now."""
    letter = queries.get_letter(letter_id)
    subject = access.subject_of(letter)
    return render_template(
        "directory/letters/show.html",
        letter=letter,
        opening=browser.panel_of(subject, url_for("letters.open_private", letter_id=letter.id)),
        text=letter.text(link=letter.link if access.may_show_link(letter) else ""),
        trouble=trouble_words(letter.trouble),
        may_go_on_paper=access.may_go_on_paper(letter),
    )


@bp.post("/<int:letter_id>/opening")
@open_to(COORDINATORS)
def open_private(letter_id: int) -> ResponseReturnValue:
    """Show the addresses for a while; that somebody looked is noted with the reason."""
    subject = access.subject_of(queries.get_letter(letter_id))
    return browser.answer_opening(subject, url_for("letters.show", letter_id=letter_id))


@bp.get("/<int:letter_id>.pdf")
@open_to(COORDINATORS, rule="the link in a letter that goes by mail is for its reader alone")
def print_one(letter_id: int) -> ResponseReturnValue:
    """One letter on A4 paper."""
    return _pdf([queries.get_letter(letter_id)], f"letter-{letter_id}.pdf")


@bp.post("/<int:letter_id>/<step>")
@open_to(COORDINATORS)
def take(letter_id: int, step: str) -> ResponseReturnValue:
    """Send on paper, send again, note that it came back, or call it off."""
    if step not in STEPS:
        raise Missing()
    act, done = STEPS[step]
    act(queries.get_letter(letter_id), by=me())
    flash(str(done), "success")
    return redirect(url_for("letters.show", letter_id=letter_id), 303)


def _pdf(letters: Sequence[Letter], name: str) -> Response:
    browser.open_for_printing([access.subject_of(letter) for letter in letters])
    answer = Response(as_pdf(letters), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
