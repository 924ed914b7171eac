"""Takes out of a text what names or points to somebody, and puts something readable in its place."""

from nlp.deidentify.deciding import NUMBERED, Decided, Draft, Stretch, decide, draft
from nlp.deidentify.find import find_identifiers
from nlp.deidentify.masker import Masker
from nlp.deidentify.roster import written

__all__ = ["NUMBERED", "Decided", "Draft", "Masker", "Stretch", "decide", "draft", "find_identifiers", "written"]
