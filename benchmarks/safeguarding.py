"""How many disclosures are held: of sentences that rules were written for, and of those written when they were done.

The development part is what nlp/safeguarding/examples.csv holds. Rules and closeness were tuned on it; closeness is
told there by five folds, each from the others. The judged part, benchmarks/data/safeguarding_judged.csv, was written
after both were done, and nothing was tuned on it.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.texts import phase1_texts
from corpus import readers
from corpus.readers.records import Transcript
from nlp.encode import encoder
from nlp.protocols import Encoder
from nlp.safeguarding import CONCERN_KINDS, Example, examples, find_concerns, learn_closeness, ordinary_speech
from nlp.safeguarding.examples import read_examples
from nlp.segment import segments
from service.workflow.sample import FOLDER

JUDGED = Path(__file__).parent / "data" / "safeguarding_judged.csv"
FOLDS, SEED = 5, 0
SAID = ("explicit", "quiet", "lure")
COMMENTS = 4000


def measure() -> list[dict[str, str | float]]:
    """Recall by part, way of saying and kind; precision; and what of ordinary texts would be held."""
    model = encoder("minilm", threads=2)
    rows: list[dict[str, str | float]] = []
    judged = read_examples(JUDGED)
    for part, sentences, close in (
        ("development", examples(), _close_by_folds(model)),
        ("judged", judged, _close(model, [one.text for one in judged])),
    ):
        rows += _rows(part, sentences, close)
    rows += [
        _held("sample, events kept out", sample_segments(), model),
        _held("NHS comments", _comment_segments(), model),
    ]
    return rows


def _rows(part: str, sentences: Sequence[Example], close: Sequence[bool]) -> list[dict[str, str | float]]:
    by_rules = [bool(find_concerns(one.text)) for one in sentences]
    held = [ruled or near for ruled, near in zip(by_rules, close, strict=True)]
    rows: list[dict[str, str | float]] = []
    for said in SAID:
        for kind in ("all", *CONCERN_KINDS):
            places = [number for number, one in enumerate(sentences) if one.said == said and kind in ("all", one.kind)]
            rows.append(_row(part, said, kind, [by_rules[n] for n in places], [held[n] for n in places]))
    true = sum(is_held and one.said != "lure" for one, is_held in zip(sentences, held, strict=True))
    ruled = sum(is_held and one.said != "lure" for one, is_held in zip(sentences, by_rules, strict=True))
    rows.append(
        {
            "texts": part,
            "said": "precision",
            "kind": "all",
            "number": sum(held),
            "held by rules, %": round(100 * ruled / max(1, sum(by_rules)), 1),
            "held, %": round(100 * true / max(1, sum(held)), 1),
        }
    )
    return rows


def _row(texts: str, said: str, kind: str, by_rules: Sequence[bool], held: Sequence[bool]) -> dict[str, str | float]:
    return {
        "texts": texts,
        "said": said,
        "kind": kind,
        "number": len(held),
        "held by rules, %": round(100 * float(np.mean(by_rules)), 1),
        "held, %": round(100 * float(np.mean(held)), 1),
    }


def _held(texts: str, said: list[str], model: Encoder) -> dict[str, str | float]:
    by_rules = [bool(find_concerns(text)) for text in said]
    close = _close(model, said)
    return _row(texts, "segments", "all", by_rules, [a or b for a, b in zip(by_rules, close, strict=True)])


def _close(model: Encoder, texts: list[str]) -> list[bool]:
    closeness = learn_closeness(model, examples(), ordinary_speech())
    return [one is not None for one in closeness.concerns(texts, model.encode(texts))]


def _close_by_folds(model: Encoder) -> list[bool]:
    written = examples()
    fold = np.random.RandomState(SEED).randint(0, FOLDS, len(written))
    close = [False] * len(written)
    for number in range(FOLDS):
        others = [one for one, its in zip(written, fold, strict=True) if its != number]
        places = [place for place, its in enumerate(fold) if its == number]
        closeness = learn_closeness(model, others, ordinary_speech())
        texts = [written[place].text for place in places]
        for place, found in zip(places, closeness.concerns(texts, model.encode(texts)), strict=True):
            close[place] = found is not None
    return close


def sample_segments() -> list[str]:
    """What was said at the sample's events that are no part of the ordinary speech that closeness learns from."""
    learned = set(ordinary_speech())
    found = []
    for folder in sorted(path.parent for path in FOLDER.glob("*/event.yaml")):
        said = [" ".join(text.split()) for file in folder.iterdir() if file.suffix != ".yaml" for text in _said(file)]
        if learned.isdisjoint(said):
            found += said
    return found


def _said(file: Path) -> list[str]:
    content = readers.read(file.name, file.read_bytes())
    if isinstance(content, Transcript):
        return _cut([turn.text for turn in content.turns])
    return _cut([cell for row in content.rows for cell in row])


def _comment_segments() -> list[str]:
    comments = phase1_texts()
    chosen = np.random.RandomState(SEED).permutation(len(comments))[:COMMENTS]
    return _cut([comments[number] for number in chosen])


def _cut(texts: list[str]) -> list[str]:
    return [text[span.start : span.end] for text in texts for span in segments(text)]
