"""What a proposal asks, and what was decided of it, in a sentence that anybody can read."""

from collections.abc import Sequence

from corpus.store.theme_proposals import NewProposal

_ASKED = {
    "adopt": "Should {theme} be one of our themes?",
    "define": "Should we change what {theme} means?",
    "change": "Should {theme} be called {name}?",
    "reject": "Should {theme} stop being a theme?",
    "merge": "Should {all} be one theme, called {kept}?",
    "split": "Should {theme} be split into {parts}?",
    "new theme": "Should {name} be a new theme?",
}
_AGREED = {
    "adopt": "{theme} is one of our themes.",
    "define": "{theme} has a new meaning.",
    "change": "{theme} is now called {name}.",
    "reject": "{theme} is no longer a theme.",
    "merge": "{all} are now one theme, called {kept}.",
    "split": "{theme} is now split into {parts}.",
    "new theme": "{name} is a new theme.",
}
_REFUSED = {
    "adopt": "{theme} was not agreed as one of our themes.",
    "define": "{theme} keeps the meaning it had.",
    "change": "{theme} keeps its name. {name} was not agreed.",
    "reject": "{theme} stays a theme.",
    "merge": "{all} stay as they are. To make them one theme was not agreed.",
    "split": "{theme} stays one theme. To split it was not agreed.",
    "new theme": "{name} was not agreed as a new theme.",
}


def question(proposal: NewProposal) -> str:
    """The question that members vote on."""
    return _filled(_ASKED, proposal)


def agreed_words(proposal: NewProposal) -> str:
    """What holds from now on, where it was agreed."""
    return _filled(_AGREED, proposal)


def refused_words(proposal: NewProposal) -> str:
    """What holds where it was not agreed: all is as it was."""
    return _filled(_REFUSED, proposal)


def listed(words: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _filled(sentences: dict[str, str], proposal: NewProposal) -> str:
    theme, name = f"“{proposal.theme_name}”", f"“{proposal.name}”"
    parts = [f"“{part.name}”" for part in proposal.parts] or [name]
    which = "define" if proposal.kind == "change" and not proposal.name else proposal.kind
    return sentences[which].format(
        theme=theme, name=name, kept=name if proposal.name else theme, parts=listed(parts), all=listed([theme, *parts])
    )
