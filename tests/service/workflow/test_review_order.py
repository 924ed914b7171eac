"""The order in which codings are checked, over a real corpus with kept vectors."""

import csv
import io
from typing import Any

import pytest

from corpus.records import Analysis, Coding, Event, NewTheme
from corpus.store import analyses, codebook, codings
from nlp.protocols import Encoder
from service.workflow.encoding import CachedEncoder, as_encoded, kept_vectors
from service.workflow.intake import ColumnDecision
from service.workflow.review_order import next_to_check
from service.workflow.reviewing import in_context
from service.workspace import Workspace

BUS, BUS_AGAIN, DOG = "The bus never came at all", "The bus never came at all either", "My dog sleeps beside me"


@pytest.fixture
def ids(workspace: Workspace, event: Event, take_in: Any) -> dict[str, int]:
    """Three segments with one suggestion each; ids by text, and the theme's."""
    corpus, file = workspace.corpus, io.StringIO()
    csv.writer(file).writerows([["Answer"], [BUS], [BUS_AGAIN], [DOG]])
    take_in("answers.csv", file.getvalue(), ColumnDecision(("Answer",)))
    codebook.put_codebook(corpus, event.programme_id, [NewTheme("life", "Life")], reason="test")
    found = {one.text: one.id for one in codings.segments_to_code(corpus, event.programme_id)}
    found["life"] = codebook.themes(corpus, event.programme_id)[0].id
    made = [Coding(found[text], found["life"], sure, True) for text, sure in ((BUS, 0.5), (BUS_AGAIN, 0.5), (DOG, 0.6))]
    codings.replace_suggestions(corpus, event.programme_id, codings.coder_id(corpus, "model", "m"), made)
    return found


def _decide(workspace: Workspace, ids: dict[str, int], text: str) -> None:
    person = codings.coder_id(workspace.corpus, "person", "Sam")
    codings.decide_coding(workspace.corpus, segment_id=ids[text], theme_id=ids["life"], state="confirmed", coder=person)


def test_without_vectors_it_is_the_one_nearest_to_a_toss_up(
    workspace: Workspace, event: Event, ids: dict[str, int]
) -> None:
    assert next_to_check(workspace.corpus, event.programme_id, []) == ids[BUS]
    assert next_to_check(workspace.corpus, event.programme_id, [ids[BUS]]) == ids[BUS_AGAIN]
    assert next_to_check(workspace.corpus, event.programme_id, [ids[BUS], ids[BUS_AGAIN], ids[DOG]]) is None


def test_what_is_like_something_decided_waits_for_what_teaches_more(
    workspace: Workspace, event: Event, ids: dict[str, int], word_encoder: Encoder
) -> None:
    corpus, programme = workspace.corpus, event.programme_id
    CachedEncoder(corpus, word_encoder).encode([as_encoded(text) for text in (BUS, BUS_AGAIN, DOG)])
    analyses.keep_analysis(corpus, programme, Analysis(word_encoder.name, "", 3, 0), segments=[], centres=[])
    assert next_to_check(corpus, programme, []) in (ids[BUS], ids[BUS_AGAIN])
    _decide(workspace, ids, BUS)
    assert next_to_check(corpus, programme, []) == ids[DOG]
    _decide(workspace, ids, DOG)
    assert next_to_check(corpus, programme, []) == ids[BUS_AGAIN]
    _decide(workspace, ids, BUS_AGAIN)
    assert next_to_check(corpus, programme, []) is None


def test_vectors_of_another_model_are_not_taken(workspace: Workspace, word_encoder: Encoder) -> None:
    CachedEncoder(workspace.corpus, word_encoder).encode([BUS])
    assert set(kept_vectors(workspace.corpus, word_encoder.name, [BUS, DOG])) == {BUS}
    assert kept_vectors(workspace.corpus, "another", [BUS]) == {}


def test_a_neighbours_answers_are_no_context_of_ones_own(
    workspace: Workspace, event: Event, ids: dict[str, int]
) -> None:
    shown = in_context(workspace.corpus, event.programme_id, ids[BUS_AGAIN])
    assert (shown.before, shown.turn.text, shown.after) == ((), BUS_AGAIN, ())
