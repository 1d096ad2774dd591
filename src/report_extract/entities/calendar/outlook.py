"""Whether the clause behind a date tells of what is still to come."""

import re

_AHEAD = re.compile(
    r"予定(?!され(?:た|てい))|控え(?!た)|見通し|見込|公算|であろう|だろう|来る|迫っ|予想|計画(?!さ)|べき|までに|かねない|可能性|次期|見据え|にらん|始まる|"
    r"行われる(?:。|見|予|はず)|開かれる(?:。|見|予|はず)|(?<![いあ])る。|目指|望まし|求められ|必要|優勢|すれば、|れば、|であろう"
)
# A predicate in the past: what is told before any word of the future has happened.
DONE = re.compile(
    r"(?:[しっれいえけせめげきじてねべりみちび]た|[んい]だ)(?![めいらけりくちっ]|場合)|[しれきちりみびいえけせめげべて]、(?=.*た。$)"
)
SOON = re.compile(r"予定(?!され(?:た|てい))|控え(?!た)|来る|迫っ")


def is_to_come(rest: str) -> bool:
    """The clause behind a date tells of the future, before it tells of anything that has happened."""
    ahead, done = _AHEAD.search(rest), DONE.search(rest)
    if ahead is None or (done is not None and done.start() < ahead.start()):
        return False
    return not (ahead.group() in ("までに", "計画") and done)
