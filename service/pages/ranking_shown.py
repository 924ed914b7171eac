"""What matters most to each forum as pages show it: never those of different constituencies or kinds in one figure."""

from dataclasses import dataclass
from itertools import product

from sqlite_utils import Database

from corpus.ranking import FEWEST_RANKERS, PLACES, Standing
from corpus.records import CONSTITUENCIES, ENGAGEMENT_MODELS, Constituency, EngagementModel, Theme
from corpus.store import codebook, decisions, rankings
from service.pages.charts import FULL


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A theme as a group ranked it; `length` is its bar's, and `became` what was decided where it is no theme now."""

    theme: Theme
    standing: Standing
    length: float
    became: str

    @property
    def points(self) -> str:
        """Its score as it is read: '3.4'."""
        return f"{float(self.standing.score):.1f}"


@dataclass(frozen=True, slots=True)
class GroupRanking:
    """What matters most to one group, the highest score first; `ranked` of them have said so.

    `rows` are none where too few did. `unseen` is how many themes were offered to too few of them.
    """

    constituency: Constituency
    engagement_model: EngagementModel
    ranked: int
    rows: tuple[RankedRow, ...]
    unseen: int

    @property
    def is_shown(self) -> bool:
        """Whether enough of them have ranked for it to be told."""
        return self.ranked >= FEWEST_RANKERS


def results(corpus: Database, programme_id: int) -> list[GroupRanking]:
    """What matters most to each group of which anybody has ranked."""
    counts, found = rankings.count_rankings(corpus, programme_id), rankings.standings(corpus, programme_id)
    themes = {theme.id: theme for theme in codebook.themes_ever(corpus, programme_id)}
    became = {theme.id: what_became_of(corpus, theme) for theme in themes.values()}
    shown = []
    for model, constituency in product(ENGAGEMENT_MODELS, CONSTITUENCIES):
        ranked, standings = counts.get((model, constituency), 0), found.get((model, constituency), [])
        enough = [one for one in standings if min(ranked, one.offered) >= FEWEST_RANKERS]
        rows = [RankedRow(themes[one.theme_id], one, _length(one), became[one.theme_id]) for one in enough]
        rows.sort(key=lambda row: (-row.standing.score, -row.standing.first, row.theme.name.casefold()))
        if ranked:
            shown.append(GroupRanking(constituency, model, ranked, tuple(rows), len(standings) - len(enough)))
    return shown


def what_became_of(corpus: Database, theme: Theme) -> str:
    """Why something is a theme no more, in a sentence; '' where it is one."""
    if theme.status == "adopted":
        return ""
    said = (one.words for one in decisions.decisions_on(corpus, theme.id) if one.outcome == "agreed")
    return next(said, "It is no longer one of our themes.")


def _length(standing: Standing) -> float:
    """Of a bar, where a full one is that everybody put it first."""
    return round(FULL * float(standing.score) / PLACES, 2)
