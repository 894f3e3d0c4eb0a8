"""Words that stand around people's names, and characters that stand inside them.

All patterns are for folded text (`loaders.language.width`).
"""

import re

# White space, and characters of no width: joiners, soft hyphens, variation selectors.
BLANK = r"\s\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
KANJI = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆ヶ"
HIRAGANA = r"ぁ-ゖゝゞ"
KATAKANA = r"ァ-ヺーヽヾ"
KANA = HIRAGANA + KATAKANA

_OFFICES = "部局|本部|部|局|課|室|支所|事務所|所|館|病院|院|園|学校|校|署|係|センター|市|町|村|区|教育|消防"
_OFFICE_TITLE = f"(?:{_OFFICES})長"
_RANKS = "次長|技監|(?:危機管理|管理|統括|政策|技術)監|(?:会計|事業)?管理者|理事|参事|参与|主幹|主査|主事"
TITLE_WORD = f"副?(?:{_OFFICE_TITLE}|{_RANKS})"
TITLE = re.compile(rf"{TITLE_WORD}(?:兼{TITLE_WORD})*")
"""A closed pattern of official titles: 部長, 副市長, 次長兼課長."""
MANNERS = "代表|責任者|先生|委員長|会長|様|氏|君|さん|殿"
"""What follows a family name as a title does."""

OFFICE = re.compile(rf"[{KANJI}{KANA}A-Za-z]+(?:部|局|課|室|所|センター)")
_NO_NAMES = (
    "未定|空席|欠員|未配置|不在|なし|無し|該当なし|調整中"
    "|兼務|兼任|併任|事務取扱|代行|旧姓|印|様|殿|氏|さん|先生|署名|担当"
)
_HEADINGS = (
    "方針|使命|目標|概要|計画|総括|実績"
    "|成果|課題|一覧|評価|シート|年度|現在|事業|項目|内容|工程|基準|について"
)
NO_NAME = re.compile(rf"{_NO_NAMES}|.*(?:{_HEADINGS})|{TITLE.pattern}")
"""Words that stand in a name field and are no name."""

# Kanji of one sound and sense that one person's name is printed with.
VARIANTS = [
    "高髙",
    "崎﨑嵜碕",
    "辺邉邊",
    "斉斎齋齊",
    "沢澤",
    "浜濱濵",
    "島嶋嶌",
    "吉𠮷",
    "広廣",
    "国國",
    "桜櫻",
    "滝瀧",
    "竜龍",
    "関關",
    "恵惠",
    "栄榮",
    "真眞",
    "静靜",
    "徳德",
    "条條",
    "峰峯",
    "富冨",
    "藤籐",
    "柳栁",
    "船舩",
    "鉄鐵",
    "学學",
    "寿壽",
    "実實",
    "円圓",
    "亀龜",
    "曽曾",
    "万萬",
    "与與",
    "礼禮",
    "豊豐",
    "蔵藏",
    "黒黑",
    "巌巖",
    "頼賴",
    "晃晄",
    "清淸",
    "遥遙",
    "薫薰",
    "穂穗",
    "瀬瀨",
    "来來",
    "尭堯",
    "槙槇",
    "桧檜",
    "薮藪",
    "蛍螢",
]
