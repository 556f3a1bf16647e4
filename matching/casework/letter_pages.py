"""The pages on which staff write to the two sides: the letter that asks, what it looks like, and questions carried to and fro."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from kit.access import COORDINATORS, open_to
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _, in_language
from kit.mail import LINK
from matching.casework import actions as casework
from matching.casework import casefile, queries
from matching.casework.pages import base_url, case_page, refused_at, url_of
from matching.casework.schemas import CarrySchema, HeardQuestionSchema, ReplySchema, SendSchema, WordsSchema
from matching.introductions import actions, asking, letters, masking, outlines
from matching.introductions.models import ANSWER_WITHIN, Introduction, Question
from matching.introductions.moves import WAITING, Side, other
from matching.introductions.queries import get_introduction

bp = Blueprint("introduction_letters", __name__, url_prefix="/desk/introductions")


@bp.get("/<int:introduction_id>/letter")
@open_to(COORDINATORS)
def write(introduction_id: int) -> ResponseReturnValue:
    """The letter that is to be written next: what it will say, with the record beside it."""
    introduction = get_introduction(introduction_id)
    if introduction.state not in casework.LETTERS:
        return redirect(url_of(introduction))
    return _letter_form(introduction, Form(typed={"words": _words(introduction)}))


@bp.post("/<int:introduction_id>/letter")
@open_to(COORDINATORS)
def keep(introduction_id: int) -> ResponseReturnValue:
    """Keep the words and show the letter; or put the need's own story into them, names taken out."""
    introduction = get_introduction(introduction_id)
    side = casework.LETTERS.get(introduction.state)
    if side is None:
        return redirect(url_of(introduction), 303)
    form = read_form(WordsSchema(), request.form)
    if request.form.get("step") == "take":
        return _letter_form(introduction, Form(typed={**form.typed, "words": _with_story(introduction, form)}))
    if not form.errors:
        with refusals_in(form):
            casework.check(introduction, side, form.data["words"], sure=True)
            actions.put_words(introduction, side, form.data["words"], by=me(), version=form.data["version"])
            return redirect(url_for("introduction_letters.preview", introduction_id=introduction.id), 303)
    return _letter_form(introduction, form), 422


@bp.get("/<int:introduction_id>/letter/preview")
@open_to(COORDINATORS)
def preview(introduction_id: int) -> ResponseReturnValue:
    """The letter as its reader gets it, before it goes out."""
    introduction = get_introduction(introduction_id)
    if introduction.state not in casework.LETTERS:
        return redirect(url_of(introduction))
    return _preview(introduction, Form())


@bp.post("/<int:introduction_id>/letter/preview")
@open_to(COORDINATORS)
def send(introduction_id: int) -> ResponseReturnValue:
    """Send it."""
    introduction = get_introduction(introduction_id)
    if casework.pressed_twice(introduction, list(casework.ASKING.values()), by=me()):
        return redirect(url_of(introduction), 303)
    form = read_form(SendSchema(), request.form)
    if not form.errors:
        with refused_at(form):
            casework.send(introduction, by=me(), base_url=base_url(), **form.data)
            _say_how_it_goes(introduction)
            return redirect(url_of(introduction), 303)
    if introduction.state not in casework.LETTERS:
        return case_page(introduction, form), 422
    return _preview(introduction, form), 422


@bp.post("/<int:introduction_id>/questions")
@open_to(COORDINATORS, rule="of a side that was asked, while the case goes on")
def take_down(introduction_id: int) -> ResponseReturnValue:
    """Take down a question that a side has asked by telephone or at the counter."""
    introduction = get_introduction(introduction_id)
    form = read_form(HeardQuestionSchema(), request.form)
    if not form.errors:
        with refused_at(form):
            casework.type_question(introduction, form.data["side"], form.data["question"], by=me())
            flash(_("質問を記録しました。"), "success")
            return redirect(f"{url_of(introduction)}#questions", 303)
    return case_page(introduction, Form(), asking=form), 422


@bp.get("/<int:introduction_id>/questions/<int:question_id>")
@open_to(COORDINATORS)
def question(introduction_id: int, question_id: int) -> ResponseReturnValue:
    """One question: carry it to the other side, and the answer back."""
    introduction = get_introduction(introduction_id)
    asked = queries.get_question(introduction, question_id)
    return _question_page(introduction, asked, Form(), Form())


@bp.post("/<int:introduction_id>/questions/<int:question_id>/carried")
@open_to(COORDINATORS)
def carry(introduction_id: int, question_id: int) -> ResponseReturnValue:
    """Write it to the other side."""
    introduction = get_introduction(introduction_id)
    asked = queries.get_question(introduction, question_id)
    form = read_form(CarrySchema(), request.form)
    if not form.errors:
        with refused_at(form):
            casework.carry(asked, introduction, form.data["words"], by=me(), base_url=base_url())
            flash(_("質問を、相手の方への手紙にしました。"), "success")
            return redirect(url_of(introduction), 303)
    return _question_page(introduction, asked, form, Form()), 422


@bp.post("/<int:introduction_id>/questions/<int:question_id>/answer")
@open_to(COORDINATORS)
def reply(introduction_id: int, question_id: int) -> ResponseReturnValue:
    """Carry the answer back."""
    introduction = get_introduction(introduction_id)
    asked = queries.get_question(introduction, question_id)
    form = read_form(ReplySchema(), request.form)
    if not form.errors:
        with refused_at(form):
            casework.reply(asked, introduction, form.data, by=me(), base_url=base_url())
            flash(_("答えを、質問した方への手紙にしました。"), "success")
            return redirect(url_of(introduction), 303)
    return _question_page(introduction, asked, Form(), form), 422


def _letter_form(introduction: Introduction, form: Form) -> str:
    side = casework.LETTERS[introduction.state]
    words = form.typed.get("words", "")
    return render_template(
        "matching/casework/letter.html",
        introduction=introduction,
        need=introduction.need,
        form=form,
        side=side,
        side_file=casefile.side_file(introduction, side),
        placeholder=outlines.PLACEHOLDER,
        found=masking.addresses_in(words, introduction, side) + masking.names_in(words, introduction, side),
    )


def _preview(introduction: Introduction, form: Form) -> str:
    side = casework.LETTERS[introduction.state]
    words = introduction.outline if side is Side.CANDIDATE else introduction.introducing
    heading, to = outlines.title_for(introduction, side), asking.recipient_of(introduction, side)
    with in_language(to.language if to else "ja"):
        until, on_paper = casefile.day_after(ANSWER_WITHIN), bool(to and to.on_paper)
        title, body = letters.asked(side, title=heading, words=words, until=until, on_paper=on_paper)
    return render_template(
        "matching/casework/preview.html",
        introduction=introduction,
        form=form,
        side=side,
        side_file=casefile.side_file(introduction, side),
        title=title,
        body=body.replace(LINK, _("（ここに、ご本人だけが使えるリンクが入ります）")),
        names=masking.names_in(words, introduction, side),
    )


def _question_page(introduction: Introduction, asked: Question, carrying: Form, replying: Form) -> str:
    return render_template(
        "matching/casework/question.html",
        introduction=introduction,
        asked=asked,
        asker=casefile.side_file(introduction, asked.side),
        other=casefile.side_file(introduction, other(asked.side)),
        carrying=carrying,
        replying=replying,
    )


def _say_how_it_goes(introduction: Introduction) -> None:
    side = WAITING[introduction.state]
    to = asking.recipient_of(introduction, side)
    if to and to.email:
        flash(_("手紙をメールで送りました。返事を待っています。"), "success")
    else:
        flash(_("手紙ができました。下の「手紙」から印刷して、郵送してください。"), "success")


def _words(introduction: Introduction) -> str:
    """What was kept, or what is composed from the record in the language of its reader."""
    side = casework.LETTERS[introduction.state]
    to = asking.recipient_of(introduction, side)
    language = to.language if to else "ja"
    if side is Side.CANDIDATE:
        return introduction.outline or outlines.of_need(introduction.need, language)
    return introduction.introducing or outlines.of_candidate(introduction, language)


def _with_story(introduction: Introduction, form: Form) -> str:
    words, story = str(form.typed["words"]), outlines.story_of(introduction)
    return words.replace(outlines.PLACEHOLDER, story) if outlines.PLACEHOLDER in words else f"{words}\n\n{story}"
