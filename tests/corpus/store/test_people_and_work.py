"""Accounts, forum members, reviews, jobs, releases and vectors."""

import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import Account, NewReview, Reached
from corpus.store import documents, jobs, people, releases, reviews, vectors
from corpus.store.programmes import add_programme
from corpus.store.rows import PARAMETERS_AT_ONCE, in_batches


def test_an_account_is_made_once_and_found_in_any_case(db: Database) -> None:
    assert not people.has_accounts(db)
    made = people.put_account(db, name="Sam", roles=["staff"], password_hash="h1")
    assert people.has_accounts(db)
    assert people.account_with_hash(db, "SAM") == (Account(made.id, "Sam", ("staff",)), "h1")
    assert people.put_account(db, name="sam", roles=["analyst"], password_hash="h2").id == made.id
    assert people.account_by_id(db, made.id) == Account(made.id, "Sam", ("analyst",))
    assert people.account_with_hash(db, "nobody") is None
    with pytest.raises(NotFound):
        people.account_by_id(db, 99)


def test_a_forum_member_is_known_by_code_only(db: Database, programme: int) -> None:
    member = people.add_forum_member(db, programme_id=programme, constituency="citizens", code_hash="c")
    assert people.add_forum_member(db, programme_id=programme, constituency="citizens", code_hash="c") == member
    people.add_forum_member(db, programme_id=programme, constituency="young people", code_hash="d")
    assert people.forum_member_by_code(db, "c") == people.forum_member_by_id(db, member.id) == member
    assert people.forum_member_by_code(db, "x") is None
    assert people.count_forum_members(db, programme) == {"citizens": 1, "young people": 1}
    with pytest.raises(NotFound):
        people.forum_member_by_id(db, 99)


def test_a_new_answer_replaces_the_one_before(small: Any) -> None:
    theme = small.theme("waiting")
    one, other = (
        people.add_forum_member(small.db, programme_id=small.programme, constituency="citizens", code_hash=code)
        for code in "ab"
    )
    reviews.put_review(small.db, NewReview(theme, one.id, "not us", "No."))
    reviews.put_review(small.db, NewReview(theme, one.id, "partly", "Well.", "Waiting long"))
    reviews.put_review(small.db, NewReview(theme, other.id, "partly"))
    review = reviews.review_by(small.db, theme, one.id)
    assert review
    assert (review.answer, review.reason, review.suggested_name) == ("partly", "Well.", "Waiting long")
    assert review in reviews.reviews(small.db, theme)
    assert len(reviews.reviews(small.db, theme)) == 2
    assert reviews.answered_by(small.db, one.id) == {theme: "partly"}
    assert reviews.count_answers(small.db, small.programme) == {theme: {"partly": 2}}
    assert reviews.review_by(small.db, small.theme("asking"), one.id) is None
    assert reviews.count_answers(small.db, 99) == {}


def test_a_job_goes_from_queued_to_done(db: Database, programme: int) -> None:
    job, is_new = jobs.add_job(db, kind="read", programme_id=programme, subject_id=3)
    assert is_new
    assert (job.state, job.attempts, job.subject_id) == ("queued", 0, 3)
    assert jobs.waiting_jobs(db) == [job]
    assert jobs.start_job(db, job.id)
    assert not jobs.start_job(db, job.id)
    jobs.report_progress(db, job.id, Reached("Reading", 2, 5))
    running = jobs.job_by_id(db, job.id)
    assert (running.state, running.attempts, running.step, running.done, running.total) == (
        "running",
        1,
        "Reading",
        2,
        5,
    )
    assert jobs.waiting_jobs(db) == []
    assert jobs.unfinished_jobs(db, programme) == [running]
    jobs.end_job(db, job.id)
    assert jobs.job_by_id(db, job.id).state == "done"
    assert jobs.unfinished_jobs(db, programme) == []
    assert not jobs.start_job(db, job.id)


def test_a_job_that_failed_says_why(db: Database, programme: int) -> None:
    job, _ = jobs.add_job(db, kind="read", programme_id=programme)
    jobs.start_job(db, job.id)
    jobs.end_job(db, job.id, problem="It is locked.")
    failed = jobs.last_job(db, programme, "read")
    assert failed
    assert (failed.state, failed.problem) == ("failed", "It is locked.")
    assert jobs.last_job(db, programme, "publish") is None


@pytest.mark.parametrize("subject", [None, 3])
def test_what_waits_already_is_not_queued_twice(db: Database, programme: int, subject: int | None) -> None:
    job, _ = jobs.add_job(db, kind="read", programme_id=programme, subject_id=subject)
    assert jobs.add_job(db, kind="read", programme_id=programme, subject_id=subject) == (job, False)
    assert jobs.add_job(db, kind="read", programme_id=programme, subject_id=4)[1]
    assert jobs.add_job(db, kind="publish", programme_id=programme, subject_id=subject)[1]
    jobs.start_job(db, job.id)
    assert jobs.add_job(db, kind="read", programme_id=programme, subject_id=subject)[1]


def test_what_was_cut_off_waits_again_and_fails_the_second_time(db: Database, programme: int) -> None:
    job, _ = jobs.add_job(db, kind="read", programme_id=programme)
    waiting, _ = jobs.add_job(db, kind="publish", programme_id=programme)
    jobs.start_job(db, job.id)
    assert jobs.requeue_unfinished(db, attempts=2, problem="Cut off.") == []
    assert {one.id for one in jobs.waiting_jobs(db)} == {job.id, waiting.id}
    jobs.start_job(db, job.id)
    (failed,) = jobs.requeue_unfinished(db, attempts=2, problem="Cut off.")
    assert (failed.id, failed.state, failed.problem, failed.attempts) == (job.id, "failed", "Cut off.", 2)
    assert jobs.requeue_unfinished(db, attempts=2, problem="Cut off.") == []
    assert [one.id for one in jobs.waiting_jobs(db)] == [waiting.id]


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_hears_of_it(db: Database, programme: int) -> None:
    waiting, _ = jobs.add_job(db, kind="read", programme_id=programme)
    assert jobs.request_cancel(db, waiting.id, problem="Cancelled.")
    cancelled = jobs.job_by_id(db, waiting.id)
    assert (cancelled.state, cancelled.problem) == ("cancelled", "Cancelled.")
    running, _ = jobs.add_job(db, kind="publish", programme_id=programme)
    jobs.start_job(db, running.id)
    assert not jobs.report_progress(db, running.id, Reached("Copying", 1, 9))
    assert jobs.request_cancel(db, running.id, problem="Cancelled.")
    assert jobs.job_by_id(db, running.id).state == "running"
    assert jobs.report_progress(db, running.id, Reached("Copying", 2, 9))
    assert [job.id for job in jobs.told_to_stop(db)] == [running.id]
    jobs.end_job(db, running.id, problem="Cancelled.", is_cancelled=True)
    assert not jobs.request_cancel(db, running.id, problem="Cancelled.")
    assert [job.id for job in jobs.cancelled_jobs(db, programme)] == [waiting.id, running.id]
    assert [job.id for job in jobs.failed_jobs(db, programme, since=waiting.id)] == [waiting.id, running.id]
    jobs.add_job(db, kind="publish", programme_id=programme)
    assert [job.id for job in jobs.cancelled_jobs(db, programme)] == [waiting.id]


def test_jobs_are_not_found_by_ids_that_no_job_has(db: Database) -> None:
    for id_ in (99, 10**30):
        with pytest.raises(NotFound):
            jobs.job_by_id(db, id_)


def test_the_newest_release_is_the_one_that_is_shown(db: Database, programme: int) -> None:
    other = add_programme(db, name="Other").id
    assert releases.current_releases(db) == {}
    assert releases.next_number(db, programme) == 1
    for id_, number, file in ((programme, 1, "w-1.db"), (programme, 2, "w-2.db"), (other, 1, "o-1.db")):
        last = releases.add_release(db, programme_id=id_, number=number, file=file, sha256="s")
    current = releases.current_releases(db)
    assert {slug: release.file for slug, release in current.items()} == {"other": "o-1.db", "wellbeing": "w-2.db"}
    assert current["other"] == last
    assert releases.next_number(db, programme) == 3
    with pytest.raises(sqlite3.IntegrityError):
        releases.add_release(db, programme_id=programme, number=2, file="w-3.db", sha256="s")


def test_vectors_are_kept_by_model_and_text(db: Database) -> None:
    vectors.keep_vectors(db, "m", {"one": b"1", "two": b"2", "lone \ud800": b"3"})
    vectors.keep_vectors(db, "m", {"one": b"9"})
    assert vectors.vectors(db, "m", ["one", "three", "lone \ud800"]) == {"one": b"9", "lone \ud800": b"3"}
    assert vectors.vectors(db, "n", ["one"]) == {}
    assert vectors.vectors(db, "m", []) == {}


def test_vectors_of_what_nobody_says_any_more_are_forgotten(small: Any) -> None:
    vectors.keep_vectors(small.db, "m", {"I waited.": b"1", "Ask me first.": b"2", "A codebook's words": b"3"})
    assert vectors.forget_unused_vectors(small.db, str) == 1
    documents.remove_document(small.db, small.talk.id)
    assert vectors.forget_unused_vectors(small.db, str) == 1
    assert set(vectors.vectors(small.db, "m", ["I waited.", "Ask me first."])) == {"Ask me first."}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.dictionaries(st.text(), st.binary(), max_size=20))
def test_any_texts_vectors_come_back(db: Database, texts: dict[str, bytes]) -> None:
    vectors.keep_vectors(db, "m", texts)
    assert vectors.vectors(db, "m", texts) == texts


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (500, [500]), (1001, [500, 500, 1])])
def test_many_parameters_come_in_batches(count: int, sizes: list[int]) -> None:
    assert PARAMETERS_AT_ONCE == 500
    batches = list(in_batches(range(count)))
    assert [len(batch) for batch in batches] == sizes
    assert [item for batch in batches for item in batch] == list(range(count))
