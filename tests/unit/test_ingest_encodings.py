"""Texts that are not UTF-8 are read right or refused, never taken for another script."""

from __future__ import annotations

from random import Random

import pytest

from transforms.ingest.decoding import UndecodableError, decode_html, decode_text

RUSSIAN = (
    "Ночью над областью сбиты два беспилотника, сообщил губернатор. Пострадавших нет, объявила взявшая дело полиция."
)
JAPANESE = "警察は男性を逮捕した。東京地裁は三日、判決を言い渡した。トヨタ自動車の売上高は過去最高になった。"
KOREAN = "경찰은 어제 오후 부산항에서 밀수 혐의로 세 명을 체포했다고 밝혔다."
CHINESE = "警方昨日在深圳逮捕三名嫌疑人，缴获毒品五公斤。外交部发言人拒绝评论。"
TAIWANESE = "警方昨日在高雄逮捕三名嫌犯，查獲毒品五公斤。外交部發言人拒絕評論。"
SPANISH = "El ministro español viajó a México el martes. ¿Qué pasará mañana?"
POLISH = "Rząd ogłosił w środę nowe środki. Minister powiedział, że budżet wzrośnie."
TURKISH = "Bakan, İstanbul'daki toplantıda Suriye'ye yapılan ihracatın arttığını söyledi. Şirketler büyüyor."
GREEK = "Ο πρωθυπουργός συναντήθηκε με τον πρόεδρο στις Βρυξέλλες για την οικονομία."
ARABIC = "قال الرئيس إن بلاده لن تقبل الضغوط. وأضاف أن المفاوضات مستمرة في جنيف."
HEBREW = "המשטרה עצרה שלושה חשודים בחיפה. הבורסה עלתה ביום חמישי."
THAI = "ตำรวจจับกุมผู้ต้องสงสัยสามคนในเชียงใหม่ ตลาดหุ้นปิดบวก"
ENGLISH = "He said “no” – the café in São Paulo closed. It cost €5 million, the company’s chief said."

TEXTS = [
    *((RUSSIAN, encoding) for encoding in ("koi8-r", "cp1251", "iso8859-5", "cp866", "mac-cyrillic")),
    ("ГУБЕРНАТОР ОБЪЯВИЛ О НОВЫХ МЕРАХ", "koi8-r"),
    *((JAPANESE, encoding) for encoding in ("shift_jis", "euc-jp", "iso2022-jp")),
    *((KOREAN, encoding) for encoding in ("euc-kr", "cp949", "iso2022-kr")),
    *((CHINESE, encoding) for encoding in ("gb18030", "gbk", "hz")),
    *((TAIWANESE, encoding) for encoding in ("big5", "gb18030")),
    *((SPANISH, encoding) for encoding in ("cp1252", "iso8859-1", "mac-roman")),
    *((POLISH, encoding) for encoding in ("cp1250", "iso8859-2")),
    (TURKISH, "iso8859-9"),
    (GREEK, "iso8859-7"),
    (ARABIC, "cp1256"),
    (HEBREW, "cp1255"),
    (THAI, "tis-620"),
    (ENGLISH, "cp1252"),
    (ENGLISH, "utf-16-le"),
    ("Nestl\xe9 said sales fell. " * 30, "cp1252"),
    ("Temperatures reached 45\xb0 in Sydney, 20\xb0 in Oslo.", "cp1252"),
]


@pytest.mark.parametrize(("text", "encoding"), TEXTS, ids=lambda value: value[:12])
def test_a_text_that_says_nothing_of_its_encoding_is_read(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (RUSSIAN, "koi8-r", "windows-1251"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (JAPANESE, "shift_jis", "iso-8859-1"),
        (ENGLISH, "cp1252", "iso-8859-1"),
        (ENGLISH, "cp1252", "shift_jis"),
        (SPANISH, "cp1252", "utf-8"),
        (POLISH, "iso8859-2", "iso-8859-2"),
        (KOREAN, "cp949", "ks_c_5601-1987"),
    ],
    ids=lambda value: value[:12],
)
def test_a_page_is_believed_only_where_its_charset_can_be(text: str, encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'
    assert text in decode_html(page.encode(encoding))[0]


def test_bytes_of_no_text_are_refused() -> None:
    random = Random(7)
    for size in (50, 500, 5000):
        with pytest.raises(UndecodableError):
            decode_text(bytes(random.randrange(32, 256) for _ in range(size)))


def test_one_bad_byte_does_not_cost_a_text_its_encoding() -> None:
    text = "Le ministre a déclaré que l’été serait chaud. " * 5
    patched = text.encode()[:40] + b"\xff" + text.encode()[40:]
    assert decode_text(patched)[0].replace("\ufffd", "") == text
