"""One new transcript of 100 turns in a corpus of many coded segments: how long until it is coded, and published."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_SELF

from benchmarks.many_texts import many_texts
from benchmarks.own_process import timed
from benchmarks.texts import CODEBOOK
from corpus.exchange.codebook_file import read_codebook
from corpus.records import Analysis, Coding, Event, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn, ThemeCentre
from corpus.store import analyses, codebook, codings, documents, events
from nlp.encode import ENCODERS
from nlp.protocols import Encoder
from nlp.themes.centres import centre_of
from service.jobs import warm_encoder
from service.settings import Settings
from service.workflow import intake, publication, taking_in
from service.workflow.analysis import analyse, coder_name
from service.workflow.codebook_coder import fingerprint, warm_coder
from service.workflow.encoding import CachedEncoder, as_encoded
from service.workflow.incremental import code_new, summarise_anew
from service.workflow.intake import SpeakerDecision
from service.workflow.joined_themes import coded_with
from service.workflow.programmes import start_programme
from service.workflow.sign_off import sign_off
from service.workspace import Workspace, open_workspace

Row = dict[str, str | float]
EVENTS = 20
TURNS = 100
FOUND = 25
SEGMENTS = int(os.environ.get("BENCH_SEGMENTS", "100000"))


def measure() -> list[Row]:
    """Seconds a step. The worker is warm: the encoder is loaded, and the codebook's coder fitted.

    With BENCH_WHOLE the programme is analysed whole before, which takes minutes; else it is made to look so.
    """
    name = "static" if "static" in ENCODERS else "minilm"
    with tempfile.TemporaryDirectory() as home, open_workspace(Settings(home=Path(home), encoder=name)) as workspace:
        encoder = warm_encoder(workspace.settings)
        programme = _programme(workspace, SEGMENTS)
        rows: list[Row] = []

        @contextmanager
        def step(what: str) -> Iterator[None]:
            with timed(RUSAGE_SELF) as run:
                yield
            rows.append(_row(what, run.seconds, run.processor))
            print(rows[-1], flush=True)

        if "BENCH_WHOLE" in os.environ:
            with step(f"the whole analysis of {SEGMENTS:,} segments, {name}"):
                analyse(workspace, programme, encoder)
        else:
            _as_if_analysed(workspace, programme, encoder)
        document = _received(workspace, programme)
        with step(f"masking and storing {TURNS} turns"):
            taking_in.take_in(workspace, document)
            sign_off(workspace, document, by="Bench")
        with step(f"coding {TURNS} turns, without a refit"):
            code_new(workspace, programme, encoder)
        with step("writing every theme's summary"):
            summarise_anew(workspace, programme, encoder)
        with step("publishing the whole programme"):
            publication.publish(workspace, programme)
        sql = """SELECT count(DISTINCT segments.id), count(DISTINCT codings.segment_id) FROM segments
        JOIN turns ON turns.id = segments.turn_id LEFT JOIN codings ON codings.segment_id = segments.id
        WHERE document_id = ?"""
        new, coded = workspace.corpus.execute(sql, [document]).fetchone()
        return [*rows, _row(f"new segments: {new}, of which coded: {coded}", "", "")]


def _row(what: str, seconds: float | str, processor: float | str) -> Row:
    kept = [round(value, 2) if isinstance(value, float) else value for value in (seconds, processor)]
    return {"measure": what, "seconds here": kept[0], "processor's seconds": kept[1]}


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


def _as_if_analysed(workspace: Workspace, programme_id: int, encoder: Encoder) -> None:
    """What a whole analysis leaves, without its minutes: a coding a segment, and themes with centres, all by lot."""
    corpus = workspace.corpus
    new = [NewTheme(f"found-{n}", f"Found {n}", origin="discovered", status="candidate") for n in range(FOUND)]
    codebook.put_codebook(corpus, programme_id, new, reason="bench")
    themes = codebook.themes(corpus, programme_id)
    segments = codings.segments_to_code(corpus, programme_id)
    coder = codings.coder_id(corpus, "model", coder_name(encoder))
    by_lot = [themes[number % len(themes)] for number in range(len(segments))]
    made = [Coding(one.id, theme.id, 0.6, True) for one, theme in zip(segments, by_lot, strict=True)]
    codings.replace_suggestions(corpus, programme_id, coder, made)
    rows = CachedEncoder(corpus, encoder).encode([as_encoded(segment.text) for segment in segments])
    centres = [
        ThemeCentre(theme.id, encoder.name, one.direction.tobytes(), one.reach)
        for number, theme in enumerate(themes)
        if theme.origin == "discovered"
        for one in [centre_of(theme.key, rows[number :: len(themes)])]
    ]
    coded = coded_with(corpus, programme_id)
    analysis = Analysis(encoder.name, fingerprint(coded), len(segments), 0)
    ids = [segment.id for segment in segments]
    analyses.keep_analysis(corpus, programme_id, analysis, segments=ids, centres=centres)
    warm_coder(corpus, programme_id, coded, CachedEncoder(corpus, encoder)).code(["warm"], rows[:1])  # type: ignore[union-attr]


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
