"""The condition that a clause hangs on."""

import re

CONDITION_END = re.compile(
    r"(?:場合|限り|ない限り|(?:けれ|[えけせてねべめれげ])ば(?!か)|ならば|(?<=[るたい])なら(?=、)|だら(?=、)|たら(?=、)|とすれば|事態となれば|暁|なしに(?:は)?|(?<=[うくすつぬむるぶ])と(?=、(?!し|い|み|考|思|述|の)))"
)
_IF = re.compile(r"仮に|万一|もし|万が一")
_QUOTED = re.compile(r"「[^「」]*」")


_NO_CONDITION = re.compile(
    r"(?:照らせば|から見れば|からみれば|からすれば|比べれば|踏まえれば|考えれば|例えば|たとえば|によれば|裏を返せば|換言すれば|逆に言えば|言い換えれば|半ば|しいて言えば|とりわけ)$"
)


def condition(text: str, offset: int, *, masked: bool) -> tuple[int, int] | None:
    """The span of the condition a clause hangs on: from its 仮に, or from where its own words begin, to 場合 or ば."""
    hidden = _QUOTED.sub(lambda m: "「" + "＿" * (len(m.group()) - 2) + "」", text) if masked else text
    for match in CONDITION_END.finditer(hidden):
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


def is_narrated(rest: str, condition: str) -> bool:
    """…すると、…した tells what happened: no condition."""
    return condition.endswith("と") and bool(re.search(r"(?:た|ている|ていた)。?$", rest.strip()))
