from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_SAME_PERSON = """forum_member_id <> new.forum_member_id AND forum_member_id IN (SELECT id FROM forum_members
    WHERE first_id = (SELECT first_id FROM forum_members WHERE id = new.forum_member_id))"""
# Existing cards are numbered by lot: a number must not tell in which order the codes were made.
_LOST_CARDS = f"""
ALTER TABLE forum_members ADD COLUMN card INTEGER;
ALTER TABLE forum_members ADD COLUMN first_id INTEGER REFERENCES forum_members(id) ON DELETE SET NULL;
ALTER TABLE forum_members ADD COLUMN is_replaced INTEGER NOT NULL DEFAULT 0 CHECK (is_replaced IN (0, 1));
CREATE TABLE drawn AS SELECT id, 100 + row_number() OVER (PARTITION BY programme_id ORDER BY random()) AS card
FROM forum_members WHERE meeting_id IS NULL;
UPDATE forum_members SET card = (SELECT card FROM drawn WHERE drawn.id = forum_members.id);
DROP TABLE drawn;
CREATE UNIQUE INDEX forum_members_card ON forum_members (programme_id, card);
CREATE INDEX forum_members_first ON forum_members (first_id);
CREATE TRIGGER votes_of_a_lost_card_give_way AFTER INSERT ON votes
BEGIN DELETE FROM votes WHERE proposal_id = new.proposal_id AND {_SAME_PERSON}; END;
CREATE TRIGGER answers_of_a_lost_card_give_way AFTER INSERT ON reviews
BEGIN DELETE FROM reviews WHERE theme_id = new.theme_id AND {_SAME_PERSON}; END;
CREATE TRIGGER rankings_of_a_lost_card_give_way AFTER INSERT ON rankings
BEGIN DELETE FROM rankings WHERE {_SAME_PERSON}; END;
CREATE TRIGGER what_a_lost_card_sorted_gives_way AFTER INSERT ON sorted_cards
BEGIN DELETE FROM sorted_cards WHERE card_id = new.card_id AND {_SAME_PERSON}; END;
"""


@migrations()
def m027_lost_cards(db: Database) -> None:
    """Cards have a number, and one that was lost is replaced: what is said with the new one takes the old one's place.

    `first_id` is the first of the cards that came after each other. The tables see to it that nobody counts twice.
    """
    run(db, _LOST_CARDS)
