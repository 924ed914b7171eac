"""Taking somebody's words out of what was written about them: proposals, objections, answers, decisions and actions."""

from collections.abc import Iterable

from sqlite_utils import Database

TAKEN_BACK = "[taken back]"
"""What stands for words that somebody took back."""
_OF_PROPOSALS = "proposal_id IN (SELECT id FROM theme_proposals WHERE programme_id = :programme)"
_OF_ACTIONS = f"""action_id IN (SELECT actions.id FROM actions JOIN decisions ON decisions.id = decision_id
    WHERE {_OF_PROPOSALS})"""
_PROPOSED = f"""SELECT definition FROM theme_proposals WHERE programme_id = :programme AND definition <> ''
    UNION SELECT definition FROM proposal_parts WHERE {_OF_PROPOSALS} AND definition <> ''"""
_DEFINED = (
    ("themes", f"programme_id = :programme AND definition IN ({_PROPOSED})"),  # first, while both are the same
    ("theme_proposals", "programme_id = :programme"),
    ("proposal_parts", _OF_PROPOSALS),
)
_WRITTEN: tuple[tuple[str, str, str], ...] = (
    ("themes", "definition", _DEFINED[0][1]),
    *(("theme_proposals", column, "programme_id = :programme") for column in ("name", "definition", "reason")),
    ("theme_proposals", "theme_name", "programme_id = :programme"),
    ("theme_proposals", "withdrawn_because", "programme_id = :programme"),
    *(("proposal_parts", column, _OF_PROPOSALS) for column in ("name", "definition")),
    *(("objections", column, _OF_PROPOSALS) for column in ("words", "answer")),
    ("decisions", "words", _OF_PROPOSALS),
    ("sort_piles", "name", "sort_id IN (SELECT id FROM card_sorts WHERE programme_id = :programme)"),
    ("actions", "words", f"decision_id IN (SELECT id FROM decisions WHERE {_OF_PROPOSALS})"),
    ("action_states", "note", _OF_ACTIONS),
    ("codebook_versions", "reason", "programme_id = :programme"),
)
"""Where people wrote in their own words: table, column, and which rows are a :programme's."""


def take_back(db: Database, programme_id: int, texts: Iterable[str]) -> bool:
    """Puts TAKEN_BACK wherever one of these texts was quoted whole; whether any was."""
    changed = 0
    with db.atomic():
        for text in texts:
            for table, column, own in _WRITTEN:
                changed += db.execute(
                    f"UPDATE {table} SET {column} = replace({column}, :text, :taken)"
                    f" WHERE instr({column}, :text) AND {own}",
                    {"text": text, "taken": TAKEN_BACK, "programme": programme_id},
                ).rowcount
    return changed > 0


def definitions_proposed(db: Database, programme_id: int) -> list[str]:
    """What themes were proposed to mean; what was agreed they mean since."""
    return [definition for (definition,) in db.execute(f"{_PROPOSED} ORDER BY 1", {"programme": programme_id})]


def replace_definition(db: Database, programme_id: int, old: str, new: str) -> None:
    """Puts another definition for one that was proposed, in the theme too that has it."""
    values = {"programme": programme_id, "old": old, "new": new}
    with db.atomic():
        for table, own in _DEFINED:
            db.execute(f"UPDATE {table} SET definition = :new WHERE definition = :old AND {own}", values)


def former_names(db: Database, programme_id: int) -> set[str]:
    """What discovered themes were called when something was proposed of them, and are called no more."""
    sql = """SELECT theme_name FROM theme_proposals JOIN themes ON themes.id = theme_id
    WHERE theme_proposals.programme_id = :programme AND themes.origin = 'discovered'
    UNION SELECT proposal_parts.name FROM proposal_parts JOIN themes ON themes.id = proposal_parts.theme_id
    WHERE themes.programme_id = :programme AND themes.origin = 'discovered'
    EXCEPT SELECT name FROM themes WHERE programme_id = :programme"""
    return {name for (name,) in db.execute(sql, {"programme": programme_id})}


def names_decided(db: Database, programme_id: int) -> set[str]:
    """The names that a forum agreed on: they are the forum's, whoever used the same words."""
    sql = """SELECT name FROM theme_proposals JOIN decisions ON proposal_id = theme_proposals.id
    WHERE programme_id = :programme AND outcome = 'agreed' AND name <> ''
    UNION SELECT proposal_parts.name FROM proposal_parts JOIN decisions USING (proposal_id)
    JOIN theme_proposals ON theme_proposals.id = proposal_id
    WHERE programme_id = :programme AND outcome = 'agreed' AND kind = 'split'"""
    return {name for (name,) in db.execute(sql, {"programme": programme_id})}


def rename_everywhere(db: Database, programme_id: int, old: str, new: str) -> None:
    """Puts a theme's new name for its old one in what was proposed and decided, and where it is part of another."""
    with db.atomic():
        for table, column, own in _WRITTEN:
            is_name = column in ("name", "theme_name")
            before, after = (old, new) if is_name else (f"“{old}”", f"“{new}”")
            what = (
                f"CASE {column} WHEN :old THEN :new ELSE {column} END" if is_name else f"replace({column}, :old, :new)"
            )
            values = {"old": before, "new": after, "programme": programme_id}
            db.execute(f"UPDATE {table} SET {column} = {what} WHERE {own}", values)
        db.execute(
            """UPDATE themes SET includes = (SELECT json_group_array(CASE value WHEN :old THEN :new ELSE value END)
            FROM json_each(themes.includes)) WHERE programme_id = :programme
            AND EXISTS (SELECT 1 FROM json_each(themes.includes) WHERE value = :old)""",
            {"old": old, "new": new, "programme": programme_id},
        )
