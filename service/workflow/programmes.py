"""Beginning a programme."""

from pathlib import Path

from corpus.errors import AlreadyThere
from corpus.exchange.codebook_file import read_codebook
from corpus.records import Programme
from corpus.store import codebook, programmes
from service.errors import InvalidChoice
from service.workspace import Workspace

STARTER_CODEBOOK = Path(__file__).parent.parent / "starter" / "codebook.yaml"


def start_programme(workspace: Workspace, name: str, description: str = "", *, with_starter: bool) -> Programme:
    """A new programme, with the starter codebook or an empty one. Raises InvalidChoice, AlreadyThere."""
    name = " ".join(name.split())
    if not name:
        raise InvalidChoice("Enter the programme’s name.")
    if programmes.slug_of(name) in {programme.slug for programme in programmes.programmes(workspace.corpus)}:
        raise AlreadyThere(f"There is a programme called “{name}” already, or one much like it. Choose another name.")
    themes = read_codebook(STARTER_CODEBOOK.name, STARTER_CODEBOOK.read_bytes()) if with_starter else []
    with workspace.corpus.atomic():
        programme = programmes.add_programme(workspace.corpus, name=name, description=description.strip())
        if themes:
            codebook.put_codebook(workspace.corpus, programme.id, themes, reason="starter codebook")
    return programme
