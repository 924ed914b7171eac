from typing import Any

from corpus.records import SummaryLine
from corpus.store import coded_turns, codings, documents, quotes, reviewed, summaries, voices


def _sam(small: Any) -> int:
    return codings.coder_id(small.db, "person", "Sam")


def test_a_segment_is_looked_at_once_anything_of_it_is_decided(small: Any) -> None:
    small.suggest(("I waited.", "waiting"), ("We waited too.", "waiting"), ("Ask me first.", "asking"))
    assert (reviewed.count_reviewed(small.db, small.programme), reviewed.count_waiting(small.db, small.programme)) == (
        0,
        3,
    )
    small.decide("I waited.", "waiting", "rejected")
    reviewed.mark_reviewed(small.db, small.segment("We waited too."), _sam(small))
    reviewed.mark_reviewed(small.db, small.segment("We waited too."), _sam(small))
    assert reviewed.count_reviewed(small.db, small.programme) == 2
    assert reviewed.count_waiting(small.db, small.programme) == 1
    assert reviewed.count_reviewed(small.db, small.programme + 1) == 0


def test_the_least_sure_come_first_each_theme_in_turn(small: Any) -> None:
    model = codings.coder_id(small.db, "model", "m")
    sure = {
        ("I waited.", "waiting"): 0.49,
        ("And waited again.", "waiting"): 0.55,
        ("We waited too.", "asking"): 0.9,
    }
    made = [
        codings.Coding(small.segment(text), small.theme(key), confidence, True)
        for (text, key), confidence in sure.items()
    ]
    codings.replace_suggestions(small.db, small.programme, model, made)
    first, second, third = (small.segment(text) for text in ("I waited.", "We waited too.", "And waited again."))
    assert reviewed.least_sure(small.db, small.programme, limit=9) == [first, second, third]
    assert reviewed.least_sure(small.db, small.programme, skipped=[first]) == [third]
    small.decide("We waited too.", "asking", "confirmed")
    assert reviewed.least_sure(small.db, small.programme, limit=9) == [first, third]
    small.db.execute("UPDATE themes SET status = 'retired' WHERE key = 'waiting'")
    assert reviewed.least_sure(small.db, small.programme, limit=9) == []


def test_a_main_theme_stays_so_where_it_is_confirmed(small: Any) -> None:
    def is_primary() -> int:
        sql = "SELECT is_primary FROM codings WHERE segment_id = ?"
        return int(small.db.execute(sql, [small.segment("I waited.")]).fetchone()[0])

    small.suggest(("I waited.", "waiting"))
    small.decide("I waited.", "waiting", "confirmed")
    assert is_primary() == 1
    small.decide("I waited.", "waiting", "rejected")
    assert is_primary() == 0


def test_a_mind_can_be_changed_and_what_is_wrong_can_be_found_again(small: Any) -> None:
    small.suggest(("I waited.", "waiting"), ("And waited again.", "waiting"))
    waiting = small.theme("waiting")
    small.decide("I waited.", "waiting", "rejected")
    assert [one.text for one in quotes.rejected_quotes(small.db, waiting)] == ["I waited."]
    assert [mark.state for mark in coded_turns.every_theme_on(small.db, small.segment("I waited."))] == ["rejected"]
    assert voices.theme_voices(small.db, waiting).segments == 1
    small.decide("I waited.", "waiting", "confirmed")
    assert quotes.rejected_quotes(small.db, waiting) == []
    assert voices.theme_voices(small.db, waiting) == voices.voices_by_theme(small.db, small.programme)[waiting]
    assert voices.theme_voices(small.db, waiting).segments == 2


def test_a_summary_loses_what_rested_on_a_rejected_coding_alone(small: Any) -> None:
    small.suggest(("I waited.", "waiting"), ("We waited too.", "waiting"))
    first, other = small.segment("I waited."), small.segment("We waited too.")
    waiting, above = small.theme("waiting"), small.theme("help")
    lines = [
        SummaryLine("2 people.", (first, other), "counted"),
        SummaryLine("Both are citizens.", (first, other), "counted"),
        SummaryLine("“I waited.”", (first,), "quote"),
    ]
    summaries.replace_summaries(small.db, {waiting: lines, above: lines})
    small.decide("I waited.", "waiting", "rejected")
    for theme in (waiting, above):
        summaries.correct_summary(small.db, theme, counted=["One person."], told_anew={})
        assert summaries.summary(small.db, theme) == [SummaryLine("One person.", (other,), "counted")]
    small.decide("We waited too.", "waiting", "rejected")
    summaries.correct_summary(small.db, waiting, counted=[], told_anew={})
    assert summaries.summary(small.db, waiting) == []


def test_two_sides_stand_or_fall_together(small: Any) -> None:
    first, other, beside = (small.segment(text) for text in ("I waited.", "We waited too.", "Ask me first."))
    small.suggest(("I waited.", "waiting"), ("We waited too.", "waiting"), ("And waited again.", "waiting"))
    waiting = small.theme("waiting")
    pair = [
        SummaryLine("They did not agree.", (first, beside), "apart"),
        SummaryLine("“I waited.”", (first,), "view"),
        SummaryLine("“Ask me first.”", (beside,), "view"),
    ]
    same = [
        SummaryLine("Nor did they.", (first, other), "apart"),
        *[SummaryLine("“”", (n,), "view") for n in (first, other)],
    ]
    summaries.replace_summaries(small.db, {waiting: [*pair, *same]})
    summaries.correct_summary(small.db, waiting, counted=[], told_anew={})
    assert summaries.summary(small.db, waiting) == [*pair, *same]  # one side is of another theme, and may be
    small.decide("We waited too.", "waiting", "rejected")
    summaries.correct_summary(small.db, waiting, counted=[], told_anew={})
    assert summaries.summary(small.db, waiting) == pair
    small.db.execute("DELETE FROM segments WHERE id = ?", [beside])
    summaries.correct_summary(small.db, waiting, counted=[], told_anew={})
    assert [line.kind for line in summaries.summary(small.db, waiting)] == ["apart"]


def test_a_point_counts_who_is_left_and_goes_with_the_words_for_it(small: Any) -> None:
    first, again, other = (small.segment(text) for text in ("I waited.", "And waited again.", "We waited too."))
    small.suggest(*[(text, "waiting") for text in ("I waited.", "And waited again.", "We waited too.")])
    waiting = small.theme("waiting")
    told: Any = {"point": lambda n: f"{n} said:" if n > 1 else "", "others": lambda n: f"{n} more."}
    lines = [
        SummaryLine("? said:", (first, again, other), "point"),
        SummaryLine("“We waited too.”", (other,), "example"),
        SummaryLine("? more.", (again,), "others"),
    ]
    summaries.replace_summaries(small.db, {waiting: lines})
    summaries.correct_summary(small.db, waiting, counted=[], told_anew=told)
    assert [line.text for line in summaries.summary(small.db, waiting)] == ["2 said:", "“We waited too.”", "1 more."]
    assert [(line.text, line.kind) for line in summaries.told_briefly(summaries.summary(small.db, waiting))] == [
        ("2 said: “We waited too.”", "point")
    ]
    small.decide("We waited too.", "waiting", "rejected")
    summaries.correct_summary(small.db, waiting, counted=[], told_anew=told)
    assert summaries.summary(small.db, waiting) == []


def test_a_turn_is_read_with_those_around_it(small: Any) -> None:
    middle = quotes.quotes_by_id(small.db, [small.segment("And waited again.")])[small.segment("And waited again.")]
    around = documents.turns_around(small.db, middle.turn_id, 1)
    assert [turn.text for turn in around] == ["I waited.", "And waited again.", "We waited too."]
    assert documents.turns_around(small.db, around[0].id, 1)[0].text == "How is it?"
    assert documents.turns_around(small.db, 999, 1) == []
