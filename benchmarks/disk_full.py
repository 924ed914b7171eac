"""A disk that is full at every n-th page written: an honest error, nothing half there, and it goes on with more room.

    python -m benchmarks.disk_full --steps 200

Each time the data lie in a small file system in memory that has room for n more pages of 4 KB than they need. Mounting
one takes Linux and, where one is not root, user namespaces (`unshare --user --map-root-user --mount`).
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.rehearsals import PIECES, Piece, at, lacked_room, make_template, play, resume_and_check
from service.errors import EXPECTED, is_for_lack_of_room
from service.settings import Settings

PAGE = 4096
ENOUGH, UNFORESEEN = "enough room", "UNFORESEEN"
ROOM = 256 * 1024**2
_INSIDE = "CHORUS_REHEARSAL_INSIDE"


def main() -> None:
    """Each piece of work with room for 0, 1, 2 ... pages, until it has enough or the steps are over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=200, help="how many sizes of each piece, one page apart")
    parser.add_argument("--every", type=int, default=1, help="pages from one size to the next")
    parser.add_argument("--only", nargs="*", choices=[piece.name for piece in PIECES], help="these pieces of work")
    given = parser.parse_args()
    if _INSIDE not in os.environ:  # a mount of our own, which ends with this process
        command = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-m", "benchmarks.disk_full"]
        sys.exit(subprocess.run([*command, *sys.argv[1:]], env={**os.environ, _INSIDE: "1"}, check=False).returncode)
    print("| work | how it ended; all held | times | with room for so many pages more |\n| --- | --- | --- | --- |")
    endings: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for piece in [piece for piece in PIECES if piece.name in (given.only or piece.name)]:
            template = make_template(piece, Path(folder) / piece.name)
            seen: dict[str, list[int]] = {}
            for pages in range(0, given.steps * given.every, given.every):
                seen.setdefault(_rehearse(piece, template, Path(folder) / "disk", pages=pages), []).append(pages)
                if len(seen.get(ENOUGH, [])) > 2:
                    break
            for ended, sizes in seen.items():
                print(f"| {piece.name} | {ended} | {len(sizes)} | {min(sizes)} to {max(sizes)} |", flush=True)
            endings |= set(seen)
    raise SystemExit(any(ended.startswith(UNFORESEEN) for ended in endings))


def _rehearse(piece: Piece, template: Path, disk: Path, *, pages: int) -> str:
    with _small_disk(disk), at(template, disk / "home") as settings:
        used = os.statvfs(disk)
        _resize(disk, (used.f_blocks - used.f_bfree + pages) * PAGE)
        told, ended = _played(piece, settings)
        _resize(disk, ROOM)
        resume_and_check(piece, settings, told)
        return ended


def _played(piece: Piece, settings: Settings) -> tuple[list[str], str]:
    """What people were told, and how it ended: in words of ours, or it says which error was not foreseen."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        ended = ENOUGH
        try:
            play(piece, settings, told)
            ended = lacked_room(settings) or ended
        except EXPECTED as error:
            ended = lacked_room(settings) or f"said: {error}"
        except Exception as error:
            ended = "said: no room" if is_for_lack_of_room(error) else f"{UNFORESEEN} {type(error).__name__}: {error}"
        finally:
            os.write(told, f"={ended}\n".encode())
            os._exit(0)
    os.close(told)
    os.waitpid(child, 0)
    with os.fdopen(heard) as words:
        lines = words.read().splitlines()
    return [line for line in lines if not line.startswith("=")], lines[-1].removeprefix("=")


@contextmanager
def _small_disk(disk: Path) -> Iterator[None]:
    disk.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", disk], check=True)


def _resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={max(size, PAGE)}", disk], check=True)


if __name__ == "__main__":
    main()
