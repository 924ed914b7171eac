"""What the reader tests share: the real data beside the repository, where there is any."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real text that is never copied into the repository."""
    path = Path(__file__).parents[3].parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip(f"{path} is not there: the real transcripts are kept beside the repository, not in it")
    return path
