"""PDF transcripts: seven real ones, and small ones made here."""

import io
import logging
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.errors import EmptyFile, ProtectedFile, UnreadableFile
from corpus.readers import read
from corpus.readers.pages import without_furniture
from corpus.readers.records import Transcript


def pdf_of(*pages: list[str]) -> bytes:
    """A PDF with each page's lines set one under another, made by hand."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T* " for line in lines)  # the tests' lines hold no brackets
        stream = f"BT /F1 10 Tf 12 TL 50 780 Td {shown}ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def turns_of(data: bytes) -> list[tuple[str | None, str]]:
    transcript = read("talk.pdf", data)
    assert isinstance(transcript, Transcript)
    return [(turn.speaker, turn.text) for turn in transcript.turns]


@pytest.fixture(scope="module", params=range(1, 8), ids=lambda number: f"P{number}")
def path(request: pytest.FixtureRequest, shared_data: Path) -> Path:
    return shared_data / "interviews_pdf" / "results" / "transcripts" / f"P{request.param}.pdf"


@pytest.fixture(scope="module")
def interview(path: Path) -> Transcript:
    transcript = read(path.name, path.read_bytes())
    assert isinstance(transcript, Transcript)
    return transcript


TURNS = {"P1": 95, "P2": 166, "P3": 122, "P4": 110, "P5": 135, "P6": 100, "P7": 105}


def test_real_interviews_have_a_turn_for_each_numbered_paragraph(path: Path, interview: Transcript) -> None:
    speakers = Counter(turn.speaker for turn in interview.turns)
    assert len(interview.turns) == TURNS[path.stem]
    assert interview.turns[0].speaker is None
    assert interview.turns[0].text == "Interview"
    # P5's transcriber once wrote "Particpant": labels are kept as they stand
    assert set(speakers) - {"Particpant"} == {None, "Dan", "Participant"}
    assert abs(speakers["Dan"] - speakers["Participant"]) <= 5


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
def test_real_interviews_lose_nothing_that_pdftotext_sees(path: Path, interview: Transcript) -> None:
    ours = "".join(f"{turn.speaker}:{turn.text}" if turn.speaker else turn.text for turn in interview.turns)
    assert "".join(ours.split()) == _as_pdftotext_sees(path)


def _as_pdftotext_sees(path: Path) -> str:
    """All characters but space, without paragraph and page numbers and lines that two pages share."""
    command = ["pdftotext", "-layout", str(path), "-"]
    laid_out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = []
    for page in laid_out.split("\f"):
        lines = [re.sub(r"\s+\d/\d$", "", line) for line in page.splitlines()]
        # the column of numbers is at most three wide; text begins in column five or later
        lines = [re.sub(r"^\d+(\s+|$)", "", line).strip() for line in lines]
        pages.append([line for line in lines if line])
    said: list[str] = []
    before: list[str] = []
    for page in pages:
        shared = next((size for size in range(4, 0, -1) if before[-size:] == page[:size] and len(page[0]) > 25), 0)
        said += page[shared:]
        before = page
    return "".join("".join(said).split())


def test_places_crossed_out_are_kept(shared_data: Path) -> None:
    path = shared_data / "interviews_pdf" / "results" / "transcripts" / "P5.pdf"
    transcript = read(path.name, path.read_bytes())
    assert isinstance(transcript, Transcript)
    assert "Heavy XXXXXXXXXX ML. So modeling XXXXXX" in transcript.turns[2].text


def test_wrapped_lines_are_rejoined_and_page_furniture_is_dropped() -> None:
    places = ["library", "clinic", "youth club"]
    pages = [
        ["Ellmoor forum 3 May", f"YP{n}: We went to the {place} and it was", "two-", "storey. Fine.", f"Page {n} of 3"]
        for n, place in enumerate(places, start=1)
    ]
    expected = [(f"YP{n}", f"We went to the {p} and it was two-storey. Fine.") for n, p in enumerate(places, start=1)]
    assert turns_of(pdf_of(*pages)) == expected


def test_bare_page_numbers_are_dropped_and_numbers_that_were_said_are_kept() -> None:
    pages = [["P1: How many?", "P2: There were", "40 or so.", "P1: Right.", str(n)] for n in (1, 2, 3)]
    assert turns_of(pdf_of(*pages)) == [("P1", "How many?"), ("P2", "There were 40 or so."), ("P1", "Right.")] * 3


def test_numbers_before_paragraphs_are_dropped() -> None:
    lines = ["1 Interview", "2 Int: How long?", "3 R: About", "30 years.", "4 Int: Long."]
    expected = [(None, "Interview"), ("Int", "How long?"), ("R", "About 30 years."), ("Int", "Long.")]
    # a lone "R" is a speaker because every line carries a label
    assert turns_of(pdf_of(lines)) == expected


def test_a_label_at_the_head_of_every_page_is_no_page_header() -> None:
    pages = [["Dan:", f"This is number {n}.", "Participant:", "Okay."] for n in range(4)]
    assert [speaker for speaker, _ in turns_of(pdf_of(*pages))] == ["Dan", "Participant"] * 4


def test_lines_repeated_where_a_page_is_cut_are_kept_once() -> None:
    cut = "and this is the long line that a browser printed on both pages"
    assert without_furniture([["YP1: So", cut], [cut, "and then."]]) == [["YP1: So", cut], ["and then."]]
    assert without_furniture([["YP1: Yeah."], ["YP1: Yeah."]]) == [["YP1: Yeah."], ["YP1: Yeah."]]


def test_pictures_of_pages_are_refused_with_advice() -> None:
    with pytest.raises(UnreadableFile, match=r"“scan\.pdf” has no text in it.*text recognition"):
        read("scan.pdf", pdf_of([]))


def test_a_pdf_without_pages_is_empty() -> None:
    out = io.BytesIO()
    PdfWriter().write(out)
    with pytest.raises(EmptyFile, match=r"“talk\.pdf”"):
        read("talk.pdf", out.getvalue())


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_password_is_named_as_the_reason(algorithm: str) -> None:
    with pytest.raises(ProtectedFile, match=r"“talk\.pdf” asks for a password"):
        read("talk.pdf", _encrypted("secret", algorithm))


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert turns_of(_encrypted("", "AES-256")) == [("YP1", "Hello.")]


def _encrypted(password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(["YP1: Hello."]))))
    writer.encrypt(password, owner_password="owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_pypdf_mends_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    level = logging.getLogger("pypdf").level
    whole = pdf_of(["YP1: Hello."])
    assert turns_of(whole.replace(b"startxref\n", b"startxref\n9")) == [("YP1", "Hello.")]
    with pytest.raises(UnreadableFile):
        read("talk.pdf", b"%PDF-1.7 and nothing else")
    assert not caplog.records
    assert logging.getLogger("pypdf").level == level


@pytest.mark.parametrize("keep", [0.1, 0.4, 0.7])
def test_a_broken_pdf_is_unreadable(keep: float) -> None:
    data = pdf_of(["YP1: Hello."])
    with pytest.raises(UnreadableFile, match=r"“talk\.pdf”"):
        read("talk.pdf", data[: int(len(data) * keep)])
