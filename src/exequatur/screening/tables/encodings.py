"""Text in any encoding met in practice, as UTF-8 in chunks: found out strictly, so that no text is read as another."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from ...corpus.errors import DataError

CHUNK = 1 << 22
_KNOWN = [
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "gb18030",
    "gbk",
    "gb2312",
    "big5",
    "cp950",
    "big5hkscs",
    "shift_jis",
    "cp932",
    "euc_jp",
    "euc_kr",
    "cp949",
    "iso8859-1",
    "iso8859-2",
    "iso8859-9",
    "iso8859-15",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1257",
    "cp850",
    "cp437",
    "koi8-r",
    "mac-roman",
]
_SAMPLE, _RARE = 20_000, 10
_RARELY, _HANZI, _HANGUL, _FEW = (0, 4, 5), 16, range(16, 41), 12
_NAME_IT = "save it as UTF-8, or name its encoding, such as --encoding cp1252"


class Encoding:
    """How a file is encoded. `name` as Python calls it; `told` as people do; `skip`: bytes of the mark at its beginning."""

    def __init__(self, name: str, told: str, skip: int = 0) -> None:
        self.name, self.told, self.skip = name, told, skip


def named(name: str) -> Encoding:
    """An encoding that the user names. Raises DataError."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        found = ""
    if found == "utf-8-sig":
        found = "utf-8"
    if found not in _KNOWN:
        raise DataError(f"--encoding: `{name[:40]}` is none that is read here; write one of {', '.join(_KNOWN)}")
    return Encoding(found, found.upper())


def found_in(path: Path, given: str | None) -> Encoding:
    """The encoding of a file: the one that its mark or the user says, else UTF-8 where all of it is, else GB18030 where all
    of it is and it reads as Chinese. Raises DataError with the line of the first byte that is neither.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    mark = _marked(start, path)
    if given is not None:
        encoding = named(given)
        if mark is not None and mark.name.split("-")[:2] != encoding.name.split("-")[:2]:
            raise DataError(f"--encoding {given}: the mark at its beginning says {mark.told}; leave it out", path)
        if mark is None and encoding.name == "utf-16":
            raise DataError("--encoding utf-16: it has no mark; name utf-16-le or utf-16-be", path)
        return mark or encoding
    if mark is not None:
        return mark
    utf, chinese = Encoding("utf-8", "UTF-8"), Encoding("gb18030", "GB18030")
    try:
        for _ in chunks(path, utf):
            pass
    except BadText as bad:
        line, rest = bad.line, bad
    else:
        return utf
    try:
        _reads_as_chinese(path, chinese)
    except BadText:
        raise DataError(f"neither UTF-8 nor GB18030; {_NAME_IT}", path, line) from None
    except _Rare:
        raise DataError(
            f"not UTF-8; it could be GB18030, but does not read as Chinese; {_NAME_IT}, gb18030, big5 or euc_kr",
            path,
            line,
        ) from rest
    return chinese


class BadText(DataError):
    """Bytes that are no text of an encoding, with their line."""


class _Rare(Exception):
    pass


def chunks(path: Path, encoding: Encoding) -> Iterator[bytes]:
    """The text of a file in UTF-8, without a mark. Raises BadText."""
    decoder = codecs.getincrementaldecoder(encoding.name)("strict")
    plain = encoding.name == "utf-8"
    lines = 1
    with path.open("rb") as stream:
        stream.seek(encoding.skip)
        while True:
            raw = stream.read(CHUNK)
            try:
                text = decoder.decode(raw, not raw)
            except UnicodeDecodeError as error:
                line = lines + bytes(error.object[: error.start]).count(b"\n")
                raise BadText(f"not {encoding.told}; {_NAME_IT}", path, line) from None
            made = raw if plain else text.encode()
            if b"\0" in made:
                line = lines + made[: made.index(b"\0")].count(b"\n")
                raise DataError("NUL bytes: no text, or UTF-16 without its mark; name it with --encoding", path, line)
            if not raw:
                if made:
                    yield made
                return
            lines += made.count(b"\n")
            yield made


def _marked(start: bytes, path: Path) -> Encoding | None:
    if start.startswith(codecs.BOM_UTF8):
        return Encoding("utf-8", "UTF-8 with its mark", 3)
    if start in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        raise DataError("is UTF-32; save it as UTF-8", path)
    if start.startswith(codecs.BOM_UTF16_LE):
        return Encoding("utf-16-le", "UTF-16", 2)
    if start.startswith(codecs.BOM_UTF16_BE):
        return Encoding("utf-16-be", "UTF-16", 2)
    return None


def _reads_as_chinese(path: Path, encoding: Encoding) -> None:
    """Names with accents are GB18030 by chance too, but hold characters that are rare in Chinese; so does Japanese. Korean
    (EUC-KR) falls in rows 16 to 40 of GB 2312 only; of different characters of Chinese about every second one is further on.
    """
    seen = rare = 0
    hanzi = set[int]()
    for chunk in chunks(path, encoding):
        if seen < _SAMPLE:
            marks = [mark for mark in chunk.decode() if mark > "\x7f"][:_SAMPLE]
            seen += len(marks)
            places = {mark: _place(mark) for mark in set(marks)}
            rare += sum(places[mark] // 100 in _RARELY for mark in marks)
            hanzi |= {place for place in places.values() if place // 100 >= _HANZI}
    if rare * _RARE > seen or (len(hanzi) > _FEW and all(place // 100 in _HANGUL for place in hanzi)):
        raise _Rare


def _place(mark: str) -> int:
    """Row (hundreds) and column of a character in GB 2312, which holds the common ones; 0 if it is not there."""
    try:
        made = mark.encode("gb2312")
    except UnicodeEncodeError:
        return 0
    return (made[0] - 0xA0) * 100 + made[1] - 0xA0 if len(made) == 2 else 0
