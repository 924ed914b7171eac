"""The pages: a Flask app made of one blueprint per noun."""

from flask import Flask, g
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader

from nlp.summary.glossary import pieces
from service.keys import secret_at
from service.pages import (
    about,
    account,
    accounts,
    actions,
    became,
    card_sorts,
    checking,
    data_rows,
    decisions,
    document_reading,
    documents,
    events,
    forum,
    forum_codes,
    forum_decisions,
    forum_proposals,
    forum_sorts,
    health,
    held_writing,
    in_meeting,
    meetings,
    missed,
    open_releases,
    own_account,
    people,
    programmes,
    progress,
    proposals,
    published,
    ranking,
    retention,
    rewriting,
    safeguarding,
    said_once,
    search,
    sign_off,
    single_sign_on,
    take_away,
    theme_ideas,
    themes,
    words,
)
from service.pages.access import TRIES, current_person, guard_pages, may, may_read_data
from service.pages.audit_entries import keep_entries
from service.pages.headers import send_headers
from service.pages.problems import show_problems
from service.pages.uploads import FILES_AT_ONCE, RequestInMemory
from service.presence import Presence
from service.sessions import LONGEST_TIME, SETTINGS
from service.settings import Settings
from service.tries import Tries

ROOM_FOR_FIELDS = 1_000_000

_BLUEPRINTS = (
    account.blueprint,
    own_account.blueprint,
    single_sign_on.blueprint,
    accounts.blueprint,
    programmes.blueprint,
    events.blueprint,
    documents.blueprint,
    people.blueprint,
    retention.blueprint,
    document_reading.blueprint,
    themes.blueprint,
    checking.blueprint,
    said_once.blueprint,
    sign_off.blueprint,
    safeguarding.blueprint,
    held_writing.blueprint,
    proposals.blueprint,
    decisions.blueprint,
    actions.blueprint,
    search.blueprint,
    data_rows.blueprint,
    forum.blueprint,
    forum_proposals.blueprint,
    forum_decisions.blueprint,
    forum_sorts.blueprint,
    card_sorts.blueprint,
    rewriting.blueprint,
    ranking.blueprint,
    missed.blueprint,
    theme_ideas.blueprint,
    forum_codes.blueprint,
    meetings.blueprint,
    in_meeting.blueprint,
    open_releases.blueprint,
    became.blueprint,
    take_away.blueprint,
    published.blueprint,
    progress.blueprint,
    about.blueprint,
    health.blueprint,
)


def create_app(settings: Settings) -> Flask:
    """The pages, over the corpus and the vault that the settings name."""
    app = Flask("service")
    app.request_class = RequestInMemory
    app.extensions[SETTINGS] = settings
    app.extensions[TRIES] = Tries()
    app.extensions[in_meeting.PRESENCE] = Presence()
    _configure(app, settings)
    _use_nhs_templates(app)
    send_headers(app)
    single_sign_on.use_provider(app, settings)
    keep_entries(app)
    guard_pages(app)  # before the forgery check: somebody signed out is asked to sign in
    CSRFProtect(app)
    show_problems(app)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=secret_at(settings.session_key_path),
        SESSION_COOKIE_NAME="chorus",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=LONGEST_TIME,  # the server ends it sooner where nobody comes
        MAX_CONTENT_LENGTH=FILES_AT_ONCE * settings.upload_megabytes * 1024**2 + ROOM_FOR_FIELDS,
        MAX_FORM_MEMORY_SIZE=ROOM_FOR_FIELDS,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session it is bound to
    )


def _use_nhs_templates(app: Flask) -> None:
    """Our templates, and the NHS design system's macros, which count on both of these options."""
    app.jinja_options = {"undefined": ChainableUndefined, "autoescape": True}
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(f"{app.root_path}/templates"), PackageLoader("nhsuk_frontend_jinja")]
    )
    app.jinja_env.filters.update(words.FILTERS)
    app.jinja_env.globals.update(
        may=may,
        may_read_data=may_read_data,
        row_of=data_rows.row_of,
        has_provider=lambda: single_sign_on.PROVIDER in app.extensions,
    )
    app.jinja_env.globals.update(has_card_sorts=forum_sorts.has_card_sorts)
    app.jinja_env.globals.update(pieces=pieces, word_address=words.word_address)
    app.context_processor(lambda: {"person": current_person(), "programme": g.get("programme")})
