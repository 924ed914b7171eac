"""What the learned tagger adds to the rules."""

from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open

from benchmarks.marked_speech import items
from benchmarks.tagger_examples import Example, examples
from benchmarks.tagger_training import keep, learn, made_from
from nlp.deidentify.find import find_all, widened
from nlp.deidentify.known import Known
from nlp.deidentify.roster import Roster
from nlp.deidentify.tagger import find_by_context
from nlp.deidentify.tagger.features import about, row, token_table
from nlp.deidentify.tagger.network import AROUND, FILE, KINDS, Network, read_weights
from nlp.deidentify.tokens import tokenise
from nlp.records import Identifier


def test_what_is_kept_was_made_from_todays_labelled_set() -> None:
    with safe_open(FILE, "np") as weights:
        assert weights.metadata() == {"made_from": made_from()}, "run: python -m benchmarks.tagger_training"


def test_learning_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        keep(learn(examples(items()[:12]), rounds=1), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("text", ["Kai", "told kai", "My brother Kai goes to Ashdene High and I'm fifteen, honestly."])
def test_what_is_kept_a_word_comes_to_the_same_as_whole_windows(text: str) -> None:
    weights, tokens = read_weights(), tokenise(text)
    vectors = weights.shortened(token_table())
    beyond = np.zeros(weights.words.shape[1], dtype=np.float32)
    beyond[-1] = 1
    padded = [
        *[beyond] * AROUND,
        *(np.append(row(token, vectors), np.float32(0)) for token in tokens),
        *[beyond] * AROUND,
    ]
    network = Network(weights)
    for at, likely in enumerate(network.likelihoods(tokens)):
        hidden = sum(seen @ weights.words[place] for place, seen in enumerate(padded[at : at + 2 * AROUND + 1]))
        hidden = hidden + about(tokens) @ weights.about + weights.bias
        scores = np.maximum(hidden, 0) @ weights.out + weights.out_bias
        shares = np.exp(scores - scores.max())
        assert likely == pytest.approx(shares / shares.sum(), abs=1e-4)


def test_it_finds_names_and_places_and_calls_them_doubtful() -> None:
    found = list(find_by_context(tokenise("my cousin Tavriel moved to Quenby last year")))
    assert [(one.start, one.end, one.kind, one.why) for one in found] == [
        (10, 17, "name", "looks like a name in its context"),
        (27, 33, "place", "looks like a place in its context"),
    ]
    assert all(one.is_doubtful for one in found)


@pytest.mark.parametrize(
    "text",
    ["", "…", "We waited three weeks for an appointment at the hospital.", "It was 12/05/2020, 10% or £15."],
)
def test_it_leaves_ordinary_speech_alone(text: str) -> None:
    assert list(find_by_context(tokenise(text))) == []


def test_what_rules_found_keeps_its_reason_and_is_only_widened() -> None:
    ruled = [Identifier(0, 3, "name", 0.8, "rule"), Identifier(20, 25, "school", 0.6, "rule")]
    learned = [Identifier(0, 3, "place", 0.4, "tagger"), Identifier(10, 14, "name", 0.4, "tagger")]
    learned.append(Identifier(18, 30, "place", 0.4, "tagger"))
    assert widened(ruled, learned) == [
        ruled[0],
        learned[1],
        Identifier(18, 30, "school", 0.6, "rule"),
    ]


def test_a_copy_of_an_example_marks_the_same_kinds() -> None:
    plain, *copies = examples([items()[1]])
    for copy in copies:
        assert [kind for _, _, kind in copy.marks] == [kind for _, _, kind in plain.marks]
        assert all(copy.text[start:end].strip() for start, end, _ in copy.marks)


def test_a_mark_of_a_kind_that_rules_find_is_not_learned() -> None:
    example = Example("ring 999 now", ((5, 8, "phone number"),), frozenset({2}))
    assert example.labels(tokenise(example.text)).tolist() == [0, -1, -1]
    assert KINDS[0] == ""


def test_find_all_masks_what_only_the_tagger_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = tokenise("nothing here")
    one = Identifier(0, 7, "name", 0.4, "tagger")
    monkeypatch.setattr("nlp.deidentify.find.find_by_context", lambda _: iter([one]))
    assert find_all("nothing here", tokens, Roster(()), Known()) == [one]
