"""Signing in through one's organisation (OpenID Connect), where a provider is configured.

The provider says who somebody is. What they may do stands here: an administrator makes the account first, under the
name that the provider calls them by; at the first sign-in the two are tied together, and from then on the provider's
own identifier decides, whatever else changes.
"""

from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, current_app, redirect, render_template, request, session, url_for
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from service.errors import NotReady, SignInFailed
from service.pages.access import local_path, workspace
from service.sessions import actor_of, begin_session
from service.settings import Settings
from service.workflow import accounts

blueprint = Blueprint("single_sign_on", __name__)
PROVIDER = "chorus_provider"
SECONDS_TO_WAIT = 10
_NEXT = "after_sign_in"


def use_provider(app: Flask, settings: Settings) -> None:
    """Makes the provider known to the app, where the settings name one. Nothing is asked of it before it is needed."""
    if not settings.oidc_issuer:
        return
    app.extensions[PROVIDER] = OAuth(app).register(
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS_TO_WAIT,
        },
    )


@blueprint.get("/sign-in/organisation")
def begin() -> Response:
    """Sends the browser to the provider."""
    session[_NEXT] = local_path(request.args.get("next"))
    try:
        answer: Response = _provider().authorize_redirect(url_for("single_sign_on.end", _external=True))
    except (OAuthError, RequestException) as error:
        raise NotReady(_UNREACHABLE) from error
    return answer


@blueprint.get("/sign-in/organisation/back")
def end() -> Response | tuple[str, int]:
    """Takes who the provider says it is, and signs them in if they have an account."""
    following = local_path(session.get(_NEXT))
    try:
        claims: dict[str, Any] = _provider().authorize_access_token().get("userinfo") or {}
        account = accounts.sign_in_through_provider(workspace(), claims)
    except RequestException as error:
        raise NotReady(_UNREACHABLE) from error
    except (OAuthError, JoseError, ValueError):
        return _refuse("Your organisation’s sign-in did not work. Begin it again."), 403
    except SignInFailed as error:
        return _refuse(str(error)), 403
    begin_session(session, workspace(), account)
    session.permanent = True
    workspace().on_behalf_of(actor_of(account)).record("sign in", "through the organisation")
    return redirect(following or url_for("programmes.index"))


_UNREACHABLE = "Your organisation’s sign-in cannot be reached. Try again in a moment."


def _provider() -> Any:
    if PROVIDER not in current_app.extensions:
        raise NotReady("Signing in through an organisation is not set up. Sign in with a name and a password.")
    return current_app.extensions[PROVIDER]


def _refuse(problem: str) -> str:
    workspace().record("fail to sign in", "through the organisation")
    return render_template("sign_in.html", problem=problem, name="")
