"""The coordinate clauses of a sentence, each of which may be a claim of its own."""

import re

from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.claims import cues
from report_extract.claims.attribution import SPEAKERS
from report_extract.claims.condition import CONDITION_END
from report_extract.views import View

_SPLIT = re.compile(
    r"(?:(?<=[うるたいだくすつぬぶむ])が|ものの|(?<=[うるたいだくすつぬぶむな])一方で?|て(?:は)?おり|でおり|であり|かねず|定かではなく|定かでなく|がたく|望ましくなく|べきではなく|ではなく(?=、[^、]*(?:であ|うる|得る))|(?<=[うるた])のに対し(?:て)?|可能性があり|おそれがあり|恐れがあり|必要があり|見込みで|予定で|困難で(?!は)|明白で(?!は)|重要で(?!は)|ありうるし|"
    r"(?:」と|[うるたいだ]と)(?:改めて|強く|繰り返し|初めて|重ねて)?(?:述べ|主張し|指摘し|強調し|説明し|否定し|断定し|表明し|言明し|明言し|発表し|語り|断じ|反論し)(?:ており|た(?:うえ|上)で)?)(?P<comma>(?:\(注?\d*\))?、)"
)
# The sentence goes on to somebody's words.
_SAYS = r"(?=、[^。]*[うるたいだ」]と(?:述べ|語|主張|指摘|説明|表明|言明|発表|伝え|報じ)[^、。]{0,5}。?$)"
_WEAK = re.compile(
    rf"(?:(?<=[\u3040-\u309f])(?:り|え|き|せ|れ|べ|み|ち|い|ず|け|げ|め)|(?<=[\u3400-\u9fff])(?:し|え|り|き|み|け|せ|め|れ|[ちべぎげじ]{_SAYS})|[行担失誓]い|多く|少なく|高く|低く|とされ|とともに|うえで)(?P<comma>(?:\(注?\d*\))?、)"
)
# A 連用 form that has a tense or a hedge of its own.
_STATE = re.compile(
    r"(?:[てで]おらず|つつあり|[はがも](?:依然として|依然|なお|いまだ|未だ|極めて|総じて|もはや)?(?:なく|乏しく|根強く|多く|少なく|重く|強く|弱く|大きく|小さく|高く|低く|遅く|速く|鈍く|脆く|薄く|深く|浅く|厳しく|難しく|絶えず)|ほかに(?:は)?なく|[得え]ず|にくく|と(?:さ|み?ら|見ら|考えら|思わ|予想さ|見込ま|報じら|伝えら)れ)(?P<comma>(?:\(注?\d*\))?、)"
)
# る一方 has neither tense nor mood of its own: with the same subject it is one claim.
_WHILE = re.compile(r"[うくぐすつぬぶむる]一方で?(?P<comma>(?:\(注?\d*\))?、)")
_HAS_SUBJECT = re.compile(
    r"(?:[^、。はが]{1,10}、)?[^、。]{2,30}(?:(?<![にでとへ])は|(?<!公算)(?<!可能性)(?<!必要)(?<!こと)(?<!恐れ)(?<!おそれ)(?<!余地)(?<!懸念)が|もまた)(?!ある|ない|あり)"
)
# Compound particles and nouns that end like a 連用 form, and a clause that goes on to a こと that the sentence speaks of.
_PARTICLE = re.compile(
    r"(?:ため|うえ|とはいえ|ゆえ|たとえ|限り|かぎり|とおり|通り|つまり|に(?:対し|関し|際し|加え|応じ|伴い|基づき|より|つき|向け|続き|反し|照らし|先立ち|比べ|代わり)|を(?:めぐり|巡り|通じ|含め|はじめ|除き|経))$"
)
# Nouns with which the main predicate is hedged: what stands before them is no relative clause.
_MOOD_NOUN = re.compile(r"(?:可能性|公算|見込み|見通し|おそれ|恐れ|必要|予定|余地|はず|わけ|よう)")
# What is denied only to say what holds instead.
_CONTRAST = re.compile(r"(?:[うくぐすつぬぶむるた]の|こと|から|だけのもの)ではなく$")
_TOPIC = re.compile(r"[^、。はが]{0,6}(?:は|もまた)")
_IS_NAMED = re.compile(r"[^、。]*[うくぐすつぬぶむるたいだ]こと(?:は|が|も|から|で|に[^、。]{0,6}|を[^、。]{0,6})、")
_OPEN = re.compile(r"「[^「」]*」")


def clauses(view: View) -> list[tuple[int, int, bool]]:
    """The coordinate clauses that could differ, as spans of the passage, and whether only a 連用 form divides them."""
    text = view.text[view.start : view.end]
    masked = _OPEN.sub(lambda m: "「" + "＿" * (len(m.group()) - 2) + "」", text)
    spans: list[tuple[int, int, bool]] = []
    start = 0
    for end, after, is_weak in _commas(masked):
        if end - start < 6 or len(text) - after < 6 or not _is_main(view, view.start + end):
            continue
        if _CONTRAST.search(masked, start, end) and not _HAS_SUBJECT.match(masked, after):
            continue
        is_hedged = is_weak and _is_hedged(masked[start:end])
        if is_weak and not is_hedged and not _changes_subject(masked[start:end], masked[after:]):
            continue
        spans.append((view.start + start, view.start + end, is_weak and not is_hedged))
        start = after
    spans.append((view.start + start, view.end, False))
    return spans


def _commas(text: str) -> list[tuple[int, int, bool]]:
    """Where a clause may end and the next begin, in order, and whether only a 連用 form divides them."""
    strong = {match.start("comma"): match.end() for match in _SPLIT.finditer(text)}
    strong |= {m.start("comma"): m.end() for m in _STATE.finditer(text)}
    for match in _WHILE.finditer(text):
        if not _HAS_SUBJECT.match(text, match.end()):
            strong.pop(match.start("comma"), None)
    found = [(end, after, False) for end, after in strong.items()]
    for match in _WEAK.finditer(text):
        end, after = match.start("comma"), match.end()
        if end not in strong and not _PARTICLE.search(text, 0, end) and not _IS_NAMED.match(text, after):
            found.append((end, after, True))
    return sorted(found)


def _is_hedged(clause: str) -> bool:
    """The clause has a certainty of its own: 余地があり."""
    found = cues.find(cues.plain(clause))
    return found is not None and found.cue.certainty in ("probable", "possible")


def _changes_subject(first: str, second: str) -> bool:
    """Both clauses have a subject of their own, and no condition hangs over them."""
    if CONDITION_END.search(first) or CONDITION_END.search(second):
        return False
    return bool(re.search(r"[^、]{2,}[はが](?!、?$)", first)) and bool(_HAS_SUBJECT.match(second))


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
        and not _has_speaker(view, offset)
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
            and not _MOOD_NOUN.match(view.text, arguments.sentence.span(at)[1])
        ):
            return False
    return True


def _has_speaker(view: View, offset: int) -> bool:
    """Somebody who can speak is the topic of what follows."""
    rest = [row for row in view.rows if row[1] >= offset and row[3] in SPEAKERS]
    return any(_TOPIC.match(view.text, row[2]) for row in rest)
