"""Checks on an XLSX file before any library opens it: a workbook is a zip, and zips can be traps."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from store.imports.values import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
MAX_PARTS = 2_000
MAX_DIRECTORY = 512 * 1024
MAX_PART = 400 * 1024 * 1024
MAX_TOTAL = 500 * 1024 * 1024
MAX_RATIO = 150
SMALL = 4 * 1024 * 1024
CHUNK = 256 * 1024
MAX_CELLS = 25_000_000
VALUED = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ERROR = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*?\bt="e"')
UNVALUED = re.compile(
    rb'<c\s[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*><f[^>]*(?:/>|>[^<]{0,8192}</f>)(?:<v\s*/>|<v></v>)?</c>'
)
TAIL = 9_000
MAX_MARKED = 100_000


def check_package(path: Path) -> dict[str, dict[str, str]]:
    """Refuse what is no plain workbook, from the zip's directory first, then by a counted read.

    Gives, by part, the cells whose content no reading library tells from a blank: error values, and
    formulas that were never calculated.

    At most CHUNK bytes are unpacked at a time, and nothing beyond what the directory declared.
    """
    with path.open("rb") as file:
        _check_end(file)
        try:
            package = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Refused("import.zip-broken") from error
        parts = package.infolist()
        _check_directory(parts, path.stat().st_size)
        return {part.filename: marked for part in parts if (marked := _check_part(file, part))}


def refuse_ole(path: Path) -> None:
    """Refuse an old .xls or a workbook with a password, and say which of the two it is."""
    with path.open("rb") as file:
        content = file.read(8 * 1024 * 1024)
    locked = "EncryptedPackage".encode("utf-16-le") in content
    raise Refused("import.encrypted" if locked else "import.old-xls")


def _check_end(file: BinaryIO) -> None:
    """Read the record at the zip's end by hand: how many parts, how big a directory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < 22:
        raise Refused("import.zip-broken")
    count, directory = struct.unpack("<HL", tail[place + 10 : place + 16])
    if count > MAX_PARTS or directory > MAX_DIRECTORY:
        raise Refused("import.zip-parts", most=MAX_PARTS)
    file.seek(0)


def _check_directory(parts: list[zipfile.ZipInfo], size: int) -> None:
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS:
        raise Refused("import.zip-parts", most=MAX_PARTS)
    if len(set(names)) < len(names):
        raise Refused("import.zip-broken")
    for part in parts:
        _check_entry(part)
    if sum(part.file_size for part in parts) > MAX_TOTAL or sum(part.compress_size for part in parts) > size:
        raise Refused("import.zip-bomb", most=MAX_TOTAL // 1024**2)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Refused("import.not-workbook")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("import.macros")
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise Refused("import.external-links")


def _check_entry(part: zipfile.ZipInfo) -> None:
    name = part.orig_filename
    if name.startswith("/") or "\\" in name or "\x00" in name or ":" in name:
        raise Refused("import.zip-names", name=name[:100])
    if ".." in PurePosixPath(name).parts or stat.S_ISLNK(part.external_attr >> 16):
        raise Refused("import.zip-names", name=name[:100])
    if part.flag_bits & 1:
        raise Refused("import.encrypted")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("import.zip-broken")
    if name.lower().endswith((".zip", ".xlsx", ".xlsm", ".jar", ".7z", ".rar", ".gz")):
        raise Refused("import.zip-nested", name=name[:100])
    swollen = part.file_size > SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1)
    if part.file_size > MAX_PART or swollen:
        raise Refused("import.zip-bomb", most=MAX_TOTAL // 1024**2)


def _check_part(file: BinaryIO, part: zipfile.ZipInfo) -> dict[str, str]:
    """Unpack one part piece by piece: its size must be true, its content no zip and without entities."""
    markup = part.filename.endswith((".xml", ".rels", ".vml"))
    sheet = part.filename.startswith("xl/worksheets/")
    size, tail, corner = 0, b"", (0, 0)
    marked: dict[str, str] = {}
    for piece in _unpack(file, part):
        if size == 0 and piece.startswith(ZIP):
            raise Refused("import.zip-nested", name=part.filename[:100])
        if size == 0 and markup and piece[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise Refused("import.not-workbook")
        size += len(piece)
        if size > part.file_size:
            raise Refused("import.zip-bomb", most=MAX_TOTAL // 1024**2)
        window = tail + piece
        if markup and DECLARED.search(window):
            raise Refused("import.entities")
        if sheet:
            corner = _reach(window, corner)
            _mark(window, marked)
        tail = window[-TAIL:]
    if size != part.file_size:
        raise Refused("import.zip-broken")
    return marked


def _unpack(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one part in pieces of at most CHUNK bytes, whatever size the directory claims."""
    file.seek(part.header_offset)
    head = file.read(30)
    if len(head) < 30 or head[:4] != ZIP:
        raise Refused("import.zip-broken")
    file.seek(sum(struct.unpack("<HH", head[26:30])), 1)
    left = part.compress_size
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = file.read(min(left, CHUNK // 4))
        if not packed:
            raise Refused("import.zip-broken")
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        yield from _inflate(inflate, packed)


def _inflate(inflate: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    while packed and not inflate.eof:
        try:
            yield inflate.decompress(packed, CHUNK)
        except zlib.error as error:
            raise Refused("import.zip-broken") from error
        packed = inflate.unconsumed_tail


def _reach(window: bytes, corner: tuple[int, int]) -> tuple[int, int]:
    """The farthest cell with content; a sheet with one value at its far end would need all memory."""
    cells = VALUED.findall(window)
    if not cells:
        return corner
    row = max(corner[0], max(int(digits) for _, digits in cells))
    letters = max((letters for letters, _ in cells), key=lambda letters: (len(letters), letters))
    column = max(corner[1], _column_number(letters))
    if row * column > MAX_CELLS:
        raise Refused("import.sheet-too-wide", rows=row, columns=column)
    return row, column


def _mark(window: bytes, marked: dict[str, str]) -> None:
    for hint, pattern, sign in ((b't="e"', ERROR, "#N/A"), (b"<f", UNVALUED, "#FORMULA")):
        for cell in pattern.findall(window) if hint in window else ():
            marked[cell.decode()] = sign
    if len(marked) > MAX_MARKED:
        raise Refused("import.formula-errors", count=len(marked))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
