"""Texts to vectors. An encoder is asked for by name; nothing heavy loads before the first text."""

from collections.abc import Callable
from pathlib import Path

from nlp.encode.minilm import MiniLM
from nlp.encode.static import Static
from nlp.encode.torch_model import TorchModel
from nlp.errors import UnknownEncoder
from nlp.protocols import Encoder, Progress

ENCODERS = ("minilm", "static", "torch")
CHOICES = "minilm, static, torch, torch:MODEL"
MAKING = "Making the static model, once"


def encoder(name: str, *, cache: Path | None = None, threads: int = 0) -> Encoder:
    """The encoder called `name`; what it makes once is kept in the folder `cache`, if there is one.

    Raises UnknownEncoder, and ModelMissing where a library or a model is not on this machine.
    """
    kind, colon, model = name.partition(":")
    if name == "minilm":
        return MiniLM(threads=threads)
    if name == "static":
        return Static(cache, threads=threads)
    if kind == "torch" and bool(colon) == bool(model):
        return TorchModel(model, threads=threads)
    raise UnknownEncoder(f"There is no encoder called “{name}”. Choose one of: {CHOICES}.")


def make_ready(model: Encoder, step: Callable[[str], Progress]) -> None:
    """Does now what an encoder does once before its first text, as a step that people see."""
    if isinstance(model, Static) and not model.is_made:
        model.make(step(MAKING))
