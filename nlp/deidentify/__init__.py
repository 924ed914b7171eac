"""Takes out of a text what names or points to somebody, and puts something readable in its place."""

from nlp.deidentify.find import find_identifiers
from nlp.deidentify.masker import Masker

__all__ = ["Masker", "find_identifiers"]
