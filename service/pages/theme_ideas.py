"""What a member proposes of a theme: another name, one theme with another, none any more, or one of ours."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.deciding import ProposalKind
from corpus.records import Theme
from corpus.store import codebook
from corpus.store.theme_proposals import NewProposal, Part
from service.pages.access import current_member, current_programme, workspace
from service.pages.forum import HELD
from service.workflow.member_proposals import left_to_propose, may_propose, propose_as
from service.workflow.proposing import Problem
from service.workflow.review import theme_to_answer

KIND_WORDS: dict[ProposalKind, str] = {
    "adopt": "It should be one of our themes",
    "change": "It should be called something else",
    "merge": "It is the same as another theme",
    "reject": "It should not be a theme",
}

blueprint = Blueprint("theme_ideas", __name__)


@blueprint.route("/forum/themes/<int:theme_id>/idea", methods=["GET", "POST"])
def new(theme_id: int) -> Response | str | tuple[str, int]:
    """The form, and what a member sends with it."""
    current_programme()
    theme = theme_to_answer(workspace(), current_member(), theme_id)
    if request.method == "GET":
        return _page(theme, {})
    kind = next((one for one in _kinds(theme) if one == request.form.get("kind")), None)
    if kind is None:
        return _page(theme, {"kind": "Choose what should change"}), 400
    try:
        made = propose_as(workspace(), current_member(), _given(kind, theme))
    except Problem as problem:
        return _page(theme, {problem.field: str(problem)}), 400
    if made is None:
        flash(HELD, "warning")
        return redirect(url_for("forum.theme", theme_id=theme.id))
    flash("Thank you. Your idea can be voted on now.", "success")
    return redirect(url_for("forum_proposals.show", proposal_id=made.id))


def _given(kind: ProposalKind, theme: Theme) -> NewProposal:
    with_id = request.form.get("parts", "")
    name = {"change": "name", "merge": "merged_name"}.get(kind, "")
    return NewProposal(
        kind,
        theme.id,
        name=request.form.get(name, "").strip() if name else "",
        reason=request.form.get("reason", "").strip(),
        source="a forum answer",
        parts=(Part("", "", int(with_id)),) if kind == "merge" and with_id.isdecimal() and len(with_id) < 12 else (),
    )


def _kinds(theme: Theme) -> list[ProposalKind]:
    """What can be proposed of it: what is one of the themes already cannot be made one."""
    return [kind for kind in KIND_WORDS if kind != "adopt" or theme.status == "candidate"]


def _page(theme: Theme, problems: Mapping[str, str]) -> str:
    member = current_member()
    others = [one for one in codebook.themes(workspace().corpus, member.programme_id) if one.status == "adopted"]
    return render_template(
        "missed/theme.html",
        theme=theme,
        kinds=[(kind, KIND_WORDS[kind]) for kind in _kinds(theme)],
        others=sorted((one for one in others if one.id != theme.id), key=lambda one: one.name.casefold()),
        may_propose=may_propose(member),
        model=member.engagement_model,
        left=left_to_propose(workspace(), member),
        problems=problems,
        values=request.form,
    )
