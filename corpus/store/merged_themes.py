"""Which themes became part of which others, as forums agreed."""

from sqlite_utils import Database


def merged_into(db: Database, programme_id: int) -> dict[int, int]:
    """By the id of each theme that a merger took in, the id of the one it was made part of, those merged first first.

    One that came back into use since is not among them.
    """
    sql = """SELECT gone.id, proposed.theme_id FROM theme_proposals AS proposed
    JOIN decisions ON decisions.proposal_id = proposed.id AND outcome = 'agreed'
    JOIN proposal_parts ON proposal_parts.proposal_id = proposed.id
    JOIN themes AS gone ON gone.id = proposal_parts.theme_id AND gone.status = 'retired'
    WHERE proposed.kind = 'merge' AND proposed.programme_id = ? AND proposed.theme_id IS NOT NULL
    ORDER BY proposed.id, proposal_parts.position"""
    return dict(db.execute(sql, [programme_id]).fetchall())


def part_of(merged: dict[int, int], theme_id: int) -> int:
    """The theme that one is part of in the end: where A went into B, and B into C, it is C."""
    seen: set[int] = set()
    while theme_id in merged and theme_id not in seen:
        seen.add(theme_id)
        theme_id = merged[theme_id]
    return theme_id
