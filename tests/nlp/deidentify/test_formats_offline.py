import socket
import subprocess
import sys

import pytest
import spacy

from nlp.deidentify.find import without_overlaps
from nlp.deidentify.formats import Formats
from nlp.records import Identifier


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to a.person@school.example.sch.uk", "email"),
        ("see https://www.example.org/page", "web address"),
        ("ring 07700 900142", "phone number"),
        ("+44 20 7946 0381", "phone number"),
        ("nhs number 943 476 5919", "NHS number"),
        ("AB 12 34 56 C", "NI number"),
        ("at se15 4qn", "postcode"),
        ("from 192.168.10.24", "IP address"),
        ("I'm @kezzy.draws", "handle"),
        ("my snap is kezzy_09", "handle"),
        ("dob: 3.4.09", "date of birth"),
    ],
)
def test_each_form_is_found_without_the_network(text: str, kind: str) -> None:
    found = without_overlaps(Formats(spacy.blank("en")).find(text))
    assert [identifier.kind for identifier in found] == [kind]


@pytest.mark.parametrize(
    "text", ["10-15 minutes in 2019-2020", "good.It was", "Y9 1st term", "5 4 3 2 1", "12:30 to 14:30"]
)
def test_what_has_the_form_by_accident_stands(text: str) -> None:
    assert Formats(spacy.blank("en")).find(text) == []


def test_a_document_is_masked_without_the_network() -> None:
    script = (
        "import socket\n"
        "def refuse(*_): raise SystemExit('the network was asked for')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from nlp.deidentify import Masker\n"
        "text = 'Liz, a.b@example.org, www.example.org, 07700 900142, SE15 4QN, @kez.x, dob 3/4/09: I am fifteen.'\n"
        "assert Masker({'Elizabeth Okonjo': 'Parent 1'}).mask(text).text.count('[') == 7\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_pipeline_that_knows_people_is_used() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Yaw"}])  # type: ignore[attr-defined]
    assert [identifier.kind for identifier in Formats(pipeline).find("I sit next to Yaw")] == ["name"]


def test_overlapping_identifiers_are_taken_together() -> None:
    street, postcode = Identifier(0, 10, "place", 0.8), Identifier(8, 14, "postcode", 0.6)
    assert without_overlaps([postcode, street]) == [Identifier(0, 14, "place", 0.8)]


def test_importing_is_light() -> None:
    script = "import sys, nlp.deidentify; sys.exit(any(name in sys.modules for name in ('spacy', 'presidio_analyzer')))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
