"""Plain names for groups of texts, in words that people used, without any language model.

A name is a phrase that was said (`candidates`), close to what its group is about and far from what the other groups
are about, in the encoder's terms, in words that its people use and others do not. The best phrase of all chooses
first, and no group takes a name that is like one already taken.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.protocols import Encoder
from nlp.records import ThemeDefinition, Vectors
from nlp.themes.candidates import Candidate, by_words, candidates, particular, stem_shares
from nlp.themes.phrases import carrying
from nlp.themes.proper import Spelling
from nlp.themes.representatives import representatives
from nlp.themes.said import Reader, Said
from nlp.themes.words import stop_words

MOST_READ = 500
"""Texts of a group that are searched for phrases: those nearest its centre."""
KEYWORDS = 6
CLOSE, CLOSER = 2.5, 3.0
"""What closeness to the own group is worth, and what being closer to it than to any other."""
TOO_ALIKE = 0.8
"""The cosine similarity from which on two names are one to a reader."""
NEAR_FRAMEWORK = 0.35
"""The least cosine similarity at which a framework theme is told as near."""


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of a theme with their vectors and, where they are known, who said each at which event."""

    texts: Sequence[str]
    vectors: Vectors
    people: Sequence[Hashable] = ()
    events: Sequence[Hashable] = ()


@dataclass(frozen=True, slots=True)
class ThemeName:
    """What a theme is called, its keywords, the numbers of the texts that show it best, and the key of the framework
    theme nearest to it, if one is near."""

    name: str
    keywords: tuple[str, ...]
    representatives: tuple[int, ...]
    nearest: str | None = None


def name_themes(
    groups: Sequence[Group],
    encoder: Encoder,
    *,
    framework: Sequence[ThemeDefinition] = (),
    taken: Sequence[str] = (),
    reader: Reader | None = None,
) -> list[ThemeName]:
    """A name for each group, in their order, each unlike the others and unlike all that are `taken`.

    No group may be empty. Where the same texts are named after twice, one `reader` for both saves reading them again.
    """
    if not groups:
        return []
    reader = reader or Reader()
    centres = np.stack([_centre(group) for group in groups])
    read = [_nearest(group, centre, reader) for group, centre in zip(groups, centres, strict=True)]
    spelling = Spelling(text.clauses for texts, _ in read for text in texts)
    shares = [stem_shares(*one) for one in read]
    weights = [particular(shares, own) for own in range(len(groups))]
    offered = [candidates(*one, weight, spelling) for one, weight in zip(read, weights, strict=True)]
    keywords = [_keywords(weight, spelling) for weight in weights]
    names = _choose(offered, encoder, centres, keywords, taken)
    nearest = _nearest_framework(centres, encoder, framework)
    shown = [representatives(group.texts, group.vectors, people=group.people, events=group.events) for group in groups]
    return [ThemeName(*one) for one in zip(names, keywords, shown, nearest, strict=True)]


def _centre(group: Group) -> Vectors:
    """The mean of the vectors, added up in the same order whatever order they came in."""
    order = sorted(range(len(group.texts)), key=lambda number: group.texts[number])
    mean = group.vectors[order].astype(np.float64).mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def _nearest(group: Group, centre: Vectors, reader: Reader) -> tuple[list[Said], list[Hashable]]:
    """The texts nearest the centre and who said them; where nobody knows who, each text is somebody's."""
    central = np.round(group.vectors @ centre, 5)
    order = sorted(range(len(group.texts)), key=lambda n: (-central[n], group.texts[n]))[:MOST_READ]
    people = [group.people[n] if group.people else group.texts[n] for n in order]
    return reader.read(group.texts[n] for n in order), people


def _choose(
    offered: Sequence[Sequence[Candidate]],
    encoder: Encoder,
    centres: Vectors,
    keywords: Sequence[Sequence[str]],
    before: Sequence[str] = (),
) -> list[str]:
    """The best pairs of group and phrase, one a group, no two names alike."""
    pairs = [(number, one) for number, group in enumerate(offered) for one in group]
    said = [one.text for _, one in pairs]
    rows = encoder.encode([*said, *before]) if said or before else np.zeros((0, centres.shape[1]), np.float32)
    rows, rows_before = rows[: len(said)], rows[len(said) :]
    worth = _worth(pairs, rows, centres)
    names = [""] * len(offered)
    taken = [(carrying(tuple(name.split())), row) for name, row in zip(before, rows_before, strict=True)]
    for place in sorted(range(len(pairs)), key=lambda place: (-worth[place], pairs[place][1].text)):
        number, one = pairs[place]
        if names[number] or any(_is_like(one.stems, rows[place], *other) for other in taken):
            continue
        names[number] = one.text
        taken.append((one.stems, rows[place]))
    for number, name in enumerate(names):
        names[number] = name or _of_keywords(keywords[number], [*before, *names])
    return names


def _worth(pairs: Sequence[tuple[int, Candidate]], rows: Vectors, centres: Vectors) -> NDArray[np.float64]:
    similarity = rows @ centres.T
    own = np.array([number for number, _ in pairs], dtype=int)
    each = np.arange(len(pairs))
    close = similarity[each, own]
    similarity[each, own] = -1 if len(centres) > 1 else 0
    words = np.array([by_words(one) for _, one in pairs])
    worth = CLOSE * close + CLOSER * (close - similarity.max(axis=1, initial=-1)) + words
    return np.asarray(worth, dtype=np.float64).round(5)


def _is_like(stems: frozenset[str], row: Vectors, other_stems: frozenset[str], other_row: Vectors) -> bool:
    return stems == other_stems or float(row @ other_row) >= TOO_ALIKE


def _of_keywords(keywords: Sequence[str], taken: Sequence[str]) -> str:
    """Where no phrase is to be had: the first keywords, as many as it takes to be unlike the rest."""
    for count in range(min(2, len(keywords)), len(keywords) + 1):
        name = " and ".join([*filter(None, [", ".join(keywords[: count - 1])]), *keywords[count - 1 : count]])
        if name and (name := name[0].upper() + name[1:]) not in taken:
            return name
    return next(name for number in range(1, len(taken) + 2) if (name := f"Theme {number}") not in taken)


def _keywords(weights: Mapping[str, float], spelling: Spelling) -> tuple[str, ...]:
    fit = [
        word
        for word in weights
        if weights[word] > 0 and len(word) > 2 and word not in stop_words() and spelling.is_fit(word)
    ]
    return tuple(spelling.written(word) for word in sorted(fit, key=lambda word: (-round(weights[word], 6), word)))[
        :KEYWORDS
    ]


def _nearest_framework(
    centres: Vectors, encoder: Encoder, framework: Sequence[ThemeDefinition]
) -> Sequence[str | None]:
    if not framework:
        return [None] * len(centres)
    rows = encoder.encode([f"{theme.name}. {theme.definition}" for theme in framework])
    similarity = np.round(centres @ rows.T, 5)
    return [framework[int(one.argmax())].key if one.max() >= NEAR_FRAMEWORK else None for one in similarity]
