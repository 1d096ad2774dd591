"""The condition that a clause hangs on."""

import re

CONDITION_END = re.compile(
    r"(?:場合|限り|かぎり|(?:けれ|[えけせてねべめれげ])ば(?!か)|ならば|(?<=[るたい])なら(?=、)|だら(?=、)|たら(?=、)|暁|(?<!こと)なしに(?!は)|(?<=[るたい])として(?:も|は)(?=、)|ないまま(?=[^、。]{2,40}ことは)|"
    r"(?<=[うくぐすつぬぶむる])ほど(?=[^のにでだなよ])(?![^、。]{1,6}な[いくか])|[てで](?:はじめて|初めて)(?=、)|(?<=[うくぐすつぬぶむる])だけでも|"
    r"(?:の帰趨|の推移|の結果|の行方|の動向|の進展|の出方|の対応|の状況|の展開|の成否|の情勢|いかん)(?:いかん)?(?:次第で(?:は)?|によって(?:は))(?=、|[^、]*(?:うる|得る|かねない|可能性|であろう|だろう))|"
    r"(?<=[うくすつぬむるぶ])と(?=、(?!し|い|み|考|思|述|の)))"
)
_IF = re.compile(r"仮に|万一|もし|万が一")
_QUOTED = re.compile(r"「[^「」]*」")


# From where one looks, what one speaks of, and what is left out: a frame that says nothing of what must happen.
_NO_CONDITION = re.compile(
    r"(?:照らせば|鑑みれば|かんがみれば|(?:から|より|を|と)(?:見|み)れば|からすれば|比べれば|比較すれば|踏まえれば|考えれば|勘案すれば|考慮すれば|例えば|たとえば|よれば|裏を返せば|換言すれば|言えば|いえば|言い換えれば|半ば|"
    r"[にへ](?:目|視線|視野|話)を(?:移せ|転じれ|転ずれ|向けれ|広げれ|戻せ)ば|展望すれば|見渡せば|俯瞰すれば|概観すれば|振り返れば|遡れば|さかのぼれば|要約すれば|総合すれば|整理すれば|を除けば|を別とすれば|を別にすれば|はさておけば|"
    r"(?:見る|みる|読む|知る|聞く|判断する|観察する|(?:に|で)(?:見|み)られる)(?:限り|かぎり)|に関する限り|に関するかぎり|いかなる場合|どのような場合|とりわけ)$"
)
# What follows a condition inside what a noun names: …すればとの計算; a view that hedges the clause (…との見方がある) names nothing.
_NAMED = re.compile(r"[^「」。]*?(?<=[うくぐすつぬぶむるたいだ])との(?!\w{1,4}[がも])[\u3400-\u9fff]")


def condition(text: str, offset: int, *, masked: bool) -> tuple[int, int] | None:
    """The span of the condition a clause hangs on: from its 仮に, or from where its own words begin, to 場合 or ば."""
    hidden = _QUOTED.sub(lambda m: "「" + "＿" * (len(m.group()) - 2) + "」", text) if masked else text
    for match in CONDITION_END.finditer(hidden):
        upto, rest = hidden[: match.end()], hidden[match.end() :]
        if (
            _NO_CONDITION.search(upto)
            or re.match(r"によって|による|に備え|の|もあ|なら(?:ない|ず)", rest)
            or (match.group().endswith(("ば", "限り", "かぎり", "場合", "と")) and _is_named(upto, rest))
            or (upto.endswith(("なければ", "ねば")) and rest.startswith("な"))
        ):
            continue
        begin = _begin_of_condition(hidden[: match.start()])
        return (offset + begin, offset + match.end()) if match.end() - begin >= 3 else None
    return None


def _is_named(upto: str, rest: str) -> bool:
    """The condition stands inside the content of a plan, fear or warning, with no predicate of the clause under it."""
    named = _NAMED.match(rest)
    return named is not None and not _IF.match(upto) and "、" not in named.group().lstrip("、")


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


def is_narrated(rest: str, condition: str) -> bool:
    """…すると、…した tells what happened: no condition."""
    return condition.endswith("と") and bool(re.search(r"(?:た|ている|ていた)。?$", rest.strip()))
