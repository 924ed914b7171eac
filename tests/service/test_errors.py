import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from service.errors import is_for_lack_of_room


def test_a_full_database_is_for_lack_of_room(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        db.execute("CREATE TABLE a (b)")
        db.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as full:
            db.execute("INSERT INTO a VALUES (zeroblob(100000))")
        with pytest.raises(sqlite3.OperationalError) as other:
            db.execute("SELECT nothing")
    assert is_for_lack_of_room(full.value)
    assert not is_for_lack_of_room(other.value)


def test_a_full_disk_is_for_lack_of_room() -> None:
    assert is_for_lack_of_room(OSError(errno.ENOSPC, "full"))
    assert not is_for_lack_of_room(OSError(errno.EACCES, "no"))
    assert not is_for_lack_of_room(ValueError())
