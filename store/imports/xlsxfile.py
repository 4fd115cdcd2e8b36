"""Reading the first visible sheet of a workbook into rows, after the package was checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    WorksheetNotFound,
    XmlError,
    ZipError,
)

from store.imports.values import MAX_COLUMNS, MAX_ROWS, Cell, Refused, Remark

BROKEN = (CalamineError, PasswordError, XmlError, ZipError, WorksheetNotFound)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheet that is read, the names of all sheets, and what to say about them."""

    sheet: CalamineSheet
    name: str
    sheets: tuple[str, ...]
    remarks: tuple[Remark, ...]


def open_workbook(path: Path) -> Workbook:
    """The first visible sheet that holds something; hidden sheets are never read, and named."""
    try:
        book = CalamineWorkbook.from_path(path)
        listed = book.sheets_metadata
        visible = [sheet.name for sheet in listed if sheet.visible == SheetVisibleEnum.Visible]
        hidden = tuple(sheet.name for sheet in listed if sheet.visible != SheetVisibleEnum.Visible)
        filled = [sheet for sheet in map(book.get_sheet_by_name, visible) if sheet.end is not None]
    except BROKEN as error:
        raise Refused("import.not_workbook") from error
    if not filled:
        raise Refused("import.no_rows")
    sheet = filled[0]
    remarks: list[Remark] = []
    if hidden:
        remarks.append(Remark("import.hidden_sheets", {"names": ", ".join(hidden)}))
    if len(filled) > 1:
        others = ", ".join(other.name for other in filled[1:])
        remarks.append(Remark("import.other_sheets", {"sheet": sheet.name, "names": others}))
    if sheet.merged_cell_ranges:
        remarks.append(Remark("import.merged_cells", {"count": len(sheet.merged_cell_ranges)}))
    return Workbook(sheet, sheet.name, tuple(sheet.name for sheet in listed), tuple(remarks))


def xlsx_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[Cell]]]:
    """Number (as the spreadsheet shows it) and cells of each row; merged cells hold their value top left."""
    if sheet.total_width > MAX_COLUMNS:
        raise Refused("import.too_many_columns", row=1, columns=sheet.total_width, most=MAX_COLUMNS)
    if sheet.total_height > MAX_ROWS:
        raise Refused("import.too_many_rows", most=MAX_ROWS)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [_plain(cell) for cell in row]


def _plain(cell: Cell) -> Cell:
    """A whole number comes as a float from every workbook; say it as the integer that people typed."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell
