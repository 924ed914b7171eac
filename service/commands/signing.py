"""The command that signs documents off."""

import click

from corpus.store import documents, unsigned
from corpus.store.programmes import programmes
from service.commands.choosing import choose_programme
from service.commands.programme import work_off
from service.commands.terminal import Answer, as_json, command, progress_bars
from service.errors import InvalidChoice
from service.settings import read_settings
from service.workflow import sign_off as signing
from service.workspace import Workspace, open_workspace


@click.command()
@click.argument("document", type=int, required=False)
@click.option("--by", metavar="ACCOUNT", help="The staff account that signs; needed with DOCUMENT.")
@as_json
@command
def sign_off(document: int | None, by: str | None) -> Answer:
    """List the documents that wait to be signed off, or sign one off by its number in that list.

    What is masked is looked over on the document's page. What was decided there is put in force.
    """
    with open_workspace(read_settings()) as workspace, progress_bars() as steps:
        if document is None:
            return {"to sign off": _waiting(workspace)}
        if not by:
            raise InvalidChoice("Say who signs, with --by ACCOUNT.")
        signer = signing.signer(workspace, by)
        signed = signing.sign_off(workspace, document, by=signer.name)
        title = documents.document_by_id(workspace.corpus, document).title
        slug = programme_of(workspace, document)
        told = {"signed off": title, "by": signed.signed_by, "places changed": signed.changed}
        return told | work_off(workspace, choose_programme(workspace, slug), steps)


def programme_of(workspace: Workspace, document_id: int) -> str:
    """The slug of a document's programme."""
    return next(
        one.slug
        for one in programmes(workspace.corpus)
        if document_id in documents.ids_in_programme(workspace.corpus, one.id)
    )


def _waiting(workspace: Workspace) -> list[Answer]:
    return [
        {
            "document": one.document_id,
            "title": documents.document_by_id(workspace.corpus, one.document_id).title,
            "programme": programme.slug,
            "masked": one.masked,
            "doubtful": one.doubtful,
        }
        for programme in programmes(workspace.corpus)
        for one in unsigned.unsigned_documents(workspace.corpus, programme.id)
    ]
