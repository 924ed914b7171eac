"""What people do, in the forms in which it follows a name: "said", "sings", "wouldn't"; written here."""

from collections.abc import Iterator


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REGULAR = """
ask reply text message phone explain shout whisper mention suggest laugh cry hug walk talk listen notice want like love
hate live play move visit wait stay watch share study refer assess disclose attend abstain object agree disagree sign
cook clean pray smoke vape punch kick slap bully cheat argue moan complain apologise thank marry divorce retire resign
join drop translate interpret deputise nod smile wave panic faint scream yell struggle suffer relapse recover graduate
email block grass reckon believe remember forget dance paint climb jump skip bunk snore worry shrug sigh whistle listen
knock text chat gossip joke tease flinch shiver limp collapse drown babysit volunteer campaign
"""
_IRREGULAR = """
says said tells told rings rang knows knew thinks thought goes went comes came leaves left sits sat stands stood runs
ran teaches taught brings brought drives drove writes wrote sings sang draws eats ate sleeps slept wakes woke drinks
drank fights fought swears swore meets met wears wore dies died lies lied hears heard speaks spoke understands
understood cuts buys bought chooses chose hides hid steals stole sees saw picks picked grew throws threw threatened
seconded chaired asked raised passed saved lost found held paid shut sent sends fell shook rode forgot forgave gave
caught won broke threw flew swam led fed bit spat sought wept begged sobbed taken
"""
_AUXILIARY = """
is was has had does did can could will would should might must got gets gave gives took takes made makes kept keeps
helped helps needs needed feels felt looks looked started starts stopped stops turned turns works worked calls called
tried tries used isn't wasn't hasn't hadn't doesn't didn't can't couldn't won't wouldn't shouldn't ain't isnt wasnt
hasnt hadnt doesnt didnt cant couldnt wont wouldnt shouldnt aint never always just also still only really even both
"""


def _forms(regular: str) -> Iterator[str]:
    for base in regular.split():
        if base.endswith("y") and base[-2] not in "aeou":
            yield from (f"{base[:-1]}ies", f"{base[:-1]}ied")
        elif base.endswith("e"):
            yield from (f"{base}s", f"{base}d")
        elif base.endswith(("s", "sh", "ch", "x")):
            yield from (f"{base}es", f"{base}ed")
        else:
            doubled = base + base[-1] if base in {"hug", "stop", "drop", "nod", "chat", "skip", "babysit"} else base
            yield from (f"{base}s", f"{doubled}ed")


PERSONAL = frozenset(_forms(_REGULAR)) | frozenset(_IRREGULAR.split())
"""What only people do."""
AUXILIARY = _words(_AUXILIARY) | frozenset(word.replace("'", "’") for word in _AUXILIARY.split())
"""What things do as well: a sign only where the word before it can hardly be a thing."""
PLAIN = frozenset(_REGULAR.split()) | _words(
    """
    say tell ring know think go come leave sit stand run teach bring drive write sing draw eat sleep slept wake drink
    fight swear meet wear die lie hear speak understand buy choose hide steal see eaten spoken said been talked gone
    """
)
"""What people do, as it follows "can't" and "hasn't"."""
NEGATED = frozenset(
    f"{verb}n{mark}t" for verb in ("has", "had", "does", "did", "ca", "could", "wo", "would") for mark in ("'", "’", "")
)
ADVERBS = _words("never always just also still only really even both")
ACTING = PERSONAL | AUXILIARY | ADVERBS
"""All of these, and what may stand before them."""
