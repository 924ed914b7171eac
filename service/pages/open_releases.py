"""Open releases: drafts, what is gone through before two approvers sign, publishing and recalling."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.errors import NotSigned
from corpus.store import open_releases as stored
from corpus.store.open_releases import SIGNATURES_NEEDED, OpenRelease
from service.errors import status_of
from service.pages.access import current_account, current_programme, workspace
from service.workflow import open_release
from service.workflow.open_release_changes import changes_in
from service.workflow.open_release_contents import contents_of

blueprint = Blueprint("open_releases", __name__)


@blueprint.get("/p/<slug>/open-releases")
def index(slug: str) -> str:
    """A programme's open releases, newest first."""
    programme = current_programme(slug)
    return render_template(
        "open_releases/index.html", listed=stored.open_releases(workspace().corpus, programme.id), programme=programme
    )


@blueprint.post("/p/<slug>/open-releases")
def draft(slug: str) -> Response:
    """Makes a draft of what stands now."""
    made = open_release.draft(workspace(), current_programme(slug))
    return redirect(url_for("open_releases.show", slug=slug, number=made.number))


@blueprint.get("/p/<slug>/open-releases/<int:number>")
def show(slug: str, number: int) -> str:
    """What is in a release, what was gone through, and who has signed."""
    return _page(_release(slug, number), "")


@blueprint.post("/p/<slug>/open-releases/<int:number>/sign")
def sign(slug: str, number: int) -> Response | tuple[str, int]:
    """An approver's statements and signature on the file that the page showed."""
    release, account = _release(slug, number), current_account()
    stated = request.form.getlist("stated", type=int)
    try:
        if request.form.get("signature") != "yes":
            raise NotSigned(f"Tick that you sign this as {account.name}.")
        open_release.sign(workspace(), release, account, request.form.get("sha256", ""), stated=stated)
    except NotSigned as error:
        return _page(release, str(error)), status_of(error)
    flash("You have signed.", "success")
    return redirect(url_for("open_releases.show", slug=slug, number=number))


@blueprint.post("/p/<slug>/open-releases/<int:number>/publish")
def publish(slug: str, number: int) -> Response:
    """Shows it to everybody, once two have signed."""
    open_release.publish(workspace(), _release(slug, number))
    flash("It is published. Anybody can read it.", "success")
    return redirect(url_for("open_releases.show", slug=slug, number=number))


@blueprint.post("/p/<slug>/open-releases/<int:number>/recall")
def recall(slug: str, number: int) -> Response:
    """Takes it back, at once."""
    open_release.recall(workspace(), _release(slug, number), because=request.form.get("because", ""))
    flash("It is gone. What stood there says so.", "success")
    return redirect(url_for("open_releases.show", slug=slug, number=number))


def _release(slug: str, number: int) -> OpenRelease:
    return open_release.release_in(workspace(), current_programme(slug), number)


def _page(release: OpenRelease, problem: str) -> str:
    corpus = workspace().corpus
    signed, checks = stored.signatures(corpus, release.id), stored.checks(corpus, release.id)
    return render_template(
        "open_releases/show.html",
        release=release,
        checks=checks,
        is_whole=all(check.is_met for check in checks if not check.is_for_people),
        account=current_account(),
        stated=request.form.getlist("stated"),
        signatures=signed,
        has_signed=current_account().id in {one.account_id for one in signed},
        needed=SIGNATURES_NEEDED,
        contents=contents_of(workspace(), release),
        changes=changes_in(workspace(), release) if release.state == "draft" else None,
        problem=problem,
    )
