"""Contributors: who spoke, by pseudonym."""

from sqlite_utils import Database


def pseudonyms(db: Database, event_id: int, *, except_document: int) -> list[str]:
    """The pseudonyms at an event of those who spoke in other documents than this one."""
    sql = """SELECT DISTINCT pseudonym FROM contributors JOIN turns ON turns.contributor_id = contributors.id
             WHERE event_id = ? AND turns.document_id <> ?"""
    return [pseudonym for (pseudonym,) in db.execute(sql, [event_id, except_document])]
