"""The slots of a frame, what may fill them, and what the verbs above an event noun say of who does it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_extract.analysis.arguments import ACTOR_TYPES, Names
from report_extract.relations.lexicon import Frame

RECEIVE = re.compile(r"(?:受け(?!持|入|継|止|身)|得[るた]|得て|得、|もら[わいうえおっ]|浴び|被[らりるれっ]|取り付け)")
LIGHT = re.compile(
    r"(?:行[わいうえおっ]|実施|続け|継続|開始|進め|推進|踏み切|強化|拡大|深め|深化|加速|重ね|強め|繰り返|検討|約束|表明|発表|打ち出|目指|図[らりるれっ]|模索|再開|急[がぎぐげい]|展開|加え|仕掛け|本格化|決定|決め|計画|準備|維持|成功|着手|試み|狙[わいうえっ]|"
    r"停止|打ち切|見送|控え|避け|中断|放棄|断念|乗り出|踏み込|取り付け|終え|積み増|増や|減ら|縮小|絶や|怠|示|主導|かけ|掛け|及[ばびぶん]|働[かき]|公表|承認|保留|延期|定例化|支え|発動|解除|緩和|撤回|務め|担[わいうっ]|果た|努め|合意|進展|一致|期待)"
)
OTHERS_ACT = re.compile(
    r"(?:非難|批判|支持|歓迎|警戒|懸念|反対|要求|求め|容認|黙認|認め|拒[否ま]|阻止|抑止|促|懸念|承認|評価|糾弾|称賛|招[かきい]|呼び|指摘|主張)"
)
DEMAND = re.compile(r"(?:要求|求め|要請|促|呼びかけ|呼び掛け|迫[らりっ]|働きかけ|働き掛け|訴え)")
# Acts that are done at a place where nobody else is named.
PLACED = ("MOBILIZE", "COERCE", "ASSAULT")


@dataclass(slots=True)
class Slots:
    """The names found for a frame; ``parties`` do it with each other."""

    subject: Names | None = None
    object: Names | None = None
    parties: Names | None = None
    added: Names | None = None
    demanded: bool = False
    one_mention: bool = False


def can_act(group: Names) -> bool:
    """Whether the names are of somebody, and of no thing that is only used (無人機攻撃)."""
    return group.members[-1].type in ACTOR_TYPES


def first(
    cases: Mapping[str, list[Names]],
    order: Sequence[str],
    frame: Frame,
    apart: Names | None = None,
) -> Names | None:
    """The last names that fit, in the first of the cases that has any."""
    for case in order:
        for group in reversed(cases.get(case, [])):
            if group is not apart and fits(group, frame.object_types):
                return group
    return None


def nearest(cases: Mapping[str, list[Names]], order: Sequence[str], frame: Frame, apart: Names | None) -> Names | None:
    """The object: in を if there is one that fits, else the one nearest to the predicate in any of its cases."""
    fitting = [g for c in order for g in cases.get(c, []) if g is not apart and fits(g, frame.object_types)]
    preferred = [g for g in fitting if g.members[-1].type in frame.prefer]
    if preferred:
        return max(preferred, key=lambda g: g.end)
    groups = [g for g in cases.get("ヲ", []) if g is not apart and fits(g, frame.object_types)] if "ヲ" in order else []
    if not groups:
        groups = fitting
    return max(groups, key=lambda g: g.end, default=None)


def fits(group: Names, types: Sequence[str]) -> bool:
    """Whether one of the names may stand in a slot for these types; no types allow all."""
    return not types or any(m.type is None or m.type in types for m in group.members)


def fits_well(group: Names, frame: Frame) -> bool:
    """A thing that the frame names among its objects (空母の就役, 条約の批准)."""
    return group.members[-1].type in frame.object_types
