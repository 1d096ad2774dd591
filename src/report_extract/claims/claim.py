"""All claims of a report: a sentence is one, or two where its clauses differ in type, certainty or holder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.claims import horizon, judge, likelihood
from report_extract.entities.linking import LinkedMention
from report_extract.records import Certainty, ClaimType, Likelihood, Polarity
from report_extract.views import View

_SPEECH = (
    r"(?:述べ(?!ら)|明かし|明らかにし|語[らりるっ]|主張(?!され)|指摘(?!され)|表明|言明|明言|強調|説明|発表|否定|断じ|断定|答弁|断言|反論|回答|反駁|釈明|予測(?!され)|予想(?!され)|分析(?!され)|報告(?!され)|伝え(?!ら)|公言|推計|推定(?!され)|試算|見積も|認定|論じ|説[いくかっ]|宣言|証言|評価(?!され|し得|でき)|"
    r"みてい|見てい|考えてい|しており|している|した(?=$)|する(?=$)|位置付けてい|位置づけてい|みなしてい|確言|力説|豪語|言い切|言い続け|公表|報じ(?!ら)|伝達|示唆(?!され)|打ち明け|請け合|認め(?!ら)|うたっ|うたい|認識を示|見方を示|考えを示|見解を示|立場を示|見通しを示|判断を示|方針を示|懸念を示|認識を表明|見解を表明|立場を取|立場をと)"
)
_QUOTED_WHO = re.compile(rf"(?P<quote>」?と)(?P<who>[^、。「」はがと]{{2,24}})[はが](?P<verb>{_SPEECH})")
_QUOTED = re.compile(
    rf"(?P<quote>(?:」)?と(?:の(?:認識|見方|考え|見解|立場|見通し|判断|懸念)を)?(?:も|は|改めて|繰り返し|強く|明確に|公に|一貫して|初めて|相次いで|[^、。「」はがをと]{1, 10}(?:に|へ|で)(?:対して|対し)?)?)(?P<verb>{_SPEECH})"
)
_GOES_ON = re.compile(r"(?:ことは|のは|が、|[たるい](?:こと|際|後|直後|ため|から|のを|うえ|ほか|の?ちに|報道|点|とき))")
_DENY = re.compile(r"(?P<content>[をへ一貫してもは]{1,8}(?:一貫して|強く|全面的に|明確に|否定))")
_ACCORDING = re.compile(r"(?:によれば|によると|の(?:推計|試算|分析|報告|発表|見方|報道)(?:によれば|によると|では))")
_NOT_SAID = re.compile(r"とし(?:て|つつ)?$|として$")
_AUTHOR = re.compile(r"(?:筆者|本稿|小稿|著者|われわれ|我々)")
_SPLIT = re.compile(
    r"(?:(?<=[うるたいだくすつぬぶむ])が|ものの|(?<=[うるたいだくすつぬぶむな])一方で?|て(?:は)?おり|でおり|であり|かねず|定かではなく|定かでなく|がたく|望ましくなく|べきではなく|ではなく(?=、[^、]*(?:であ|うる|得る))|(?<=[うるた])のに対し(?:て)?|可能性があり|おそれがあり|恐れがあり|必要があり|見込みで|予定で|困難で(?!は)|明白で(?!は)|重要で(?!は)|ありうるし|"
    r"(?:」と|[うるたいだ]と)(?:改めて|強く)?(?:述べ|主張し|指摘し|強調し|説明し|否定し|断定し|表明し|言明し|明言し|発表し|語り|断じ|反論し)(?:ており)?)(?P<comma>(?:\(注?\d*\))?、)"
)
_WEAK = re.compile(
    r"(?:(?<=[\u3040-\u309f])(?:り|え|き|せ|れ|べ|み|ち|い|ず|け|げ|め)|(?<=[\u3400-\u9fff])(?:し|え|り|き|み|け|せ|め)|多く|少なく|高く|低く|とされ|とともに|うえで)(?P<comma>(?:\(注?\d*\))?、)"
)
_OWN_SUBJECT = re.compile(r"(?:^|[^、]{2,})(?:は|が|も)(?!、?(?:ない|なく))")
_CONDITION_END = re.compile(
    r"(?:場合|限り|ない限り|(?:けれ|[えけせてねべめれげ])ば(?!か)|ならば|(?<=[るたい])なら(?=、)|だら(?=、)|たら(?=、)|とすれば|事態となれば|暁|なしに(?:は)?|(?<=[うくすつぬむるぶ])と(?=、(?!し|い|み|考|思|述|の)))"
)
_CONDITION_START = re.compile(
    r"(?:^|、|。)(?:もっとも|しかし|ただし|ただ|また|さらに|一方|他方|すなわち|つまり|とはいえ|もし|そして|結果|そのため|従って|したがって)、"
)
_IF = re.compile(r"仮に|万一|もし|万が一")
_OPEN = re.compile(r"「[^「」]*」")


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim at ``start:end`` of its passage; ``holder`` is an entity number or None for the author.

    ``addressee`` is an entity number too; ``horizon`` is in TIMEX3.
    """

    passage: int
    sentence: int
    start: int
    end: int
    type: ClaimType
    certainty: Certainty | None
    polarity: Polarity
    condition: tuple[int, int] | None
    holder: int | None
    cue: tuple[int, int] | None
    rule: str
    likelihood: Likelihood | None = None
    addressee: int | None = None
    horizon: str | None = None


def claim(
    views: Sequence[View], mentions: Sequence[LinkedMention], ahead: frozenset[int], dates: horizon.Dates
) -> list[LinkedClaim]:
    """The claims of all body sentences and bullets, in the order of the text; ``ahead`` are mentions of dates to come."""
    bodies = [view for view in views if view.kind in ("paragraph", "bullet")]
    found = [claimed for view in bodies for claimed in _of_sentence(view, mentions, ahead)]
    by_place = {(view.passage, view.number): view for view in bodies}
    return [_completed(claimed, by_place[claimed.passage, claimed.sentence], mentions, dates) for claimed in found]


def _of_sentence(view: View, mentions: Sequence[LinkedMention], ahead: frozenset[int]) -> list[LinkedClaim]:
    spans = _clauses(view)
    clauses = _carried([_read(view, start, end, mentions, ahead) for start, end, _ in spans])
    merged: list[LinkedClaim] = []
    weak = False
    for found, (_, _, is_weak) in zip(clauses, spans, strict=True):
        if merged and (_alike(merged[-1], found) or (weak and _shares_mood(merged[-1], found))):
            last = merged[-1]
            merged[-1] = replace(found, start=last.start, condition=last.condition or found.condition)
        else:
            merged.append(found)
        weak = is_weak
    return merged


def _completed(found: LinkedClaim, view: View, mentions: Sequence[LinkedMention], dates: horizon.Dates) -> LinkedClaim:
    """A forecast with its likelihood and horizon, a recommendation with its addressee."""
    span = (found.start, found.end)
    if found.type == "FORECAST":
        band = likelihood.of_forecast(view.text[slice(*span)], is_possible=found.certainty == "possible")
        return replace(found, likelihood=band, horizon=horizon.of_forecast(view, span, found.condition, dates))
    if found.type == "RECOMMENDATION":
        return replace(found, addressee=_addressee(found, view, mentions))
    return found


def _addressee(found: LinkedClaim, view: View, mentions: Sequence[LinkedMention]) -> int | None:
    """The entity that should act: the last topic of the clause or, where it has none, of the clauses before it.

    A が phrase counts where no topic stands, and neither inside the condition or a relative clause.
    """
    arguments = view.arguments
    condition = range(*found.condition) if found.condition else range(0)
    named = [
        (group, arguments.sentence.bunsetsu[group.bunsetsu])
        for group in arguments.names
        if group.end <= found.end
        and group.members[-1].type in _SPEAKERS
        and group.is_head
        and group.start not in condition
    ]
    topics = [g for g, home in named if home.case == "ハ" or (arguments.is_topic(g) and _is_of_main(view, home, found))]
    subjects = [g for g, home in named if home.case == "ガ" and _is_of_main(view, home, found)]
    own = [group for group in topics if group.start >= found.start]
    chosen = (own or topics or subjects)[-1:]
    entities = mentions[chosen[0].members[0].mention].entities if chosen else ()
    return entities[0] if entities else None


def _is_of_main(view: View, phrase: Bunsetsu, found: LinkedClaim) -> bool:
    """The phrase depends on the predicate that ends the claim, or on one that shares its mood."""
    above = view.arguments.next_predicate(phrase)
    return above is not None and found.end - view.arguments.sentence.span(above)[1] <= 12


def _shares_mood(first: LinkedClaim, second: LinkedClaim) -> bool:
    """A bare 連用 clause before a recommendation is recommended too: 移転を加速させ、協力を深めることが望ましい."""
    return first.rule == "form:told" and second.type == "RECOMMENDATION" and first.holder is None


def _carried(clauses: list[LinkedClaim]) -> list[LinkedClaim]:
    """A condition at the head of a sentence, and the source of a によれば, hold for the clauses behind too."""
    result: list[LinkedClaim] = []
    for found in clauses:
        first = result[0] if result else None
        if (
            first
            and first.condition
            and not found.condition
            and found.type in ("FORECAST", "RECOMMENDATION")
            and found.holder == first.holder
        ):
            found = replace(found, condition=first.condition)
        if first and first.holder is not None and found.holder is None and first.rule.startswith("according"):
            found = replace(found, holder=first.holder, rule=f"according+{found.rule}")
        result.append(found)
    return result


def _alike(first: LinkedClaim, second: LinkedClaim) -> bool:
    return (first.type, first.certainty, first.holder) == (second.type, second.certainty, second.holder)


def _clauses(view: View) -> list[tuple[int, int, bool]]:
    """The coordinate clauses that could differ, as spans of the passage, and whether only a 連用 form divides them."""
    text = view.text[view.start : view.end]
    masked = _OPEN.sub(lambda m: "「" + "＿" * (len(m.group()) - 2) + "」", text)
    spans: list[tuple[int, int, bool]] = []
    start = 0
    strong = {match.start("comma"): match for match in _SPLIT.finditer(masked)}
    weak = {match.start("comma"): match for match in _WEAK.finditer(masked) if match.start("comma") not in strong}
    for end, match in sorted((strong | weak).items()):
        if end - start < 6 or len(text) - match.end() < 6 or not _is_main(view, view.start + end):
            continue
        if end in weak and not _changes_subject(masked[start:end], masked[match.end() :]):
            continue
        spans.append((view.start + start, view.start + end, end in weak))
        start = match.end()
    spans.append((view.start + start, view.end, False))
    return spans


def _changes_subject(first: str, second: str) -> bool:
    """Both clauses have a subject of their own, and no condition hangs over them."""
    if _CONDITION_END.search(first) or _CONDITION_END.search(second):
        return False
    return bool(re.search(r"[^、]{2,}[はが](?!、?$)", first)) and bool(
        re.match(r"[^、。]{2,30}(?:は|が)(?!ある|ない|あり)", second)
    )


def _is_main(view: View, offset: int) -> bool:
    """The clause that ends at an offset is coordinate to the main one: not inside a quotation, relative or condition."""
    arguments = view.arguments
    b = arguments.sentence.at_offset(offset - 1)
    if b is None:
        return False
    rest = view.text[offset : view.end]
    if (
        re.match(r"、?[^、。]*(?:」)?と(?:述べ|主張|指摘|語|言明|断じ|説明)", rest)
        and "「" not in rest[:20]
        and not re.search(r"[はが]", rest[:12])
    ):
        return False
    at: Bunsetsu | None = b
    hops = 0
    while at is not None and at.parent is not None and hops < 12:
        at = arguments.sentence.bunsetsu[at.parent]
        hops += 1
        if (
            hops == 1
            and arguments.is_relative(at)
            and at.number + 1 < len(arguments.sentence.bunsetsu) - 1
            and at.number - b.number < 3
        ):
            return False
    return True


def _read(view: View, start: int, end: int, mentions: Sequence[LinkedMention], ahead: frozenset[int]) -> LinkedClaim:
    text = view.text[start:end]
    holder, content, cue = _attribution(view, start, end, mentions)
    said = content if content is not None else text
    at = start + (text.find(said) if said in text else 0)
    condition = _condition(view.text[at : at + len(said)], at, masked=content is None)
    is_ahead = any(row[0] in ahead and start <= row[1] < end for row in view.rows)
    judging = judge.judge if holder is None else judge.judge_said
    judged = judging(said, has_condition=condition is not None, is_ahead=is_ahead)
    if judged.type == "FACT" or (
        condition is not None and _is_narrated(view.text[condition[1] : end], view.text[condition[0] : condition[1]])
    ):
        condition = None
        if judged.rule == "form:condition":
            judged = judge.judge(said, has_condition=False)
    certainty, polarity = judged.certainty, judged.polarity
    if (
        holder is None
        and _AUTHOR.search(text)
        and certainty == "certain"
        and re.search(r"と(?:考える|思う|みる)。?$", text)
    ):
        certainty = "probable"
    if holder is not None and re.search(r"否定", text[-14:]):
        polarity = "negative"
    span = cue if cue is not None else judged.cue
    place = (start + span[0], start + span[1]) if span and span[0] < span[1] else None
    source = "according" if _ACCORDING.search(text) else "attribution"
    rule = f"{source}+{judged.rule}" if holder is not None else judged.rule
    return LinkedClaim(
        view.passage, view.number, start, end, judged.type, certainty, polarity, condition, holder, place, rule
    )


def _is_narrated(rest: str, condition: str) -> bool:
    """…すると、…した tells what happened: no condition."""
    return condition.endswith("と") and bool(re.search(r"(?:た|ている|ていた)。?$", rest.strip()))


def _attribution(
    view: View, start: int, end: int, mentions: Sequence[LinkedMention]
) -> tuple[int | None, str | None, tuple[int, int] | None]:
    """The holder, the words attributed to it, and the cue; all None when nobody but the author speaks."""
    text = view.text[start:end]
    according = _ACCORDING.search(text)
    if according:
        holder = _entity_before(view, start + according.start(), mentions)
        if holder is not None:
            return holder, text[according.end() :].lstrip("、"), (according.start(), according.end())
    who = _QUOTED_WHO.search(text)
    if who is not None and len(text.rstrip("。、")) - who.end() <= 14:
        holder = _entity_before(view, start + who.end("who"), mentions)
        if holder is not None:
            return holder, text[: who.start("quote")], (who.start("verb"), min(len(text.rstrip("。、")), who.end() + 3))
    last: re.Match[str] | None = None
    for match in _QUOTED.finditer(text):
        if len(text.rstrip("。、")) - match.end() <= 14 and not _GOES_ON.search(text[match.end() :]):
            last = match
    if last is None:
        denied = _DENIED.search(text)
        b = view.arguments.sentence.at_offset(start + denied.start("verb")) if denied else None
        holder = _holder_of(view, b, start, mentions) if b is not None else None
        if denied is None or holder is None:
            return None, None, None
        return (
            holder,
            text[: denied.start()] + denied["what"] + "がある",
            (denied.start("verb"), len(text.rstrip("。、"))),
        )
    b = view.arguments.sentence.at_offset(start + last.start("verb"))
    if b is None or view.arguments.is_passive(b):
        return None, None, None
    holder = _holder_of(view, b, start, mentions)
    if holder is None:
        return None, None, None
    content = text[: last.start("quote")]
    quoted = re.search(r"「([^「」]*)$", content)
    if last["quote"].startswith("」") and quoted:
        content = quoted.group(1)
    return (
        holder,
        content,
        (
            last.start("quote") + (1 if last["quote"].startswith("」") else 0),
            min(len(text.rstrip("。、")), last.end() + 3),
        ),
    )


_DENIED = re.compile(
    r"(?P<what>関与|事実|疑い|可能性|責任|存在|報道|疑惑|容疑|指摘|主張)(?:を|は)(?:一貫して|強く|全面的に|明確に)?(?P<verb>否定(?:し|する|した))"
)


def _holder_of(view: View, b: Bunsetsu, start: int, mentions: Sequence[LinkedMention]) -> int | None:
    """Who speaks: the first topic of the clause outside quotation marks, else the subject of the verb of saying."""
    arguments = view.arguments
    own = view.text[start : arguments.sentence.span(b)[0]]
    if re.match(r"[^「」]{0,12}(?:筆者|本稿|小稿)は", own):
        return None
    speaker = None
    for group in arguments.names:
        home = arguments.sentence.bunsetsu[group.bunsetsu]
        before = view.text[start : group.start]
        if group.start < start or home.number >= b.number or before.count("「") > before.count("」"):
            continue
        if group.members[-1].type in _SPEAKERS and (
            home.case in ("ハ", "モ") or (home.case == "ガ" and home.has_comma)
        ):
            speaker = group
            break
    speaker = speaker or arguments.subject(b)
    if speaker is None:
        return None
    mention = mentions[speaker.members[0].mention]
    if mention.type not in _SPEAKERS or mention.rule == "anaphor:author":
        return None
    return mention.entities[0] if mention.entities else None


_SPEAKERS = ("PERSON", "GPE", "ORG", "MIL", "GROUP", None)


def _entity_before(view: View, offset: int, mentions: Sequence[LinkedMention]) -> int | None:
    near = [
        row
        for row in view.rows
        if row[2] <= offset and offset - row[2] <= 8 and row[3] in ("GPE", "ORG", "PERSON", "MIL", "GROUP")
    ]
    return mentions[near[-1][0]].entities[0] if near else None


_NO_CONDITION = re.compile(
    r"(?:照らせば|から見れば|からみれば|からすれば|比べれば|踏まえれば|考えれば|例えば|たとえば|によれば|裏を返せば|換言すれば|逆に言えば|言い換えれば|半ば|しいて言えば|とりわけ)$"
)


def _condition(text: str, offset: int, *, masked: bool) -> tuple[int, int] | None:
    """The span of the condition a clause hangs on: from its 仮に, or from where its own words begin, to 場合 or ば."""
    hidden = _OPEN.sub(lambda m: "「" + "＿" * (len(m.group()) - 2) + "」", text) if masked else text
    for match in _CONDITION_END.finditer(hidden):
        upto, rest = hidden[: match.end()], hidden[match.end() :]
        if (
            _NO_CONDITION.search(upto)
            or re.match(r"によって|による|に備え|の|もあ|なら(?:ない|ず)", rest)
            or (upto.endswith(("なければ", "ねば")) and rest.startswith("な"))
        ):
            continue
        begin = _begin_of_condition(hidden[: match.start()])
        return (offset + begin, offset + match.end()) if match.end() - begin >= 3 else None
    return None


def _begin_of_condition(before: str) -> int:
    given = list(_IF.finditer(before))
    if given:
        return given[-1].start()
    commas = [0] + [m.end() for m in re.finditer("、", before)]
    for begin in reversed(commas):
        part = before[begin:]
        if len(part) >= 5 and re.search(r"[がをに]", part):
            return begin
    return 0
