"""Which sentences are one claim and which are two, and where the second begins."""

import pytest

from report_extract import extract
from report_extract.claims.clauses import _commas

pytestmark = pytest.mark.model

ONE = {
    "purpose": "復旧には長い年月を要するため、部隊は当面戻らないであろう。",
    "besides": "調達先の多角化には歳月を要するうえ、代わりの供給源は見当たらない。",
    "towards": "司令官は英誌に対し、自軍の兵力が足りないと語った。",
    "named": "米国が制裁を発動し、原油の調達が途絶えたことは、対露依存の代償を白日の下にさらした。",
    "recommended": "会議には首相が出席し、安全保障は不可分だと訴えることが望ましい。",
    "forecast": "無人機の価格の低下は続き、これを使う国が増えていくに違いない。",
    "contrast": "日本は両国を一枚岩とみなすのではなく、違いを見極めて働きかけるべきである。",
    "while, same subject": "新政権は経費の増額を韓国に迫る一方、首脳との直接対話を試みる公算が大きい。",
}
TWO = {
    "state, same subject": ("海峡の通航をめぐる合意は結ばれておらず、", "不測の事態が起きるおそれもある。"),
    "hedge, same subject": ("政府が年内に停戦に応じる公算は小さく、", "予備役の招集に踏み切る可能性も否定できない。"),
    "state before forecast": (
        "部隊の半数はいまだ配備されておらず、",
        "空軍は来年も空白を抱えることになる。",
    ),
    "hedge before forecast": (
        "決定までには180日を要するとされ、",
        "その間、韓国の対外政策は受け身に回ることとなろう。",
    ),
    "new speaker": ("加盟国は選挙を承認せず、", "フィリピンのラザロ外相は合意の履行が進んでいないと指摘した。"),
    "state with an adverb": ("装備の調達は依然として遅く、", "部隊の充足は来年にずれ込む公算が大きい。"),
    "contrast": ("艦艇は港に戻ったが、", "再び出港する可能性がある。"),
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE.keys())
def test_one_claim(text: str) -> None:
    assert [claim.text for claim in extract(text).claims] == [text]


@pytest.mark.parametrize(("first", "second"), TWO.values(), ids=TWO.keys())
def test_two_claims(first: str, second: str) -> None:
    assert [claim.text.rstrip("、") for claim in extract(first + second).claims] == [first.rstrip("、"), second]


def test_a_particle_is_no_form_in_which_a_clause_ends() -> None:
    assert _commas("軍に対し、") == []
    assert _commas("兵を出し、") == [(4, 5, True)]
