"""Why there are as many themes as there are, in words for the people who read them."""

from nlp.themes.grouping import Choice

NOTHING_TO_SAY = "No themes: there are only numbers and words that are in every text."


def too_few(texts: int, fewest: int) -> str:
    """Where there is too little text to look for themes in."""
    return f"No themes were looked for: it takes {fewest} different things said, and here there are {texts}."


def reason_for(themes: int, choice: Choice | None, *, asked: int | None = None) -> str:
    """A sentence or two. `choice` is how the number was chosen, None where it came of the texts' own closeness."""
    count = f"{themes} theme{'' if themes == 1 else 's'}"
    if asked:
        return f"{count}: {asked} were asked for."
    if choice is None:
        return f"{count}: things said alike by enough people were put together, and nothing was forced into a theme."
    again = f"with a fifth of what was said left out, {_in_ten(choice.came_again)} were found again"
    if not choice.is_good:
        return f"{count}, with care: {again}, and no other number did better."
    if choice.with_more is None:
        return f"{count}: {again}. More themes than this were not tried, because few people would read them."
    return f"{count}: {again}. With more themes it was {_in_ten(choice.with_more)}: they begin to say the same thing."


def _in_ten(share: float) -> str:
    return f"{min(10, int(10 * share))} in 10"
