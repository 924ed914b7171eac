from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_RANKINGS = """
CREATE TABLE ranking_draws (
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    PRIMARY KEY (forum_member_id, position),
    UNIQUE (forum_member_id, theme_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE rankings (
    forum_member_id INTEGER PRIMARY KEY REFERENCES forum_members(id) ON DELETE CASCADE,
    ranked_at TEXT NOT NULL
) STRICT;
CREATE TABLE ranked_themes (
    forum_member_id INTEGER NOT NULL REFERENCES rankings(forum_member_id) ON DELETE CASCADE,
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    place INTEGER CHECK (place BETWEEN 1 AND 5),
    PRIMARY KEY (forum_member_id, theme_id),
    UNIQUE (forum_member_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX ranked_themes_theme ON ranked_themes (theme_id);
CREATE TRIGGER rankings_are_of_those_who_may BEFORE INSERT ON rankings
WHEN NOT EXISTS (SELECT 1 FROM forum_members WHERE id = new.forum_member_id
    AND engagement_model IN ('co-production', 'participation'))
BEGIN SELECT RAISE(ABORT, 'this member may not rank'); END;
CREATE TRIGGER ranked_themes_are_of_the_programme BEFORE INSERT ON ranked_themes
WHEN NOT EXISTS (SELECT 1 FROM forum_members AS member JOIN themes ON themes.programme_id = member.programme_id
    WHERE member.id = new.forum_member_id AND themes.id = new.theme_id)
BEGIN SELECT RAISE(ABORT, 'this theme is of another programme'); END;
"""


@migrations()
def m023_rankings(db: Database) -> None:
    """What members put first, among which themes: those that they were offered and left out have no place."""
    run(db, _RANKINGS)
