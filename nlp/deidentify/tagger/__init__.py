"""A small network that has learned, from labelled speech, what names or points to somebody: it adds to the rules."""

from nlp.deidentify.tagger.stretches import BY_CONTEXT, find_by_context

__all__ = ["BY_CONTEXT", "find_by_context"]
