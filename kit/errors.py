"""Named refusals, and the one place that turns them into a page or into problem+json (RFC 9457)."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from kit.i18n import _, _l, language_url, locale

log = logging.getLogger("musubite.errors")

SHORTEST_WRITTEN: Final = 20
"""Characters."""

FieldErrors = dict[str, list[str]]


class Refusal(Exception):
    """Something that cannot be done, said to the person in one sentence. Rules subclass it and give it a name."""

    status: HTTPStatus = HTTPStatus.BAD_REQUEST
    message: Any = _l("この操作はできません。")
    field: str = ""
    """The field of a form that it is about, where there is one."""

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values = values

    @property
    def text(self) -> str:
        """The sentence in the visitor's language."""
        return str(self.message) % self.values if self.values else str(self.message)


class Missing(Refusal):
    """What was asked for does not exist, or not for this visitor."""

    status = HTTPStatus.NOT_FOUND
    message = _l("ページが見つかりません。")


class Forbidden(Refusal):
    """Signed in, but not allowed."""

    status = HTTPStatus.FORBIDDEN
    message = _l("このページを見る権限がありません。")


class SignInNeeded(Refusal):
    """Nobody is signed in."""

    status = HTTPStatus.UNAUTHORIZED
    message = _l("このページを見るには、ログインが必要です。")


class Conflict(Refusal):
    """The thing is not in a state in which this can be done."""

    status = HTTPStatus.CONFLICT
    message = _l("ほかの変更と重なったため、できませんでした。")


class ChangedMeanwhile(Conflict):
    """Somebody else has saved this record since the form was opened; ``version`` is the one that is there now."""

    message = _l("開いているあいだに、ほかの人が変更しました。最新の内容を確かめてから、もう一度直してください。")
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__()
        self.version = version


class NoSuchStep(Conflict):
    """The record cannot go from its state to that one."""

    message = _l("いまの状態からは、この操作はできません。")


class Invalid(Refusal):
    """Values that cannot be accepted; ``errors`` maps each field to its messages."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = _l("入力内容をご確認ください。")

    def __init__(self, errors: FieldErrors) -> None:
        super().__init__()
        self.errors = errors


class TooMany(Refusal):
    """Tried too often."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    message = _l("しばらく待ってから、もう一度お試しください。")


def wants_json() -> bool:
    """Whether the answer to this request is JSON: everything under /api/ except its readable page."""
    return request.path.startswith("/api/") and request.path != "/api/docs"


def render_refusal(refusal: Refusal) -> Response:
    """The refusal as problem+json or as a page."""
    return _answer(refusal.status, refusal.text, getattr(refusal, "errors", None))


def render_http_error(error: HTTPException) -> Response:
    """Errors that Flask itself raises (404, 405, 413 …), in our words, with their own headers kept."""
    if error.response is not None and isinstance(error.response, Response):
        return error.response
    response = _answer(
        HTTPStatus(error.code or 500), _words(error), _by_field(getattr(error, "data", {}).get("messages", {}))
    )
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def render_crash(error: Exception) -> Response:
    """An error nobody foresaw: logged with a reference number that the person is shown."""
    log.error("crash", exc_info=error, extra={"reference": g.get("request_id", "")})
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, _("申し訳ありません。うまく表示できませんでした。"), None)


def render_unreachable(error: Exception) -> Response:
    """The database lets nobody in: a page that looks nothing up, which all other pages do."""
    log.error("database unreachable", exc_info=error)
    status, text = HTTPStatus.SERVICE_UNAVAILABLE, _("ただいま混み合っているため、表示できません。")
    if wants_json():
        response = _answer(status, text, None)
    else:
        # Not render_template: what it hands to every page (the centre as staff have named it) is looked up.
        page = current_app.jinja_env.get_template("parts/unreachable.html").render(
            heading=text,
            settings=current_app.extensions["settings"],
            locale=locale(),
            again=language_url(locale()) if request.method == "GET" else "",
        )
        response = Response(page, int(status), mimetype="text/html")
    response.headers["Retry-After"] = "30"
    return response


def install(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(Refusal, render_refusal)
    app.register_error_handler(HTTPException, render_http_error)
    app.register_error_handler(Exception, render_crash)


def _answer(status: HTTPStatus, text: str, errors: Any) -> Response:
    if wants_json():
        body: dict[str, Any] = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": text}
        if errors:
            body["errors"] = errors
        response = jsonify(body)
        response.mimetype = "application/problem+json"
    else:
        response = Response(_page(status, text), mimetype="text/html")
    response.status_code = int(status)
    return response


def flatten(messages: Mapping[Any, Any], prefix: str = "") -> FieldErrors:
    """marshmallow's nested messages by the names the form's controls have."""
    flat: FieldErrors = {}
    for name, found in messages.items():
        key = f"{prefix}{name}"
        if isinstance(found, Mapping):
            flat |= flatten(found, f"{key}-")
        else:
            # marshmallow wraps plain texts in a list, but not lazily translated ones.
            listed = found if isinstance(found, list | tuple) else [found]
            flat[key.removesuffix("-_schema")] = [str(message) for message in listed]
    return flat


def _by_field(messages: Mapping[str, Any]) -> FieldErrors:
    """What webargs tells by place first (``query``); a place has no errors of its own but where it cannot be read at all."""
    flat: FieldErrors = {}
    for place, found in messages.items():
        flat |= flatten(found if isinstance(found, Mapping) else {place: found})
    return flat


def _page(status: HTTPStatus, text: str) -> str:
    explanation = {
        400: [_("ページを開き直して、もう一度お試しください。")],
        401: [
            _("登録している団体や協働サポーターの方、センターの職員の方は、ログインしてください。"),
            _("団体や協働サポーターの登録を始める方は、先にアカウントをつくってください。"),
        ],
        403: [_("必要なときは、センターの管理者に相談してください。")],
        404: [_("住所の打ち間違いか、公開を終えた団体や相談かもしれません。ことばでさがし直せます。")],
        500: [_("センターで原因を調べます。お急ぎのときは、お電話ください。")],
    }
    kept = _written() if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED) else []
    return render_template(
        "parts/error.html",
        heading=text,
        explanation=explanation.get(int(status), []),
        kept=kept,
        offer_search=status == HTTPStatus.NOT_FOUND,
        sign_in=status == HTTPStatus.UNAUTHORIZED,
        reference=g.get("request_id", "") if status == HTTPStatus.INTERNAL_SERVER_ERROR else "",
    )


def _written() -> list[tuple[str, list[str]]]:
    """What somebody wrote at length in a form that could not be taken, to be copied; short answers are soon given again.

    It is only shown: to send it on from here would be as good as having no protection against forged forms.
    """
    answers = request.form.items(multi=True) if request.method == "POST" else ()
    texts = [text.strip() for name, text in answers if "password" not in name and not text.isascii()]
    return [(_("書いた文章"), text.splitlines()) for text in texts if len(text) >= SHORTEST_WRITTEN]


def _words(error: HTTPException) -> str:
    words = {
        400: _("時間がたったため、送信できませんでした。"),
        404: _("ページが見つかりません。"),
        405: _("この操作はできません。"),
        413: _("ファイルが大きすぎます（10MBまで）。"),
        422: _("入力内容をご確認ください。"),
        429: _("しばらく待ってから、もう一度お試しください。"),
    }
    return str(words.get(error.code or 500, _("申し訳ありません。うまく表示できませんでした。")))
