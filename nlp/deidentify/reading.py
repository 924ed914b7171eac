"""One text's tokens with what is known of its document; positions are token numbers."""

from dataclasses import dataclass

from nlp.deidentify.known import Known
from nlp.deidentify.signs import Around
from nlp.deidentify.tokens import Token

OWNERS = frozenset({"my", "his", "her", "our", "their", "your"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the finders of names look at. `trusts_capitals`: whether capitals tell names in it."""

    tokens: list[Token]
    known: Known
    trusts_capitals: bool

    def lower(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def is_capital(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].is_capitalised

    def around(self, first: int, last: int) -> Around:
        return Around(
            earliest=self.lower(first - 3),
            earlier=self.lower(first - 2),
            previous=self.lower(first - 1),
            following=self.lower(last + 1),
            after=self.lower(last + 2),
            beyond=tuple(self.lower(last + ahead) for ahead in range(3, 7)),
            tail=self.tokens[last].tail,
            previous_tail=self.tokens[first - 1].tail if first else "",
            starts_sentence=self.tokens[first].starts_sentence,
            after_a_name=first > 1 and self.tokens[first - 2].is_name_shaped,
            length=last - first + 1,
        )
