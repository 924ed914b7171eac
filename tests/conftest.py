"""What many tests share: a quick encoder, the real one, and the real texts beside the repository."""

import os

# Before numpy comes: on small matrices, threads that wait for each other take three times as long as one alone.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import re
import shutil
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from jinja2 import Environment, FileSystemBytecodeCache
from sqlite_utils import Database
from werkzeug.routing import Rule

from corpus.store import connect
from nlp.encode import distil, graph
from nlp.encode import minilm as minilm_module
from nlp.encode.minilm import MiniLM
from nlp.encode.static import Static
from nlp.protocols import Progress, unheard
from nlp.records import Vectors
from service import passwords
from service.settings import PREFIX

settings.register_profile("chorus", deadline=None)
settings.load_profile("chorus")
passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # a password is hashed for most tests

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


class WordEncoder:
    """A bag of hashed words, so that texts are alike as far as they share words; the same on every machine."""

    name = "words"
    dimensions = 64

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for number, text in enumerate(texts):
            # Every text has something of its own in the last place, so that one without words has a length too.
            rows[number, -1] = 0.05
            for word in re.findall(r"\w+", text.lower()):
                place = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest())
                rows[number, place % (self.dimensions - 1)] += 1
            progress(number + 1, len(texts))
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def word_encoder() -> WordEncoder:
    """The quick encoder."""
    return WordEncoder()


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    """The real encoder, loaded once."""
    return MiniLM(threads=1)


@pytest.fixture(scope="session")
def models_folder(request: pytest.FixtureRequest) -> Path:
    """Where what models make is kept, once a checkout: for a minute's work, and anew when what makes it is changed."""
    made_by = [Path(module.__file__ or "").read_bytes() for module in (distil, graph, minilm_module)]
    version = blake2b(b"".join(made_by), digest_size=8).hexdigest()
    assert request.config.cache is not None
    return request.config.cache.mkdir(f"models-{version}")


@pytest.fixture(scope="session")
def static(models_folder: Path) -> Static:
    """The quick real encoder."""
    return Static(models_folder, threads=1)


@pytest.fixture(scope="session")
def real_texts() -> Path:
    """The folder of real texts; a test that needs it is skipped where it is not there."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"The real texts are not at {SHARED_DATA}.")
    return SHARED_DATA


@pytest.fixture(scope="session", autouse=True)
def _a_new_corpus_is_a_copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Of one that went through every migration: a thousand tests need not. Nor need they wait for the disk."""
    empty = tmp_path_factory.mktemp("schema") / "corpus.db"
    open_as_ever = connect.open_corpus
    open_as_ever(empty).close()

    def open_quickly(path: Path) -> Database:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(empty, path)
        db = open_as_ever(path)
        db.execute("PRAGMA synchronous = OFF")
        return db

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connect, "open_corpus", open_quickly)
        yield


@pytest.fixture(scope="session", autouse=True)
def _pages_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Their templates, and what makes their addresses: hundreds of tests each have an app of their own."""
    templates = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    make_environment, compile_rule = Flask.create_jinja_environment, Rule._compile_builder
    makers: dict[tuple[str, str | None, bool], Any] = {}

    def environment(app: Flask) -> Environment:
        made = make_environment(app)
        made.bytecode_cache = templates
        return made

    def maker(rule: Rule, append_unknown: bool = True) -> Any:
        assert not rule.defaults, "an address with defaults is made by more than its rule"
        key = rule.rule, rule.subdomain, append_unknown
        if key not in makers:
            makers[key] = compile_rule(rule, append_unknown)
        return makers[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "create_jinja_environment", environment)
        patch.setattr(Rule, "_compile_builder", maker)
        yield


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, models_folder: Path) -> Iterator[None]:
    """What the person who runs the tests has set for their own Chorus is not read; all tests share what models make."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(f"{PREFIX}MODELS", str(models_folder))
    yield
