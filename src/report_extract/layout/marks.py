"""What a line shows by its own characters: heading marks, bullets, note marks, page numbers, captions, bylines."""

import re

_KANJI_NUMBER = "一二三四五六七八九十"

HEADING_MARK = re.compile(
    r"""^(?:
        (?P<one>◆◆|[◆◇■□▼▽★☆◎▶►]+) |
        (?P<two>[【〈《≪＜<][^】〉》≫＞>]{1,40}[】〉》≫＞>]$) |
        (?P<chapter>第\s?[0-9"""
    + _KANJI_NUMBER
    + r"""]{1,3}\s?[章部編]) |
        (?P<section>第\s?[0-9"""
    + _KANJI_NUMBER
    + r"""]{1,3}\s?[節項款]) |
        (?P<number>[0-9]{1,2}(?:[.．、]|\s|\.\s)(?![0-9])|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[.．、\s]|[IVX]{1,4}[.．]\s?|["""
    + _KANJI_NUMBER
    + r"""]{1,2}[、．.\s]) |
        (?P<subnumber>[0-9]{1,2}[.．-][0-9]{1,2}[.．]?\s?|[(（][0-9"""
    + _KANJI_NUMBER
    + r"""]{1,2}[)）]\s?|[(（]?[a-zA-Zアイウエオ][)）]\s?|[A-Z][.．]\s)
    )""",
    re.VERBOSE,
)
QUESTION = re.compile(r"^(?:Q|問)\s?[0-9]{1,2}\s?[.．、:：]?")
SERIES = re.compile(
    r"(?:No|NO|Vol|VOL|no|vol)\.?\s?\d|第\s?\d+\s?[号巻回報](?!目)|\d+月号|通巻|(?:週報|月報|旬報|年報|紀要|論集)$|^(?:ポリシー|ディスカッション|ワーキング|リサーチ|Policy|Discussion|Working|Research|Issue)[\s・]?"
    r"(?:ブリーフ|ペーパー|ノート|メモ|レポート|Brief|Paper|Note|Memo|Report)|"
    r"^[^、。「」：をにのはと―]{0,20}(?:コメント|コメンタリー|コラム|レポート|リポート|ノート|メモ|ブリーフ(?:ィング)?|ペーパー|ウォッチ|レビュー|インサイト|スクエア|ニュースレター|(?:分析|論考|解説)(?=\s[A-Z]+$))"
    r"(?:$|[\s(（｜|].{0,20}$)|^[A-Z]{1,6}[-‐]?(?:19|20)\d\d[-‐/]\d{1,3}$"
)
IMPRINT = re.compile(
    r"^(?:https?://|www\.|ISSN|ISBN|DOI|doi)|[©]|^\(?[cC]\)?\s?(?:19|20)\d\d|Copyright|All [Rr]ights [Rr]eserved|無断(?:転載|複製|引用)|禁無断|取扱注意|^[(（]?(?:了|完|以上|終)[)）]?$|"
    r"\S\s?[>＞»›]\s?\S+\s?[>＞»›]|^(?![※*＊\s]*本(?:稿|論考|論文|資料|レポート|報告書?)).*(?:見解|意見|内容)は.{0,30}(?:個人|著者|筆者|執筆者|代表するもの|公式|組織).{0,20}(?:です|ます|ない|ません|ある|もの)。?$"
)
LATIN_NAME = re.compile(r"^(?:Dr\. |Prof\. )?[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z'-]+){1,2}$")
LATIN_OFFICE = re.compile(
    r"(?:Fellow|Professor|Director|Researcher|Analyst|Institute|University|Center|Centre|Forum|Foundation|Ph\.?D)"
)
LATIN_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LATIN_DATE = re.compile(rf"(?P<month>{'|'.join(LATIN_MONTHS)})\s(?:(?P<day>\d{{1,2}}),?\s)?(?P<year>(?:19|20)\d\d)")
BIOGRAPHY = re.compile(r"^(?:執筆者|著者|筆者|講師)?(?:紹介|略歴|プロフィール)$")
HEADING_LEVEL = {"one": 1, "two": 1, "chapter": 1, "section": 2, "number": 1, "subnumber": 2}
HEADING_WORD = re.compile(
    r"^(?:はじめに|おわりに|終わりに|むすび(?:に|にかえて)?|結び|結論|結語|まとめ|要旨|概要|要約|サマリー|エグゼクティブ・?サマリー|目次|序論|序|背景|経緯|現状|"
    r"展望|今後の(?:展望|見通し|課題|焦点)|見通し|提言|政策提言|提案|日本への(?:示唆|含意|影響)|示唆|含意|注|脚注|注釈|参考文献|参考|補論|本論|ポイント|分析|評価)$"
)
NOTES_HEADING = re.compile(r"^[【\[<＜]?(?:注|脚注|注釈|註|後注)[】\]>＞]?$")

BULLET_MARK = re.compile(
    r"^(?:[•●○◯・▪▫■□◦‣⁃∙➢✓✔➤▶◉⚫★☆]|[-‐–—―ー](?=[\s\u3000]|[^\s\d-])|[\u2460-\u2473\u2776-\u2793]|\([\u2460-\u2473]\)|[*＊](?=\s))[\s\u3000]*"
)
SYMBOL = re.compile(r"^[◆◇■□▼▽★☆◎▶►]+[\s\u3000]*")
ENUMERATION = re.compile(
    r"^(?:[ア-コa-h][.．、]\s?|[(（]?[0-9]{1,2}[)）.．、](?!\d)|[(（]["
    + _KANJI_NUMBER
    + r"][)）]|[(（]?[a-zｱ-ｵア-オ][)）])[\s\u3000]*"
)

NOTE_MARK = re.compile(
    r"^(?:[⁰¹²³⁴-⁹]{1,3}|[\[［(（]?注(?:\s?\d{1,2}(?!\d))?[\]］)）]?[:：.．\s]?|[*＊](?:\s?\d{1,2}(?!\d|年|月))?[)）]?|※(?:\s?\d{1,2}(?!\d|年|月))?|†|‡|\d{1,3}[)）]|[\[［]\d{1,3}[\]］]|[(（]\d{1,3}[)）])[\s\u3000]*"
)
PAGE_NUMBER = re.compile(
    r"^(?:[-‐―—–ー~〜<〈(\[|·・\s]*\d{1,4}[-‐―—–ー~〜>〉)\]|·・\s]*|\d{1,4}\s?[/／]\s?\d{1,4}|[Pp](?:age|\.)?\s?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?|\d{1,4}\s?(?:ページ|頁)|[ivxlcⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ]{1,5})$"
)
RULER = re.compile(r"^[-‐―—–ー_=＝*＊・…~〜─━\s]{3,}$")
CAPTION = re.compile(
    r"^[(（\[【〈<]?(?:(?:図表?|表|写真|地図|グラフ|資料|Fig(?:ure)?\.?|Table)\s?(?:\d+|[①-⑳]|["
    + _KANJI_NUMBER
    + r"])(?:-\d+)?|"
    r"(?:図表?|写真|地図|出典|出所|資料|撮影|提供|キャプション|写真提供)\s?[:：)）\]】]|(?:図表?|表|写真|地図)[\s\u3000][^\s。])"
)
CREDIT = re.compile(
    r"(?:写真|出典|出所|撮影|提供|資料|画像|Photo)(?:提供)?\s?[:：]|[/／](?:アフロ|AFP|ロイター|AP|共同)[)）]?$|(?:筆者|著者)(?:作成|撮影)"
)
NAME = r"[\u3400-\u9fff々]{1,3}[\s\u3000]?(?:[\u3400-\u9fff々]{1,3}|[ぁ-ん]{2,3}[ぁ-ずだ-ん]|[ァ-ヴー]{2,5})|[ァ-ヴー]+(?:[・=＝][ァ-ヴー]+)+"
OFFICE = (
    r"(?:研究員|研究部長|主任研究官|研究官|教授|准教授|講師|助教|フェロー|アナリスト|エコノミスト|所長|副所長|室長|部長|理事長|理事|主幹|主席|客員|顧問|編集委員|論説委員|ディレクター|"
    r"研究主幹|センター長|参与|記者|代表|特任|上席)"
)
INSTITUTE = r"(?:研究所|研究センター|研究会|大学院?|総研|財団|機構|協会|シンクタンク|研究室|センター|委員会|フォーラム|インスティテュート|調査会|調査室|研究部|学院|事務局|防衛研究所)"
AFFILIATION = re.compile(OFFICE + "|" + INSTITUTE)
COMPLETION = re.compile(r"脱稿|擱筆|執筆|稿了|作成日|発行日?|公表|完成|記[\]）)〕]?$|現在[\]）)〕]?$|発表日")
CALENDAR_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)|(?P<era>令和|平成)\s?(?P<era_year>元|\d{1,2}))\s?[年./-]\s?(?:(?P<month>\d{1,2})\s?[月./-]?\s?(?:(?P<day>\d{1,2})\s?日?)?)?"
)
BYLINE_LABEL = re.compile(r"^(?:(?:執筆者?|筆者|著者?|文責|担当|作成者?|報告者?|文|Author)\s?[:：／/\s])")
