from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_JOBS_THAT_CAN_BE_CANCELLED = """
CREATE TABLE new_jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    subject_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    step TEXT NOT NULL DEFAULT '',
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    queued_at TEXT NOT NULL,
    ended_at TEXT,
    seconds_left INTEGER,
    cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1))
) STRICT;
INSERT INTO new_jobs (id, kind, programme_id, subject_id, state, step, done, total, problem, attempts, queued_at,
                      ended_at)
SELECT id, kind, programme_id, subject_id, state, step, done, total, problem, attempts, queued_at, ended_at FROM jobs;
DROP TABLE jobs;
ALTER TABLE new_jobs RENAME TO jobs;
CREATE INDEX jobs_state ON jobs (state);
"""


@migrations()
def m002_jobs_can_be_cancelled(db: Database) -> None:
    """A job says how long it will take still, and can be told to stop."""
    run(db, _JOBS_THAT_CAN_BE_CANCELLED)
