"""What a reader hands on: a transcript's turns, or a table's cells, before anything is masked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """One speaker's uninterrupted speech, as it stands in the file.

    `speaker` is the label exactly as the file has it (None where the file names nobody); `started_at` is in seconds
    from the start of the recording (None where the file has no times).
    """

    speaker: str | None
    text: str
    started_at: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of a transcript in the order they were spoken."""

    turns: tuple[SpokenTurn, ...]

    @property
    def speakers(self) -> tuple[str | None, ...]:
        """Every speaker label once, in order of first appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns and rows; every row has as many cells as there are columns, all of them text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """The cells of one column. Raises KeyError where there is no such column."""
        try:
            index = self.columns.index(name)
        except ValueError:
            raise KeyError(name) from None
        return tuple(row[index] for row in self.rows)
