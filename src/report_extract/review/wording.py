"""Says in words what a record claims, so that a reader can judge it without knowing the output format."""

from report_extract.records import Claim, Entity, EntityType, Mention, Relation, Report, Span

_TYPES: dict[EntityType, str] = {
    "PERSON": "人物",
    "GPE": "国・州・都市",
    "LOC": "地域・地形",
    "ORG": "組織",
    "MIL": "軍・武装組織",
    "GROUP": "国家群・集団",
    "FAC": "施設",
    "WEAPON": "兵器",
    "LAW": "条約・法令・文書",
    "EVENT": "出来事",
    "DATE": "日付・期間",
    "ROLE": "役職",
    "QUANTITY": "数量",
}
_UNKNOWN = "?"


class Wording:
    """Words the records of one report; what a record refers to is looked up there."""

    def __init__(self, report: Report) -> None:
        self.entities = {entity.id: entity for entity in report.entities}
        self.mentions = {mention.id: mention for mention in report.mentions}

    def mention(self, mention: Mention) -> str:
        """Say what a name or an anaphor stands for."""
        text = _flat(mention.text)
        if mention.form == "anaphor":
            return f"「{text}」は{self._names(mention) or _UNKNOWN}を指す（照応）"
        entity = self.entities.get(mention.entity or "")
        kind = f"{_type_name(mention.type, entity)}({mention.type})"
        if entity is None:
            return f"「{text}」は{kind}を指す"
        name = "" if entity.name in (text, mention.text) else f"「{entity.name}」"
        return f"「{text}」は{kind}{name}を指す{_codes(entity)}"

    def relation(self, relation: Relation) -> str:
        """Say who does what to whom, and how certain it is told."""
        arguments = f"{self._argument(relation.subject)} → {self._argument(relation.object)}"
        words = [f"{relation.type}: {arguments} ({_flat(relation.trigger.text)})", relation.status, relation.polarity]
        if relation.theme:
            words.append(f"内容 {_quoted(relation.theme)}")
        if relation.time:
            words.append(f"時 {self._argument(relation.time)}")
        if relation.place:
            words.append(f"場所 {self._argument(relation.place)}")
        return ", ".join(words)

    def claim(self, claim: Claim) -> str:
        """Say of what kind a statement is, how certain, and whose."""
        holder = self.entities.get(claim.holder)
        words: list[str] = [claim.type]
        if claim.certainty:
            words.append(claim.certainty)
        words += [claim.polarity, f"holder {holder.name if holder else claim.holder}"]
        if claim.condition:
            words.append(f"条件 {_quoted(claim.condition)}")
        if claim.cue:
            words.append(f"手掛かり {_quoted(claim.cue)}")
        return ", ".join(words)

    def _argument(self, name: str) -> str:
        mention = self.mentions.get(name)
        if mention is None:
            return _UNKNOWN
        names = self._names(mention)
        text = _flat(mention.text)
        return f"{text}（＝{names}）" if names and names != text else text

    def _names(self, mention: Mention) -> str:
        keys = mention.refers_to or ((mention.entity,) if mention.entity else ())
        return "、".join(self.entities[key].name for key in keys if key in self.entities)


def _type_name(kind: EntityType | None, entity: Entity | None) -> str:
    if kind == "GPE" and entity and (code := entity.ids.iso3166):
        return "州・省" if "-" in code else "国"
    return _TYPES[kind] if kind else _UNKNOWN


def _codes(entity: Entity) -> str:
    codes = [code for code in (entity.ids.iso3166, entity.ids.wikidata, entity.value) if code]
    return f"［{', '.join(codes)}］" if codes else ""


def _quoted(span: Span) -> str:
    return f"「{_flat(span.text)}」"


def _flat(text: str) -> str:
    return "".join(text.split()) if not text.isascii() else " ".join(text.split())
