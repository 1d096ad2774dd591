"""What is known of the things behind the mentions: of what sort they are, which are the same, how often they come up."""

import re
from collections import Counter
from collections.abc import Sequence

from report_extract.analysis.arguments import Names
from report_extract.entities.linking import LinkedEntity, LinkedMention

# Bodies that report, study and judge more often than they act.
_OBSERVERS = re.compile(
    r"(?:研究所|研究院|研究センター|シンクタンク|財団|通信|紙|テレビ|新聞|放送|タイムズ|ポスト|ロイター|大学|アカデミー|裁判所|社)$"
)


class Known:
    """The entities of a report as its relations need them.

    The sort of a thing is its type, but STATE for a country, PLACE for another GPE, OBSERVER for a body that reports or
    judges, SEVERAL for an anaphor of things of several types. ``named`` is how often each entity is mentioned, where
    the mentions are not all of the report's.
    """

    def __init__(
        self, entities: Sequence[LinkedEntity], mentions: Sequence[LinkedMention], named: Counter[int] | None = None
    ) -> None:
        self._behind = [frozenset(m.entities) for m in mentions]
        self._sorts = [_sort(mention, entities) for mention in mentions]
        self._named = named or Counter(number for mention in mentions for number in mention.entities)

    def sort(self, group: Names) -> str:
        """The sort of the last of coordinated names."""
        return self._sorts[group.members[-1].mention]

    def is_in_a_country(self, mention: int) -> bool:
        """Whether a mention is of a province or town, and of no country."""
        return self._sorts[mention] == "PLACE"

    def behind(self, mention: int) -> frozenset[int]:
        """The entities that a mention stands for."""
        return self._behind[mention]

    def prominence(self, group: Names) -> int:
        """How often the report mentions the last of coordinated names: 0 once, 1 to 3 times, 2 to 8 times, 3 more."""
        most = max((self._named[number] for number in self._behind[group.members[-1].mention]), default=0)
        return sum(most > bound for bound in (1, 3, 8))


def _sort(mention: LinkedMention, entities: Sequence[LinkedEntity]) -> str:
    behind = [entities[number] for number in mention.entities]
    types = {entity.type for entity in behind}
    kind = mention.type or (types.pop() if len(types) == 1 else "SEVERAL")
    if kind == "GPE":
        return "STATE" if any(entity.iso and "-" not in entity.iso for entity in behind) else "PLACE"
    if kind == "ORG" and any(_OBSERVERS.search(entity.name) for entity in behind):
        return "OBSERVER"
    return kind
