"""Jobs: what the worker has to do, is doing, and has done. The queue forgets; this table does not."""

from sqlite_utils import Database

from corpus.records import Job, Reached
from corpus.store.rows import Row, now, one

_JOB = """SELECT id, kind, programme_id, subject_id, state, step, done, total, problem, attempts, seconds_left,
          cancel_requested FROM jobs """


def add_job(db: Database, *, kind: str, programme_id: int, subject_id: int | None = None) -> tuple[Job, bool]:
    """A queued job, and whether it is new: one that waits already for the same thing is used again."""
    same = "WHERE kind = ? AND programme_id = ? AND subject_id IS ? AND state = 'queued'"
    with db.atomic():
        is_new = (
            db.execute(
                "INSERT INTO jobs (kind, programme_id, subject_id, state, queued_at) SELECT ?, ?, ?, 'queued', ?"
                f" WHERE NOT EXISTS (SELECT 1 FROM jobs {same})",
                [kind, programme_id, subject_id, now(), kind, programme_id, subject_id],
            ).rowcount
            == 1
        )
        row = one(db, f"{_JOB} {same}", [kind, programme_id, subject_id], what="such job")
    return _job(row), is_new


def job_by_id(db: Database, job_id: int) -> Job:
    """One job. Raises NotFound."""
    return _job(one(db, _JOB + "WHERE id = ?", [job_id], what=f"job {job_id}"))


def start_job(db: Database, job_id: int) -> bool:
    """Marks a queued job as running; False where it is not queued, so that no job runs twice."""
    with db.atomic():
        sql = """UPDATE jobs SET state = 'running', attempts = attempts + 1, step = '', done = 0, total = 0,
                 seconds_left = NULL WHERE id = ? AND state = 'queued'"""
        return bool(db.execute(sql, [job_id]).rowcount)


def report_progress(db: Database, job_id: int, reached: Reached) -> bool:
    """Keeps how far a running job has come, and says whether somebody has asked for it to stop."""
    sql = "UPDATE jobs SET step = ?, done = ?, total = ?, seconds_left = ? WHERE id = ? RETURNING cancel_requested"
    with db.atomic():
        row = db.execute(sql, [reached.step, reached.done, reached.total, reached.seconds_left, job_id]).fetchone()
    return bool(row and row[0])


def request_cancel(db: Database, job_id: int, *, problem: str) -> bool:
    """Takes a waiting job off the list, with the sentence that staff are shown, or tells a running one to stop.

    False where it is over already.
    """
    with db.atomic():
        sql = "UPDATE jobs SET state = 'cancelled', problem = ?, ended_at = ? WHERE id = ? AND state = 'queued'"
        waited = db.execute(sql, [problem, now(), job_id]).rowcount
        sql = "UPDATE jobs SET cancel_requested = 1 WHERE id = ? AND state = 'running'"
        return bool(waited or db.execute(sql, [job_id]).rowcount)


def end_job(db: Database, job_id: int, *, problem: str | None = None, is_cancelled: bool = False) -> None:
    """Marks a job as done, or as failed or cancelled with the sentence that staff are shown."""
    state = "cancelled" if is_cancelled else "failed" if problem else "done"
    with db.atomic():
        sql = "UPDATE jobs SET state = ?, problem = ?, seconds_left = NULL, ended_at = ? WHERE id = ?"
        db.execute(sql, [state, problem, now(), job_id])


def wait_again(db: Database, job_id: int) -> None:
    """Has a running job start over."""
    with db.atomic():
        db.execute("UPDATE jobs SET state = 'queued', attempts = attempts - 1 WHERE id = ?", [job_id])


def told_to_stop(db: Database) -> list[Job]:
    """Jobs that are marked as running and were told to stop. Where nothing runs jobs, they have."""
    return [_job(row) for row in db.query(_JOB + "WHERE state = 'running' AND cancel_requested ORDER BY id")]


def requeue_unfinished(db: Database, *, attempts: int, problem: str) -> list[Job]:
    """Queues again every job that was cut off; those cut off `attempts` times fail instead, and are given back."""
    with db.atomic():
        sql = "UPDATE jobs SET state = 'failed', problem = ?, ended_at = ? WHERE state = 'running' AND attempts >= ?"
        failed = [
            row["id"] for row in db.query("SELECT id FROM jobs WHERE state = 'running' AND attempts >= ?", [attempts])
        ]
        db.execute(sql, [problem, now(), attempts])
        db.execute("UPDATE jobs SET state = 'queued' WHERE state = 'running'")
    return [job_by_id(db, job_id) for job_id in failed]


def waiting_jobs(db: Database) -> list[Job]:
    """Every job that waits, oldest first."""
    return [_job(row) for row in db.query(_JOB + "WHERE state = 'queued' ORDER BY id")]


def unfinished_jobs(db: Database, programme_id: int) -> list[Job]:
    """A programme's jobs that wait or run, oldest first."""
    sql = _JOB + "WHERE programme_id = ? AND state IN ('queued', 'running') ORDER BY id"
    return [_job(row) for row in db.query(sql, [programme_id])]


def drop_jobs(db: Database, *, subject_id: int) -> None:
    """Forgets the jobs of a thing that is no more, but for one that is running."""
    with db.atomic():
        db.execute("DELETE FROM jobs WHERE subject_id = ? AND state <> 'running'", [subject_id])


def failed_jobs(db: Database, programme_id: int, *, since: int) -> list[Job]:
    """A programme's jobs that failed or were cancelled, from the one with the id `since` on, oldest first."""
    sql = _JOB + "WHERE programme_id = ? AND state IN ('failed', 'cancelled') AND id >= ? ORDER BY id"
    return [_job(row) for row in db.query(sql, [programme_id, since])]


def cancelled_jobs(db: Database, programme_id: int) -> list[Job]:
    """A programme's jobs that were cancelled and not started again since, oldest first."""
    sql = f"""{_JOB} WHERE programme_id = ? AND state = 'cancelled' AND NOT EXISTS (
        SELECT 1 FROM jobs AS later WHERE later.programme_id = jobs.programme_id AND later.kind = jobs.kind
        AND later.subject_id IS jobs.subject_id AND later.id > jobs.id) ORDER BY id"""
    return [_job(row) for row in db.query(sql, [programme_id])]


def last_job(db: Database, programme_id: int, kind: str) -> Job | None:
    """The newest job of a kind in a programme, or None."""
    sql = _JOB + "WHERE programme_id = ? AND kind = ? ORDER BY id DESC LIMIT 1"
    row = next(iter(db.query(sql, [programme_id, kind])), None)
    return _job(row) if row else None


def _job(row: Row) -> Job:
    return Job(**{**row, "cancel_requested": bool(row["cancel_requested"])})
