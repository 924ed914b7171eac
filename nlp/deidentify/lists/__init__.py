"""Lists of names and of common words, from packages that keep them and, where those have none, written here."""

from nlp.deidentify.lists.names import Names, countries, names
from nlp.deidentify.lists.vocabulary import is_common, is_spelt, is_word, plain

__all__ = ["Names", "countries", "is_common", "is_spelt", "is_word", "names", "plain"]
