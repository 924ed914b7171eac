"""What is kept, as values. Ids are the corpus's own; dates are ISO; every text here has had its identifiers masked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.consent import GivenBy

EventKind = Literal["focus group", "co-design event", "testing event", "forum meeting", "stakeholder event", "survey"]
EngagementModel = Literal["co-production", "participation", "consultation"]
Part = Literal["contributor", "facilitator"]
Origin = Literal["framework", "discovered", "forum"]
ThemeStatus = Literal["candidate", "adopted", "retired"]
CodingState = Literal["suggested", "confirmed", "rejected"]
Answer = Literal["right", "partly", "not us"]
AccountRole = Literal["staff", "analyst", "safeguarding lead", "approver", "administrator"]
HoldState = Literal["waiting", "kept", "escalated"]
DocumentState = Literal["received", "to confirm", "confirmed", "to sign off", "ready", "failed"]
JobState = Literal["queued", "running", "done", "failed", "cancelled"]
SentenceKind = Literal["counted", "said", "point", "example", "others", "apart", "view", "quote"]
"""Counts; words that came up; what several people said, the words that stand for it, and how many said other things;
what people did not see the same way, and each side's words; other quotes."""
Constituency = Literal["young people", "citizens", "professionals"]

EVENT_KINDS: tuple[EventKind, ...] = (
    "focus group",
    "co-design event",
    "testing event",
    "forum meeting",
    "stakeholder event",
    "survey",
)
ENGAGEMENT_MODELS: tuple[EngagementModel, ...] = ("co-production", "participation", "consultation")
ROLES = (
    "young person",
    "parent or carer",
    "professional",
    "voluntary or community sector",
    "faith group",
    "citizen",
)
AGE_BANDS = ("under 11", "11-13", "14-15", "16-17", "18-25", "26 and over")
CONSTITUENCIES: tuple[Constituency, ...] = ("young people", "citizens", "professionals")
ACCOUNT_ROLES: tuple[AccountRole, ...] = ("staff", "analyst", "safeguarding lead", "approver", "administrator")
HOLD_STATES: tuple[HoldState, ...] = ("waiting", "kept", "escalated")
HELD_WORDS = "Held for the safeguarding lead."
"""What stands for a turn's words as long as they are held."""
ANSWERS: tuple[Answer, ...] = ("right", "partly", "not us")


@dataclass(frozen=True, slots=True)
class Programme:
    """A body of engagement work with its own codebook and events."""

    id: int
    slug: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An occasion of listening, before it has an id. `code` is unique in its programme.

    What is said at one that `is_sensitive` waits for the safeguarding lead, all of it.
    """

    code: str
    name: str
    kind: EventKind
    held_on: str
    locality: str
    setting: str
    audience: str
    engagement_model: EngagementModel
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Event(NewEvent):
    """An occasion of listening."""

    id: int = 0
    programme_id: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """An uploaded source. `title` says nothing that the file's own name might give away.

    While it is “to sign off”, the corpus has no word of it, or those that were signed off the last time.

    The counts are of a table's answers (a transcript's turns): all of them, those left blank, and those whose text
    had been given before in the same document.
    """

    id: int
    event_id: int
    number: int
    title: str
    format: str
    state: DocumentState
    problem: str | None = None
    answers: int = 0
    blank: int = 0
    duplicate: int = 0


@dataclass(frozen=True, slots=True)
class NewContributor:
    """One person who spoke, before they have an id. `code` is unique in the event."""

    code: str
    pseudonym: str
    role: str | None = None
    age_band: str | None = None
    locality: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    consent: int = 1
    consent_by: GivenBy | None = None


@dataclass(frozen=True, slots=True)
class Contributor:
    """One person who spoke in a document, what they agreed to, and who gave it; `turns` is how often they spoke.

    Of somebody who agreed to nothing, the corpus has this and not a word: their turns are in the vault alone.
    """

    document_id: int
    code: str
    pseudonym: str
    role: str | None
    age_band: str | None
    consent: int
    consent_by: GivenBy | None
    turns: int


@dataclass(frozen=True, slots=True)
class NewSegment:
    """The unit that is coded: characters `start` to `end` of its turn."""

    start: int
    end: int
    is_non_answer: bool = False


@dataclass(frozen=True, slots=True)
class NewTurn:
    """One speaker's uninterrupted speech, masked, with its segments (none where it is a facilitator's).

    `contributor` is a contributor's code in the same event; `prompt` is the question that a table's answer answers.
    One that `is_held` has neither its own words here nor segments: those are in the vault.
    """

    text: str
    part: Part
    contributor: str | None
    speaker: str
    segments: tuple[NewSegment, ...] = ()
    started_at: float | None = None
    prompt: str | None = None
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A stored turn."""

    id: int
    document_id: int
    position: int
    part: Part
    speaker: str
    text: str
    started_at: float | None
    prompt: str | None
    contributor_id: int | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stored segment: characters `start` to `end` of its turn, those characters, and who said them."""

    id: int
    turn_id: int
    start: int
    end: int
    text: str
    contributor_id: int | None


@dataclass(frozen=True, slots=True)
class Theme:
    """A pattern of meaning in a programme's codebook."""

    id: int
    programme_id: int
    key: str
    name: str
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    examples: tuple[str, ...]
    keywords: tuple[str, ...]
    parent_id: int | None
    origin: Origin
    status: ThemeStatus


@dataclass(frozen=True, slots=True)
class NewTheme:
    """A theme before it has an id; `parent` is another theme's key."""

    key: str
    name: str
    definition: str = ""
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    parent: str | None = None
    origin: Origin = "framework"
    status: ThemeStatus = "adopted"


@dataclass(frozen=True, slots=True)
class ThemeStability:
    """In how many re-runs, each with part of what was said left out, a discovered theme was found again."""

    found: int
    runs: int
    is_firm: bool


@dataclass(frozen=True, slots=True)
class Coding:
    """A link from a segment to a theme, made by a coder."""

    segment_id: int
    theme_id: int
    confidence: float
    is_primary: bool
    state: CodingState = "suggested"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a segment and a theme: `state` is confirmed or rejected."""

    segment_id: int
    text: str
    theme_id: int
    state: CodingState


@dataclass(frozen=True, slots=True)
class Quote:
    """A segment as evidence: what was said, by whom (pseudonym), where, and how to find it in context."""

    segment_id: int
    turn_id: int
    document_id: int
    text: str
    speaker: str
    role: str | None
    age_band: str | None
    event_id: int
    event_name: str
    locality: str
    engagement_model: EngagementModel
    confidence: float | None = None
    state: CodingState | None = None


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One sentence of a theme's summary, the ids of the segments it rests on, and what kind of sentence it is."""

    text: str
    segment_ids: tuple[int, ...]
    kind: SentenceKind = "said"


@dataclass(frozen=True, slots=True)
class NewReview:
    """A forum member's answer to a theme, as they give it."""

    theme_id: int
    forum_member_id: int
    answer: Answer
    reason: str = ""
    suggested_name: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A forum member's answer to a theme."""

    theme_id: int
    constituency: Constituency
    answer: Answer
    reason: str
    suggested_name: str
    answered_at: str
    engagement_model: EngagementModel = "co-production"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody with a name of their own. `has_password` is False where an invitation waits, or where somebody signs
    in through their organisation; `has_second_step` is True where a code from a device is asked for, too."""

    id: int
    name: str
    roles: tuple[AccountRole, ...]
    has_password: bool = True
    has_second_step: bool = False
    is_disabled: bool = False


@dataclass(frozen=True, slots=True)
class ForumMember:
    """Somebody who signs in with a code; nothing else is known of them but the constituency they sit in, and which
    kind of forum it is."""

    id: int
    programme_id: int
    constituency: Constituency
    engagement_model: EngagementModel = "co-production"


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work for the worker, and how far it has come. `subject_id` is the thing its `kind` works on.

    `seconds_left` is for the step that is under way, and None as long as nobody can say.
    """

    id: int
    kind: str
    programme_id: int
    subject_id: int | None
    state: JobState
    step: str
    done: int
    total: int
    problem: str | None
    attempts: int
    seconds_left: int | None = None
    cancel_requested: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a whole analysis rested on: the vectors' model, a fingerprint of the codebook, and how many segments and
    people's decisions there were."""

    model: str
    codebook: str
    segments: int
    decisions: int


@dataclass(frozen=True, slots=True)
class ThemeCentre:
    """Where a discovered theme lies among a model's vectors (raw float32 bytes), and how close a text of it comes."""

    theme_id: int
    model: str
    direction: bytes
    reach: float


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a job has come in the step that is under way, and for how many seconds that step will go on."""

    step: str
    done: int
    total: int
    seconds_left: int | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """A published database. `file` is its name in the releases folder.

    One that was withdrawn has no file any more: its number and dates stay, and why.
    """

    id: int
    programme_id: int
    number: int
    file: str
    sha256: str
    published_at: str
    withdrawn_at: str | None = None
    withdrawn_because: str | None = None
