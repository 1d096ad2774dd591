"""Ten layouts as institutes, ministries and newsletters print them: every block with its kind."""

import pytest

from report_extract.layout.blocks import read_blocks

# Each block as the page shows it, behind its kind; a further line of the block is set behind spaces and a bar.
LAYOUTS = {
    "notes-whose-marks-are-lost": """
heading   インド洋の海底ケーブルと安全保障
byline    早乙女 航平　海洋政策研究所主任研究員
paragraph 　スリランカ政府は3月、海底ケーブルの陸揚げ局を二か所に増やすと発表した。インドはこれを
        | 歓迎したが、中国企業の参加には反対している。
blank
footnote  1　同国の通信規制委員会の資料による。
footnote  2　『ザ・ヒンドゥー』2026年3月4日付。
furniture - 3 -
""",
    "notes-under-a-ruler": """
heading   黒海の機雷と航行の自由
paragraph 　トルコは機雷の処理をルーマニアおよびブルガリアと続けている。三か国は協定を結んだ。
furniture ____________
footnote  1 ブルガリア海軍は2024年に掃海艇2隻を受領した。
footnote  2 トルコは海峡の通航を制限している。
""",
    "proposals-are-no-notes": """
heading   日本の海洋政策
paragraph 　日本は東南アジア諸国に巡視船を供与してきた。政府はこれを続ける方針である。
blank
heading   提言
bullet    1) 日本は巡視船の供与を続けるべきである。
bullet    2) 政府は乗員の訓練に予算を割く必要がある。
""",
    "picture-over-three-lines": """
heading   カスピ海の軍事演習
paragraph 　イランとロシアは7月、カスピ海で合同演習を実施した。カザフスタンは参加を見送った。
blank
caption   演習の開会式で握手を交わすイラン海軍の
        | 司令官とロシア海軍の副司令官（2025年7月
        | 21日　タス通信）
blank
paragraph 　演習には無人機も投入された。両国は来年も演習を行う予定である。
""",
    "page-number-across-the-line": """
heading   東地中海のガス田と外交
paragraph 　キプロスとエジプトはガスの輸送に関する協定を結んだ。トルコはこれに抗議している。
blank
furniture 4                                        2026.03
blank
paragraph 　ギリシャは欧州連合に対し、トルコへの制裁を求めた。欧州連合は結論を先送りした。
""",
    "numbered-heading-in-words-of-the-title": """
heading   北極海航路と安全保障の変質
byline    2026年4月10日
paragraph 　ロシアは北極海航路の通航料を引き上げた。ノルウェーはこれを批判している。
blank
heading   １　安全保障の変質
paragraph 　ノルウェー軍は哨戒機を増やした。米国は基地の使用を求めている。
""",
    "summary-behind-diamonds": """
heading   モンゴルの第三の隣国政策
heading   要旨
bullet    ◇ モンゴルは中国とロシアに挟まれた地理的な条件の下で、日本や米国との関係を深めることにより
        | 均衡を保とうとしている。
bullet    ◇ 日本は鉱物資源の開発への協力を通じてモンゴルの自立を支え、地域の安定に寄与することが
        | 求められる。
blank
heading   １．第三の隣国
paragraph 　モンゴルは1990年代から第三の隣国政策を掲げてきた。
""",
    "rows-of-a-chronology": """
heading   コーカサスの和平の行方
paragraph 　アルメニアとアゼルバイジャンは国境の画定を進めている。ジョージアは仲介を申し出た。
blank
caption   表1　主な出来事
table     3月　　アルメニア首相、訪米
        | 10月　 アゼルバイジャン大統領、訪独
        | 11月　 三か国外相会談
blank
paragraph 　来月にも首脳会談が開かれる見通しである。
""",
    "signed-below-with-the-reading": """
heading   台湾の無人機産業
paragraph 　台湾は無人機の部品から中国製を排除した。米国は台湾製の部品の調達を始めている。
blank
byline    早乙女航平（さおとめ・こうへい）  海洋政策研究所主任研究員
        | 2026年3月4日脱稿。
""",
    "disclaimer-at-the-end": """
heading   太平洋島嶼国の通信網
paragraph 　ナウルとキリバスは海底ケーブルの敷設で合意した。豪州が費用を負担する。
blank
footnote  本稿の見解は筆者個人のものであり、所属する組織の立場を代表するものではない。
""",
}


def printed(layout: str) -> tuple[str, list[tuple[str, int]]]:
    """The page, and of each block its kind and how many lines it has."""
    lines: list[str] = []
    blocks: list[tuple[str, int]] = []
    for row in layout.strip("\n").split("\n"):
        kind, text = row[:10].strip(), row[10:]
        lines.append(text)
        if kind == "|":
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + 1)
        elif kind != "blank":
            blocks.append((kind, 1))
    return "\n".join(lines) + "\n", blocks


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_layout_is_read_as_it_is_meant(layout: str) -> None:
    raw, expected = printed(layout)
    found = [(block.kind, raw[block.start : block.end].count("\n") + 1) for block in read_blocks(raw)]
    assert found == expected
