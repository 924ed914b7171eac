from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_CARD_SORTS = """
CREATE TABLE card_sorts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'closed')),
    drawn_at TEXT NOT NULL,
    opened_at TEXT,
    closed_at TEXT,
    UNIQUE (programme_id, number),
    CHECK ((state = 'draft') = (opened_at IS NULL)),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;
CREATE TABLE sort_cards (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sort_id INTEGER NOT NULL REFERENCES card_sorts(id) ON DELETE CASCADE,
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    theme_id INTEGER REFERENCES themes(id) ON DELETE SET NULL,
    is_out INTEGER NOT NULL DEFAULT 0 CHECK (is_out IN (0, 1)),
    UNIQUE (sort_id, segment_id)
) STRICT;
CREATE INDEX sort_cards_segment ON sort_cards (segment_id);
CREATE TABLE sort_piles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sort_id INTEGER NOT NULL REFERENCES card_sorts(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1)),
    UNIQUE (sort_id, forum_member_id, number),
    CHECK (NOT is_held OR name = '')
) STRICT;
CREATE TABLE sorted_cards (
    card_id INTEGER NOT NULL REFERENCES sort_cards(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    pile_id INTEGER REFERENCES sort_piles(id) ON DELETE CASCADE,
    sorted_at TEXT NOT NULL,
    PRIMARY KEY (card_id, forum_member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sorted_cards_pile ON sorted_cards (pile_id);
CREATE TRIGGER piles_are_of_those_who_sort BEFORE INSERT ON sort_piles
WHEN NOT EXISTS (SELECT 1 FROM card_sorts JOIN forum_members AS member
    ON member.programme_id = card_sorts.programme_id WHERE card_sorts.id = new.sort_id AND card_sorts.state = 'open'
    AND member.id = new.forum_member_id AND member.engagement_model <> 'consultation')
BEGIN SELECT RAISE(ABORT, 'this member may not sort these cards'); END;
CREATE TRIGGER cards_are_put_where_they_may BEFORE INSERT ON sorted_cards
WHEN NOT EXISTS (SELECT 1 FROM sort_cards JOIN card_sorts ON card_sorts.id = sort_cards.sort_id
    JOIN forum_members AS member ON member.programme_id = card_sorts.programme_id
    LEFT JOIN sort_piles AS pile ON pile.id = new.pile_id AND pile.sort_id = card_sorts.id
        AND pile.forum_member_id = member.id
    WHERE sort_cards.id = new.card_id AND card_sorts.state = 'open' AND member.id = new.forum_member_id
    AND member.engagement_model <> 'consultation' AND (new.pile_id IS NULL OR pile.id IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'this card cannot be put there'); END;
CREATE TRIGGER cards_stay_once_a_sort_is_closed BEFORE UPDATE ON sorted_cards
WHEN NOT EXISTS (SELECT 1 FROM sort_cards JOIN card_sorts ON card_sorts.id = sort_cards.sort_id
    LEFT JOIN sort_piles AS pile ON pile.id = new.pile_id AND pile.sort_id = card_sorts.id
        AND pile.forum_member_id = new.forum_member_id
    WHERE sort_cards.id = new.card_id AND card_sorts.state = 'open'
    AND (new.card_id, new.forum_member_id) = (old.card_id, old.forum_member_id)
    AND (new.pile_id IS NULL OR pile.id IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'this card cannot be put there'); END;
CREATE TABLE new_held_writing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'objection', 'summary', 'pile name')),
    subject_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'escalated', 'released')),
    held_at TEXT NOT NULL
) STRICT;
INSERT INTO new_held_writing SELECT id, programme_id, forum_member_id, kind, subject_id, state, held_at
FROM held_writing;
DROP TABLE held_writing;
ALTER TABLE new_held_writing RENAME TO held_writing;
"""


@migrations()
def m022_card_sorts(db: Database) -> None:
    """Card sorts: the cards, each with the theme that it had when it was drawn, and who put it in which pile.

    That only those sort who may, in piles of their own, and none once it is closed, the tables see to themselves. A
    card goes with its segment.
    """
    run(db, _CARD_SORTS)
