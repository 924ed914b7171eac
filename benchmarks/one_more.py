"""One new transcript of 100 turns in a corpus of many coded segments: how long until it is coded, and published."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.many_texts import many_texts
from benchmarks.texts import CODEBOOK
from corpus.exchange.codebook_file import read_codebook
from corpus.records import Event, NewContributor, NewEvent, NewSegment, NewTurn
from corpus.store import codebook, documents, events
from nlp.encode import ENCODERS
from service.jobs import warm_encoder
from service.settings import Settings
from service.workflow import intake, publication, taking_in
from service.workflow.analysis import analyse
from service.workflow.incremental import code_new, summarise_anew
from service.workflow.intake import SpeakerDecision
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace

Row = dict[str, str | float]
EVENTS = 20
TURNS = 100
SEGMENTS = int(os.environ.get("BENCH_SEGMENTS", "100000"))


def measure() -> list[Row]:
    """Seconds a step. The worker is warm: the encoder is loaded, and the codebook's coder fitted by the step before."""
    name = "static" if "static" in ENCODERS else "minilm"
    with tempfile.TemporaryDirectory() as home, open_workspace(Settings(home=Path(home), encoder=name)) as workspace:
        encoder = warm_encoder(workspace.settings)
        programme = _programme(workspace, SEGMENTS)
        rows: list[Row] = []

        @contextmanager
        def timed(what: str) -> Iterator[None]:
            started = time.perf_counter()
            yield
            rows.append({"measure": what, "seconds on this machine": round(time.perf_counter() - started, 2)})
            print(rows[-1], flush=True)

        with timed(f"the whole analysis of {SEGMENTS:,} segments, {name}"):
            analyse(workspace, programme, encoder)
        document = _received(workspace, programme)
        with timed(f"masking and storing {TURNS} turns"):
            taking_in.take_in(workspace, document)
        with timed(f"coding {TURNS} turns, without a refit"):
            code_new(workspace, programme, encoder)
        with timed("writing every theme's summary"):
            summarise_anew(workspace, programme, encoder)
        with timed("publishing the whole programme"):
            publication.publish(workspace, programme)
        sql = """SELECT count(DISTINCT segments.id), count(DISTINCT codings.segment_id) FROM segments
        JOIN turns ON turns.id = segments.turn_id LEFT JOIN codings ON codings.segment_id = segments.id
        WHERE document_id = ?"""
        new, coded = workspace.corpus.execute(sql, [document]).fetchone()
        return [*rows, {"measure": f"of {new} new segments, coded", "seconds on this machine": coded}]


def _programme(workspace: Workspace, segments: int) -> int:
    """A programme with so many segments, each said by somebody else, at several events."""
    programme = start_programme(workspace, "Many", with_starter=False)
    themes = read_codebook(CODEBOOK.name, CODEBOOK.read_bytes())
    codebook.put_codebook(workspace.corpus, programme.id, themes, reason="bench")
    texts = many_texts(segments)
    for number in range(EVENTS):
        said = texts[number::EVENTS]
        event = _event(workspace, programme.id, f"E{number}")
        document, _ = documents.add_document(workspace.corpus, event.id, format="csv", fingerprint=f"{number}")
        people = [NewContributor(f"1-{row}", f"Respondent {row}", "citizen") for row in range(len(said))]
        turns = [
            NewTurn(text, "contributor", person.code, person.pseudonym, (NewSegment(0, len(text)),))
            for text, person in zip(said, people, strict=True)
        ]
        documents.store_turns(workspace.corpus, document, contributors=people, turns=turns, blank=0)
    return programme.id


def _event(workspace: Workspace, programme_id: int, code: str) -> Event:
    new = NewEvent(code, code, "survey", "2026-01-01", "North", "online", "all", "consultation")
    return events.add_event(workspace.corpus, programme_id, new)


def _received(workspace: Workspace, programme_id: int) -> int:
    """A transcript of two people, confirmed."""
    turns = many_texts(TURNS, seed=1)
    talk = "\n\n".join(f"YP{number % 2 + 1}: {' '.join(text.split())}" for number, text in enumerate(turns))
    event = _event(workspace, programme_id, "NEW")
    document = intake.receive(workspace, event.id, "new.txt", talk.encode()).document
    intake.read_document(workspace, document.id)
    speakers = {label: SpeakerDecision("contributor", "young person") for label in ("YP1", "YP2")}
    intake.confirm_speakers(workspace, document.id, speakers)
    return document.id
