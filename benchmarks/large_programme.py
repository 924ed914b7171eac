"""A programme of many thousand segments, stored as the product stores one, and quickly: no model is asked.

What is said is real (see `many_texts`), so that searching it is as slow as it will be. Who says it, where, and which
themes it carries is drawn: themes and roles as unevenly as they are in life.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from sqlite_utils import Database

from benchmarks.many_texts import many_texts
from corpus.records import (
    AGE_BANDS,
    CONSTITUENCIES,
    ENGAGEMENT_MODELS,
    ROLES,
    Coding,
    EngagementModel,
    EventKind,
    NewContributor,
    NewEvent,
    NewReview,
    NewSegment,
    NewTheme,
    NewTurn,
    Programme,
)
from corpus.store import codebook, codings, documents, events, people, reviews, unsigned
from corpus.store.agreements import replace_agreements
from corpus.store.programmes import add_programme

LOCALITIES = ("Central", "East", "North", "North West", "South", "West")
SURVEYS = 16
TALKS = 48
"""Focus groups and the like, which have a quarter of all segments: a dozen people each, who say much."""
PEOPLE_IN_A_TALK = 12
SEGMENTS_IN_A_TURN = 3
FAMILIES, CHILDREN = 8, 5
_ROLES = (0.42, 0.25, 0.14, 0.09, 0.02, 0.08)


def fill(corpus: Database, segments: int, *, seed: int = 0) -> Programme:
    """A programme with so many segments, its codings, agreements and forum answers."""
    random = np.random.default_rng(seed)
    programme = add_programme(corpus, name="Many voices", slug="many")
    codebook.put_codebook(corpus, programme.id, list(_themes()), reason="first")
    texts = many_texts(segments, seed=seed)
    said = segments * 3 // 4
    for number, part in enumerate(np.array_split(np.array(texts[:said], dtype=object), SURVEYS)):
        _hold_survey(corpus, programme.id, number, list(part), random)
    for number, part in enumerate(np.array_split(np.array(texts[said:], dtype=object), TALKS)):
        _hold_talk(corpus, programme.id, number, list(part), random)
    _code(corpus, programme.id, random)
    _answer(corpus, programme.id, random)
    return programme


def _themes() -> Iterator[NewTheme]:
    for family in range(FAMILIES):
        yield NewTheme(f"family-{family}", f"Family {family}", "A broad theme.", origin="framework")
        for child in range(CHILDREN):
            origin, status = ("discovered", "candidate") if child == 4 else ("framework", "adopted")
            yield NewTheme(
                f"theme-{family}-{child}",
                f"Theme {family}.{child}",
                "A theme of a family.",
                parent=f"family-{family}",
                origin=origin,  # type: ignore[arg-type]
                status=status,  # type: ignore[arg-type]
            )


def _hold_survey(
    corpus: Database, programme_id: int, number: int, texts: Sequence[str], random: np.random.Generator
) -> None:
    """Everybody gives two answers, in a table."""
    people = (len(texts) + 1) // 2
    turns = [
        NewTurn(
            text,
            "contributor",
            str(place // 2),
            f"Person {place // 2}",
            (_whole(text),),
            prompt=f"Question {place % 2}",
        )
        for place, text in enumerate(texts)
    ]
    _store(corpus, _event(programme_id, corpus, f"S{number}", "survey", number), "csv", _company(people, random), turns)


def _hold_talk(
    corpus: Database, programme_id: int, number: int, texts: Sequence[str], random: np.random.Generator
) -> None:
    """A dozen people in turn, a few sentences at a time, and a facilitator who asks now and then."""
    turns = []
    for place in range(0, len(texts), SEGMENTS_IN_A_TURN):
        if place % 60 == 0:
            turns.append(NewTurn("What else matters to you?", "facilitator", None, "Facilitator"))
        spoken = texts[place : place + SEGMENTS_IN_A_TURN]
        who = str(int(random.integers(PEOPLE_IN_A_TALK)))
        turns.append(NewTurn(" ".join(spoken), "contributor", who, f"Person {who}", tuple(_one_after_another(spoken))))
    kind: EventKind = ("focus group", "co-design event", "testing event", "stakeholder event")[number % 4]
    event = _event(programme_id, corpus, f"T{number}", kind, number)
    _store(corpus, event, "docx", _company(PEOPLE_IN_A_TALK, random), turns)


def _whole(text: str) -> NewSegment:
    return NewSegment(0, len(text), is_non_answer=len(text) < 8)


def _one_after_another(spoken: Sequence[str]) -> Iterator[NewSegment]:
    start = 0
    for text in spoken:
        yield NewSegment(start, start + len(text), is_non_answer=len(text) < 8)
        start += len(text) + 1


def _company(people: int, random: np.random.Generator) -> list[NewContributor]:
    roles = random.choice(len(ROLES), size=people, p=_ROLES)
    bands = random.integers(len(AGE_BANDS), size=people)
    places = random.integers(-2, len(LOCALITIES), size=people)
    consents = random.integers(1, 5, size=people)
    return [
        NewContributor(
            str(number),
            f"Person {number}",
            ROLES[roles[number]],
            AGE_BANDS[bands[number]],
            LOCALITIES[places[number]] if places[number] >= 0 else None,
            {"school year": str(int(bands[number]) + 5)} if number % 3 == 0 else {},
            int(consents[number]),
        )
        for number in range(people)
    ]


def _event(programme_id: int, corpus: Database, code: str, kind: EventKind, number: int) -> int:
    model: EngagementModel = ENGAGEMENT_MODELS[number % 3]
    held_on = f"{2022 + number % 4}-{1 + number % 12:02}-{1 + number % 28:02}"
    place = NewEvent(code, f"Event {code}", kind, held_on, LOCALITIES[number % 6], "school", "everybody", model)
    return events.add_event(corpus, programme_id, place).id


def _store(
    corpus: Database,
    event_id: int,
    kind: str,
    company: Sequence[NewContributor],
    turns: Sequence[NewTurn],
) -> None:
    document, _ = documents.add_document(corpus, event_id, format=kind, fingerprint=str(event_id))
    documents.store_turns(corpus, document, contributors=company, turns=turns, blank=0)
    unsigned.sign(corpus, document.id, by="Sam", changed=0)


def _code(corpus: Database, programme_id: int, random: np.random.Generator) -> None:
    """Three of four segments carry a theme, one in five of those two, some of them decided on by a person."""
    leaves = [theme.id for theme in codebook.themes(corpus, programme_id) if theme.parent_id]
    weight = 1 / np.arange(1, len(leaves) + 1)
    weight /= weight.sum()
    ids = np.array([segment.id for segment in codings.segments_to_code(corpus, programme_id)])
    coded = ids[random.random(len(ids)) < 0.75]
    themes = random.choice(len(leaves), size=(len(coded), 2), p=weight)
    sure = random.random(len(coded))
    links = [Coding(int(one), leaves[themes[n, 0]], float(sure[n]), True) for n, one in enumerate(coded)]
    links += [
        Coding(int(one), leaves[themes[n, 1]], float(sure[n]) / 2, False)
        for n, one in enumerate(coded)
        if n % 5 == 0 and themes[n, 0] != themes[n, 1]
    ]
    codings.replace_suggestions(corpus, programme_id, codings.coder_id(corpus, "model", "minilm"), links)
    person = codings.coder_id(corpus, "person", "Sam")
    with corpus.atomic():
        for n, link in enumerate(links[: len(links) // 20]):
            state = "rejected" if n % 8 == 0 else "confirmed"
            codings.decide_coding(
                corpus,
                segment_id=link.segment_id,
                theme_id=link.theme_id,
                state=state,
                coder=person,  # type: ignore[arg-type]
            )
    bare = np.setdiff1d(ids, coded)[: len(ids) // 50]
    replace_agreements(corpus, programme_id, {int(one): int(other) for one, other in zip(bare, coded, strict=False)})


def _answer(corpus: Database, programme_id: int, random: np.random.Generator) -> None:
    themes = codebook.themes(corpus, programme_id)
    for number in range(60):
        member = people.add_forum_member(
            corpus, programme_id=programme_id, constituency=CONSTITUENCIES[number % 3], code_hash=str(number)
        )
        for theme in themes:
            answer = ("right", "right", "partly", "not us")[int(random.integers(4))]
            reviews.put_review(corpus, NewReview(theme.id, member.id, answer))  # type: ignore[arg-type]
