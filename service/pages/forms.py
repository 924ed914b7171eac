"""A form as it came in: what was typed, and what is wrong with it, so that nothing is lost when it is shown again."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Form:
    """What was typed into each field, and a sentence for each field that is wrong."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What was typed into a field, without the space around it."""
        return self.values.get(name, "").strip()

    def needed(self, name: str, sentence: str) -> str:
        """What was typed into a field that must not be empty; the sentence says so where it is."""
        if not (value := self.value(name)):
            self.errors[name] = sentence
        return value

    def chosen(self, name: str, choices: tuple[str, ...], sentence: str) -> str:
        """What was chosen in a field, which has to be one of the choices."""
        if (value := self.value(name)) not in choices:
            self.errors[name] = sentence
        return value
