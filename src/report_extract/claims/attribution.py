"""Who says what a clause says: the holder, the words attributed to it, and the cue."""

import re
from collections.abc import Sequence

from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.analysis.names import Names
from report_extract.entities.linking import LinkedMention
from report_extract.views import View

_VIEW = r"(?:認識|見方|考え|見解|立場|見通し|判断|懸念)"
_SPEECH = (
    r"(?:述べ(?!ら)|明かし|明らかにし|語[らりるっ]|主張(?!され)|指摘(?!され)|表明|言明|明言|強調|説明|発表|否定|断じ|断定|答弁|断言|反論|回答|反駁|釈明|予測(?!され)|予想(?!され)|分析(?!され)|報告(?!され)|伝え(?!ら)|公言|推計|推[定測](?!され)|試算|見積も|認定|論じ|説[いくかっ]|宣言|証言|評価(?!され|し得|でき)|"
    r"みてい|見てい|考えてい|しており|している|した(?=$)|する(?=$)|位置付けてい|位置づけてい|みなしてい|確言|力説|豪語|言い切|言い続け|公表|報じ(?!ら)|(?<!立場を)伝達|訴え(?=る|てい)|結論[付づ]け|回想|示唆(?!され)|打ち明け|請け合|認め(?!ら)|うたっ|うたい|認識を示|見方を示|考えを示|見解を示|立場を示|見通しを示|判断を示|方針を示|懸念を示|認識を表明|見解を表明|立場を取|立場をと)"
)
_QUOTED_WHO = re.compile(
    rf"(?P<quote>」?と、?)(?P<who>(?!筆者|本稿|小稿)[^、。「」はがと]{{2,24}})[はが](?P<verb>{_SPEECH})"
)
_QUOTED = re.compile(
    rf"(?<!公然)(?<!堂々)(?<!次々)(?<!続々)(?<!着々)(?<!延々)(?P<quote>(?:(?:」)?と(?:の{_VIEW}を|の(?={_VIEW}を))?(?:も|は|改めて|繰り返し|強く|明確に|公に|一貫して|初めて|相次いで|(?!して)[^、。「」はがをと]{{1,10}}(?:に|へ|で)(?:対して|対し)?)?|ことを(?=明言|言明|断言)))(?P<verb>{_SPEECH})"
)
_GOES_ON = re.compile(
    r"^し?[てで](?!い[るたなく]|お[りら]|き[たて]|は|も|。|$)|(?:ことは|のは|が、|[たるい](?:こと|際|後|直後|ため|から|のを|うえ(?!で$)|ほか|の?ちに|報道|点|とき))"
)
ACCORDING = re.compile(r"(?:によれば|によると|の(?:推計|試算|分析|報告|発表|見方|報道)(?:によれば|によると|では))")


_SAID = re.compile(r"[うくぐすつぬぶむるたいだん」]$")
ESTIMATED = re.compile(r"(?:予測|予想|推定|推測|見積も)[^、]{0,6}$")


def attribution(
    view: View, start: int, end: int, mentions: Sequence[LinkedMention]
) -> tuple[int | None, str | None, tuple[int, int] | None]:
    """The holder, the words attributed to it, and the cue; all None when nobody but the author speaks."""
    text = view.text[start:end]
    according = ACCORDING.search(text)
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
        if match["quote"][0] == "と" and any(
            row[2] == start + match.start() and row[3] in SPEAKERS for row in view.rows
        ):
            continue  # 同国と発表した: with whom, not what
        if (
            match["quote"] == "と"
            and match["verb"].startswith(("し", "する"))
            and not _SAID.search(text[: match.start()])
        ):
            continue  # 基本原則としている: what it is made, not what is said
        if len(text.rstrip("。、")) - match.end() <= 14 and not _GOES_ON.search(text[match.end() :]):
            last = match
    if last is None:
        denied = DENIED.search(text)
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


DENIED = re.compile(
    r"(?P<what>関与|事実|疑い|責任|存在|報道|疑惑|容疑|指摘|主張|損失|損害|被害|失陥|供与|攻撃|侵入)(?:を|は)(?:一貫して|強く|全面的に|明確に)?(?P<verb>否定(?:し|する|した))"
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
        if group.members[-1].type in SPEAKERS and _is_topic(view, _spoken_for(view, group)):
            speaker = group
            break
    speaker = speaker or arguments.subject(b)
    if speaker is None:
        return None
    mention = mentions[speaker.members[0].mention]
    if mention.type not in SPEAKERS or mention.rule == "anaphor:author":
        return None
    return mention.entities[0] if mention.entities else None


_TOPIC = re.compile(r"[^、。「」]{1,40}?は[^、。「」はが]{0,16}、(?=[^。「」]*?[^、。「」]{2}(?:[がは]|こそ))")


def begin_of_quote(view: View, start: int, end: int, holder: int, mentions: Sequence[LinkedMention]) -> int | None:
    """Where the words begin that a clause with a speaker as its topic, and no verb of saying, shares with the next.

    国防部は、部隊が帰還し、演習は終わったと述べた: the topic stands before a comma, a subject of the words behind it.
    """
    topic = _TOPIC.match(view.text, start, end)
    if topic is None:
        return None
    named = any(start <= row[1] < topic.end() and holder in mentions[row[0]].entities for row in view.rows)
    return topic.end() if named else None


def _is_topic(view: View, phrase: Bunsetsu) -> bool:
    return phrase.case in ("ハ", "モ") or (phrase.case == "ガ" and phrase.has_comma)


def _spoken_for(view: View, group: Names) -> Bunsetsu:
    """The phrase of a name, or of the unnamed person who speaks for it: ドイツの国防相, 米国の専門家の多く."""
    sentence = view.arguments.sentence
    home = phrase = sentence.bunsetsu[group.bunsetsu]
    while phrase.case == "ノ" and phrase.parent is not None and phrase.parent == phrase.number + 1:
        phrase = sentence.bunsetsu[phrase.parent]
        if any(other.bunsetsu == phrase.number for other in view.arguments.names):
            return home
    spoken = view.text[sentence.begins[home.first] : sentence.content(phrase)[1]]
    return phrase if _PERSON.search(spoken) else home


# Who speaks for a country or body without a name, and how many of them.
_PERSON = re.compile(
    r"(?:[者家官員長相]|大統領|幹部|筋|機関|当局|報告書|省|庁|国防部|国家情報院)(?:の(?:多く|一部|一人|間))?$"
)
SPEAKERS = ("PERSON", "GPE", "ORG", "MIL", "GROUP", None)


def _entity_before(view: View, offset: int, mentions: Sequence[LinkedMention]) -> int | None:
    near = [
        row
        for row in view.rows
        if row[2] <= offset and offset - row[2] <= 8 and row[3] in ("GPE", "ORG", "PERSON", "MIL", "GROUP")
    ]
    return mentions[near[-1][0]].entities[0] if near else None
