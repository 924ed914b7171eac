"""Actions: what is done about a decision, by which body or post, and how far it has come, with its history."""

from dataclasses import dataclass

from sqlite_utils import Database

from corpus.deciding import ActionState
from corpus.store.rows import one


@dataclass(frozen=True, slots=True)
class ActionStep:
    """What became of an action on a day."""

    state: ActionState
    note: str
    on_date: str


@dataclass(frozen=True, slots=True)
class Action:
    """What is done, by whom (a body or a post, never a private person), and its steps, the newest last."""

    id: int
    decision_id: int
    words: str
    owner: str
    steps: tuple[ActionStep, ...]

    @property
    def now(self) -> ActionStep:
        """How it stands."""
        return self.steps[-1]


def add_action(db: Database, decision_id: int, *, words: str, owner: str, step: ActionStep) -> int:
    """An action on a decision, with how it stands; its id."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO actions (decision_id, words, owner) VALUES (?, ?, ?) RETURNING id", [decision_id, words, owner]
        ).fetchone()
        add_step(db, int(row[0]), step)
    return int(row[0])


def add_step(db: Database, action_id: int, step: ActionStep) -> None:
    """What has become of an action since. Raises sqlite3.IntegrityError for one given up without a reason."""
    with db.atomic():
        db.execute(
            "INSERT INTO action_states SELECT ?, 1 + coalesce(max(number), 0), ?, ?, ? FROM action_states"
            " WHERE action_id = ?",
            [action_id, step.state, step.note, step.on_date, action_id],
        )


def set_owner(db: Database, action_id: int, owner: str) -> None:
    """Hands an action on to somebody else."""
    with db.atomic():
        db.execute("UPDATE actions SET owner = ? WHERE id = ?", [owner, action_id])


def actions(db: Database, decision_id: int) -> list[Action]:
    """The actions on a decision, in the order that they were added."""
    rows = db.query(
        "SELECT id, decision_id, words, owner FROM actions WHERE decision_id = ? ORDER BY id", [decision_id]
    )
    return [Action(**row, steps=_steps(db, row["id"])) for row in rows]


def action_by_id(db: Database, action_id: int) -> Action:
    """One action. Raises NotFound."""
    sql = "SELECT id, decision_id, words, owner FROM actions WHERE id = ?"
    return Action(**one(db, sql, [action_id], what=f"action {action_id}"), steps=_steps(db, action_id))


def _steps(db: Database, action_id: int) -> tuple[ActionStep, ...]:
    sql = "SELECT state, note, on_date FROM action_states WHERE action_id = ? ORDER BY number"
    return tuple(ActionStep(*row) for row in db.execute(sql, [action_id]))
