"""What the tagger sees of a word: its shape, the lists it is in, and its tokens' vectors in the embedding model."""

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.deidentify import acting, cues, ordinary, words
from nlp.deidentify.lists import countries, is_common, is_word, names
from nlp.deidentify.lists.words_too import WORDS_TOO
from nlp.deidentify.tokens import Token, leaves_out_capitals, trusts_capitals
from nlp.deidentify.unknown import is_unknown
from nlp.encode.minilm import load_tokenizer, model_folder

Rows = NDArray[np.float32]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBERS = _words(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty
    """
)
_LISTS = (
    *(words.TITLES | words.ADDRESSES, words.KIN, words.ROLES, words.PEOPLE, words.DETERMINERS, words.POSSESSED),
    *(words.SPEECH, words.DOING, words.TELLING, words.TALKING, words.KNOWING, words.GREETINGS, words.ORGANISATION),
    *(words.COMPANY, words.PREPOSITIONS, words.MONTH_NAMES, words.COPULAS, words.PARTICLES),
    *(words.GIVEN_NAMES_THAT_ARE_WORDS, words.ABSTRACT_NAMES, WORDS_TOO, NUMBERS),
    *(ordinary.FUNCTION_WORDS, ordinary.ORDINARY, ordinary.PLACES, ordinary.KEPT, ordinary.GENERIC),
    *(ordinary.STREET_WORDS, acting.PERSONAL, acting.AUXILIARY, cues.HE_OR_SHE, cues.OWNED),
)
_MARKS = ",.?!:;'\"()-@/&"
_LENGTHS = ((1, 1), (2, 2), (3, 3), (4, 5), (6, 8), (9, 99))
_NOTHING_KNOWN = (False,) * 9


def row(token: Token, vectors: Rows) -> Rows:
    """What is seen of one word, shape (features,). `vectors` has a row for each token of the model's vocabulary."""
    shape = [*_shape(token), *_listed(token), *(token.word == mark for mark in _MARKS)]
    ids = _tokenizer().encode(token.lower, add_special_tokens=False).ids
    vector = vectors[ids].mean(axis=0) if ids else np.zeros(vectors.shape[1], dtype=np.float32)
    return np.concatenate([np.array([*shape, len(ids) > 1, len(ids) > 2], dtype=np.float32), vector])


def about(tokens: Sequence[Token]) -> Rows:
    """What is seen of a whole text, shape (2,): whether its capitals are left out, and whether they tell names."""
    tokens = list(tokens)
    return np.array([leaves_out_capitals(tokens), trusts_capitals(tokens)], dtype=np.float32)


def token_table() -> Rows:
    """The embedding model's own vectors of its tokens, shape (tokens, 384). Raises ModelMissing."""
    from safetensors import safe_open

    with safe_open(model_folder() / "model.safetensors", "np") as weights:
        table: Rows = weights.get_tensor("embeddings.word_embeddings.weight")
    return table


def _shape(token: Token) -> list[bool]:
    word, capital = token.word, token.is_capitalised
    return [
        *(word[0].isalpha(), word.isdigit(), word.islower(), word.isupper() and len(word) > 1, "-" in word),
        *(capital, token.is_name_shaped, token.starts_sentence, capital and token.starts_sentence),
        *(capital and not token.starts_sentence, token.tail in {"'s", "’s"}, bool(token.tail)),
        *(shortest <= len(word) <= longest for shortest, longest in _LENGTHS),
    ]


def _listed(token: Token) -> list[bool]:
    lower, lists = token.lower, names()
    within = [lower in listed for listed in _LISTS]
    if not lower[0].isalpha():
        return [*_NOTHING_KNOWN, *within]
    given, common = lists.is_given(lower), is_common(lower)
    return [
        *(given, lists.is_family(lower), lists.is_only_given(lower), lists.is_only_family(lower), common),
        *(is_word(lower), is_unknown(lower), lower in countries(), given and not common),
        *within,
    ]


@functools.cache
def _tokenizer():  # type: ignore[no-untyped-def]  # tokenizers has no types
    return load_tokenizer(threads=0)
