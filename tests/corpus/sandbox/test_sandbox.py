"""The process that reads: what it may do, what it may not, and what is said where it dies."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from corpus import sandbox
from corpus.errors import EmptyFile, InvalidCodebook, ProtectedFile, UnknownFormat, UnreadableFile
from corpus.exchange.codebook_file import read_codebook
from corpus.readers import read
from corpus.readers.limits import MEGABYTE, Limits
from corpus.readers.records import SpokenTurn, Table, Transcript
from corpus.sandbox import nursery
from corpus.sandbox.messages import answer_in, answer_of, refusal_of

TALK = "Facilitator: How was it?\nYP1: I waited \udcffmonths.\nYP1: caf\u00e9 \U0001f600\n".encode("utf-8", "replace")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other means")


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", TALK), ("a.csv", b"Who,Answer\nparent,I waited\n"), ("a.vtt", b"WEBVTT\n\n1\n" + TALK)]
)
def test_what_is_read_is_what_the_reader_reads(name: str, data: bytes) -> None:
    assert sandbox.read(name, data) == read(name, data)
    assert sandbox.check_format(name, data) == Path(name).suffix


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", b"", EmptyFile),
        ("a.exe", b"MZ", UnknownFormat),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, ProtectedFile),
        ("a.pdf", b"%PDF-1.7 and nothing", UnreadableFile),
    ],
)
def test_what_is_refused_is_refused_alike(name: str, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(UnreadableFile) as here:
        read(name, data)
    with pytest.raises(UnreadableFile) as apart:
        sandbox.read(name, data)
    assert type(apart.value) is type(here.value) is error
    assert str(apart.value) == str(here.value)


def test_a_codebook_comes_back_as_its_reader_reads_it() -> None:
    data = b"- {name: Waiting, includes: [lists, letters], parent: Getting help}\n- {name: Dogs}\n"
    assert sandbox.read_codebook("c.yaml", data) == read_codebook("c.yaml", data)
    with pytest.raises(InvalidCodebook, match=r"“c\.yaml”: theme 1 has no name"):
        sandbox.read_codebook("c.yaml", b"- {}")


def test_a_child_that_takes_too_much_memory_is_said_to() -> None:
    with pytest.raises(UnreadableFile, match=r"“a\.csv” could not be read: reading it broke off, or took more memory"):
        sandbox.read("a.csv", b"a,b\n" * MEGABYTE, Limits(memory=70 * MEGABYTE))
    assert sandbox.read("a.txt", TALK)


def test_a_child_that_takes_too_long_is_said_to() -> None:
    slow = b"1\n" * 4 * MEGABYTE
    with pytest.raises(UnreadableFile, match=r"“a\.txt” takes longer to read than the 1 seconds"):
        sandbox.read("a.txt", slow, Limits(seconds=1))
    assert sandbox.read("a.txt", TALK)


def test_a_file_that_is_too_large_never_reaches_the_child() -> None:
    with pytest.raises(UnreadableFile, match=r"“a\.txt” is larger than 1 MB\. Split it"):
        sandbox.read("a.txt", b"a" * (MEGABYTE + 1), Limits(file=MEGABYTE))


def test_a_nursery_that_has_ended_is_followed_by_another() -> None:
    sandbox.check_format("a.txt", TALK)
    os.kill(nursery._nurseries[0]._process.pid, signal.SIGKILL)
    nursery._nurseries[0]._process.wait()
    assert sandbox.check_format("a.txt", TALK) == ".txt"


def test_many_threads_are_answered_each_with_its_own() -> None:
    found: dict[int, object] = {}

    def ask(number: int) -> None:
        found[number] = sandbox.read("a.csv", f"n\n{number}\n".encode())

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: Table(("n",), ((str(number),),)) for number in range(30)}


@pytest.mark.parametrize(
    "content",
    [
        ".txt",
        Transcript((SpokenTurn(None, "Hi \ud800", None), SpokenTurn("YP1", "", 1.5))),
        Table(("a", "b"), (("1", "2"),)),
    ],
)
def test_an_answer_comes_back_as_it_was(content: str | Transcript | Table) -> None:
    assert answer_in(answer_of(content)) == content


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"{",
        b"[]",
        b'{"turns": [["a", 1, null]]}',
        b'{"turns": [["a"]]}',
        b'{"turns": {"a": 1}}',
        b'{"columns": ["a"], "rows": [["1", "2"]]}',
        b'{"columns": ["a"], "rows": [[1]]}',
        b'{"themes": [["key", "name", "definition", [], [], [], 1]]}',
        b'{"themes": [["key", "name", "definition", [1], [], [], null]]}',
        b'{"error": "SystemExit", "sentence": "a"}',
        refusal_of(UnreadableFile("a" * 7_000)),
    ],
)
def test_what_is_no_answer_is_not_taken_for_one(message: bytes) -> None:
    with pytest.raises(ValueError):
        answer_in(message)


def _inside(script: str, *places: str) -> str:
    """What a script prints that runs where the readers run."""
    start = "from corpus.sandbox.confine import forbid, lock_in\nlock_in()\n"
    command = [sys.executable, "-P", "-c", start + script]
    root = str(Path(corpus.__file__ or "").parents[1])
    ran = subprocess.run(command, capture_output=True, text=True, cwd="/", env={"PYTHONPATH": root}, check=False)
    return ran.stdout.strip() or ran.stderr


CONNECT = (
    "import socket\ntry:\n    socket.create_connection(('127.0.0.1', {port}), 2)\nexcept OSError as e: print(type(e))"
)


@on_linux
def test_the_kernel_lets_no_connection_out() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        script = CONNECT.format(port=server.getsockname()[1])
        assert "Error" in _inside(script)


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 1)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import ctypes; ctypes.CDLL(None)",
    ],
)
def test_python_itself_refuses(act: str) -> None:
    assert "PermissionError" in _inside(f"forbid()\n{act}")


@on_linux
@pytest.mark.parametrize(
    "act", ["open({path!r}).read()", "open({path!r}, 'w')", "import os; os.listdir({folder!r})", "open('/etc/passwd')"]
)
def test_no_file_can_be_opened_but_the_libraries(act: str, tmp_path: Path, has_landlock: Callable[[], bool]) -> None:
    if not has_landlock():
        pytest.skip("this kernel has no Landlock")
    key = tmp_path / "vault.key"
    key.write_text("secret")
    assert "PermissionError" in _inside(act.format(path=str(key), folder=str(tmp_path)))
    assert key.read_text() == "secret"


@pytest.fixture
def has_landlock() -> Callable[[], bool]:
    import ctypes

    return lambda: ctypes.CDLL(None).syscall(444, None, 0, 1) >= 1
