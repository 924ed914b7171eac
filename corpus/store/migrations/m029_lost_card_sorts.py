from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_SAME_PERSON = """forum_member_id <> new.forum_member_id AND forum_member_id IN (SELECT id FROM forum_members
    WHERE first_id = (SELECT first_id FROM forum_members WHERE id = new.forum_member_id))"""
_THIS_SORT = "(SELECT sort_id FROM sort_cards WHERE id = new.card_id)"
_LOST_CARD_SORTS = f"""
DROP TRIGGER what_a_lost_card_sorted_gives_way;
CREATE TRIGGER what_a_lost_card_sorted_gives_way AFTER INSERT ON sorted_cards
BEGIN DELETE FROM sorted_cards WHERE card_id IN (SELECT id FROM sort_cards WHERE sort_id = {_THIS_SORT})
    AND {_SAME_PERSON}; DELETE FROM sort_piles WHERE sort_id = {_THIS_SORT} AND {_SAME_PERSON}; END;
"""


@migrations()
def m029_lost_card_sorts(db: Database) -> None:
    """Whoever begins a card sort again with a new card begins it anew: half of each would be counted as two people."""
    run(db, _LOST_CARD_SORTS)
