"""The sentences of a summary that only count: how many people, of which kinds, where, and how they were engaged.

They are made of numbers alone, so that they can be said anew whenever the numbers change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOT_KNOWN = "not known"
MOST_PLACES = 4
_ONE_OF = {
    "young person": "a young person",
    "parent or carer": "a parent or carer",
    "professional": "a professional",
    "voluntary or community sector": "from a community group",
    "faith group": "from a faith group",
    "citizen": "a citizen",
}
_SEVERAL_OF = {
    "young person": "young people",
    "parent or carer": "parents or carers",
    "professional": "professionals",
    "voluntary or community sector": "from community groups",
    "faith group": "from faith groups",
    "citizen": "citizens",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """How many people spoke of a theme, at how many events; and how many in each role, place and engagement model."""

    people: int = 0
    events: int = 0
    roles: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    models: Mapping[str, int] = field(default_factory=dict)


def counted(heard: Heard) -> list[str]:
    """The sentences, the first of them always the same in kind; none where nobody spoke."""
    if not heard.people:
        return []
    return [who_spoke(heard.people, heard.events), *_roles(heard), *_places(heard), *_models(heard)]


def who_spoke(people: int, events: int) -> str:
    """How many people spoke of the theme, and at how many events."""
    where = "one event" if events == 1 else f"{events} events"
    who = "One person" if people == 1 else f"{people} people"
    return f"{who} talked about this, at {where}."


def one_of(role: str | None) -> str:
    """What one person of a role is called: “a young person”."""
    return _ONE_OF.get(role or "", f"{'an' if role[0] in 'aeiou' else 'a'} {role}" if role else "somebody")


def one_named(role: str | None) -> str:
    """The same where they are who did something: “someone from a faith group did not agree”."""
    one = one_of(role)
    return f"someone {one}" if one.startswith("from ") else one


def _roles(heard: Heard) -> list[str]:
    known = {role: people for role, people in heard.roles.items() if people and not _is_unknown(role)}
    if not known:
        return []
    if len(known) == 1 and sum(known.values()) == heard.people:
        (role,) = known
        return [_all(heard.people, _several(role), one_of(role))]
    order = [*_SEVERAL_OF]
    listed = sorted(known, key=lambda role: (-known[role], order.index(role) if role in order else len(order), role))
    parts = [f"{known[role]} {_were(role, known[role])}" for role in listed]
    unknown = heard.people - sum(known.values())
    if unknown > 0:
        parts.append(f"{unknown} did not say")
    return [_short(parts)]


def _places(heard: Heard) -> list[str]:
    named = {place: people for place, people in heard.places.items() if people and not _is_unknown(place)}
    if not named:
        return []
    if len(named) == 1 and sum(named.values()) >= heard.people:
        (place,) = named
        return [f"{'They were' if heard.people == 1 else 'All of them were'} in {place}."]
    most = sorted(named, key=lambda place: (-named[place], place))
    shown = [f"{named[place]} {'was' if named[place] == 1 else 'were'} in {place}" for place in most[:MOST_PLACES]]
    if rest := sum(named[place] for place in most[MOST_PLACES:]):
        shown.append(f"{rest} {'was' if rest == 1 else 'were'} somewhere else")
    return [_short(shown)]


def _models(heard: Heard) -> list[str]:
    """Co-production, participation and consultation stay apart."""
    used = {model: people for model, people in heard.models.items() if people}
    if len(used) == 1:
        (model,) = used
        return [f"All of them were at {model} events." if heard.people > 1 else f"It was at a {model} event."]
    most = sorted(used, key=lambda model: (-used[model], model))
    were = {model: f"was at a {model} event" if used[model] == 1 else f"were at {model} events" for model in most}
    return [_short([f"{used[model]} {were[model]}" for model in most])] if most else []


def _is_unknown(group: str) -> bool:
    return group.strip().casefold() in ("", NOT_KNOWN)


def _short(parts: list[str]) -> str:
    """A short sentence each: easier to read than one with commas."""
    return " ".join(f"{part}." for part in parts)


def _were(role: str, people: int) -> str:
    return f"was {one_of(role)}" if people == 1 else f"were {_several(role)}"


def _all(people: int, several: str, one: str) -> str:
    return f"That person was {one}." if people == 1 else f"All of them were {several}."


def _several(role: str) -> str:
    return _SEVERAL_OF.get(role, f"{role}s")
