r"""The characters a case number is written in, and the one form each is folded to.

The same number is met in full-width and half-width digits, in five kinds of brackets, in simplified and traditional
characters, and broken over lines:

>>> fold("〔２０１７〕滬01協外認16號")
'(2017)沪01协外认16号'
>>> squeeze("（2017） 沪 01 协外\n认 16 号")
'（2017）沪01协外认16号'
"""

import re

OPENING = "(（[［〔【{｛﹝"
CLOSING = ")）]］〕】}｝﹞"
DIGIT = "0-9０-９"
HANZI = "\u3400-\u9fff\uf900-\ufaff〇"

# What may stand between two characters of one number: a blank, a line break, a zero-width mark.
BLANK = "[\\s\u200b-\u200d\u2060\ufeff]"
GAP = BLANK + "{0,4}"

_PAIRS = (
    "號号 滬沪 蘇苏 魯鲁 遼辽 晉晋 閩闽 贛赣 粵粤 瓊琼 陝陕 寧宁 雲云 軍军 協协 認认 終终 執执 審审 監监 "
    "請请 異异 復复 複复 調调 經经 賠赔 處处 強强 財财 證证 訴诉 領领 華华 陽阳 漢汉 廣广 東东 濟济 濱滨 "
    "長长 龍龙 紹绍 麗丽 蕪芜 連连 慶庆 爾尔 濰潍 蘭兰 銀银 馬马 烏乌 開开 鄭郑 許许 賓宾 貴贵 義义 貢贡 "
    "瀘泸 綿绵 樂乐 資资 達达 臺台 廈厦 門门 巖岩 贊赞 萬万 鹽盐 鎮镇 揚扬 無无 錫锡 減减 備备 淨净 瀋沈 "
    "瀾澜 衛卫 島岛 臨临 瀏浏 嶽岳 縣县 區区 莊庄 應应 營营 煙烟 鬆松 與与 撫抚 錦锦 鐵铁 溫温 興兴 歸归 "
    "紅红 豐丰 齊齐 黃黄 庫库 蘄蕲 榮荣 檢检 徵征 "
)
_FOLDED = str.maketrans(
    {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)}
    | dict.fromkeys(OPENING, "(")
    | dict.fromkeys(CLOSING, ")")
    | dict.fromkeys("－‐‑–—−﹣", "-")
    | {pair[0]: pair[1] for pair in _PAIRS.split()}
)
_BLANKS = re.compile(BLANK + "+")


def fold(text: str) -> str:
    """Half-width digits, letters and brackets, simplified characters; as many characters as before."""
    return text.translate(_FOLDED)


def squeeze(text: str) -> str:
    """`text` without blanks, line breaks and zero-width marks."""
    return _BLANKS.sub("", text)


_NUMERALS = "零一二三四五六七八九"


def numeral(value: int) -> str:
    """The Chinese numeral of 1 to 99, as a suffix is written.

    >>> numeral(2), numeral(10), numeral(12), numeral(35)
    ('二', '十', '十二', '三十五')
    """
    if not 0 < value < 100:
        raise ValueError(f"{value} is not a suffix: 1 to 99")
    tens, ones = divmod(value, 10)
    return (("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else "") + (_NUMERALS[ones] if ones else "")


_VALUES = {numeral(value): value for value in range(1, 100)}


def value_of(numeral: str) -> int | None:
    """The value of a suffix numeral, Chinese or Arabic; None if it is none from 1 to 99.

    >>> value_of("十二"), value_of("2"), value_of("百")
    (12, 2, None)
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral) if len(numeral) <= 2 and 0 < int(numeral) < 100 else None
    return _VALUES.get(numeral)
