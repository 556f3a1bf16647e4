"""Pages of the city's own sign-in: there with state, nonce and PKCE, back with one button."""

import logging
from typing import Any

from flask import Blueprint, Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue

from directory.accounts.entering import enter
from directory.accounts.letters import page_address
from directory.accounts.staff_sign_in import account_of
from kit.access import EVERYONE, open_to
from kit.errors import Missing, Refusal
from kit.i18n import _l
from kit.settings import Settings

log = logging.getLogger("musubite.accounts")

bp = Blueprint("staff_sign_in", __name__, url_prefix="/login/staff")

SIGNED_WITH = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
"""Only signatures made with a key of the city's; never ``none``, never one made with our own password."""
WAIT_SECONDS = 10
RULE = "only where the city's sign-in is set"


class StaffSignInFailed(Refusal):
    """The city's sign-in did not answer, or its answer was not what it must be."""

    message = _l(
        "市のログインがうまくいきませんでした。もう一度はじめからお試しください。続くときは、ほかの方法でログインしてください。"
    )


@bp.get("")
@open_to(EVERYONE, rule=RULE)
def start() -> ResponseReturnValue:
    """Go to the city's sign-in page."""
    try:
        answer: ResponseReturnValue = _city().authorize_redirect(page_address("staff_sign_in.back"))
    except _failures() as error:
        raise _failed(error) from None
    return answer


@bp.get("/back")
@open_to(EVERYONE, rule=RULE)
def back() -> ResponseReturnValue:
    """One button: a page that is only looked at signs nobody in."""
    _city()
    if not request.args.get("code"):
        raise StaffSignInFailed()
    return render_template(
        "directory/accounts/staff_back.html", code=request.args["code"], state=request.args.get("state", "")
    )


@bp.post("/back")
@open_to(EVERYONE, rule=RULE)
def sign_in() -> ResponseReturnValue:
    """Ask the city who it was, and sign in."""
    claims = _claims()
    account = account_of(
        _settings().oidc_issuer,
        str(claims["sub"]),
        email=str(claims.get("email") or ""),
        email_verified=claims.get("email_verified") is True,
    )
    return enter(account)


def install(app: Flask, settings: Settings) -> None:
    """Make the city's sign-in known, where there is one. Nothing is asked of it before somebody uses it."""
    if not settings.oidc_issuer:
        return
    # Takes long to load, and most installations have no such sign-in.
    from authlib.integrations.flask_client import OAuth

    oauth = OAuth(app)
    oauth.register(
        "city",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=settings.oidc_issuer.rstrip("/") + "/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": WAIT_SECONDS,
        },
    )
    app.extensions["city_sign_in"] = oauth.city


def _claims() -> Any:
    """What the city says of who signed in: signed by its key, for us, for this very sign-in, and not too old."""
    options = {
        "iss": {"essential": True, "values": [_settings().oidc_issuer]},
        "aud": {"essential": True, "values": [_settings().oidc_client_id]},
        "sub": {"essential": True},
        "nonce": {"essential": True},
    }
    try:
        city = _city()
        metadata = city.load_server_metadata()
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = [name for name in offered if name in SIGNED_WITH]
        token = city.authorize_access_token(claims_options=options)
        claims = token.get("userinfo")
    except _failures() as error:
        raise _failed(error) from None
    if not claims:
        raise StaffSignInFailed()
    return claims


def _city() -> Any:
    city = current_app.extensions.get("city_sign_in")
    if city is None:
        raise Missing()
    return city


def _failures() -> tuple[type[Exception], ...]:
    """What goes wrong while speaking with the city; loaded when something does, see ``install``."""
    import requests
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError

    return (requests.RequestException, AuthlibBaseError, JoseError, ValueError, RuntimeError, KeyError)


def _failed(error: Exception) -> StaffSignInFailed:
    log.warning("staff sign-in failed", extra={"detail": type(error).__name__})
    return StaffSignInFailed()


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
