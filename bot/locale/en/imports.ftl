# What an import says: why a file or a row is refused, what was noticed, what the preview tells.

import-no-file = There is no file { $name }.
import-unreadable = { $name } cannot be opened; check its permissions.
import-unknown-kind = "{ $kind }" is no kind of list. Known: { $known }.
import-no-rows = The file holds no rows below its column names.
import-too-big = The file is larger than { $most } MB; split it.
import-too-many-rows = More than { $most } rows; split the file.
import-too-many-columns = Row { $row } has { $columns } columns; { $most } at most.
import-field-too-long = Row { $row }: a field is longer than { $most } characters; a quote is probably not closed.
import-quote-open = Row { $row }: a quote is opened and never closed. Nothing was imported.
import-quote-broken = Row { $row }: a quote stands inside a field or closes too early. Nothing was imported.
import-row-broken = Row { $row } cannot be read. Nothing was imported.
import-nul = Row { $row } holds a NUL byte; the file is damaged. Nothing was imported.
import-bad-bytes = Row { $row } holds bytes that are not { $encoding }; save the file anew as UTF-8.
import-no-header = The file has no row of column names. Put this line first and correct it: { $guess }
    First row found: { $first }
import-no-column = No column for { $field } of { $kind }. Columns found: { $header }
import-other-kind = This is a { $kind } file; save the list as CSV or XLSX.
import-really-text = The name says Excel, the content is plain text; rename it to .csv.
import-really-xlsx = The name says text, the content is an Excel workbook; it is read as one.
import-old-xls = Excel 97–2003 (.xls) is not read; save it as .xlsx.
import-encrypted = The workbook is protected by a password; save it without one.
import-macros = The workbook holds macros; save it as .xlsx without them.
import-external-links = The workbook refers to other files; paste its values into a new one.
import-entities = The workbook declares entities, which no spreadsheet program writes; refused.
import-not-workbook = This is no Excel workbook, or a damaged one.
import-zip-broken = The workbook is damaged.
import-zip-bomb = The workbook unpacks to far more than it should ({ $most } MB at most); refused.
import-zip-parts = The workbook has more than { $most } parts; refused.
import-zip-names = The workbook names a file outside itself ({ $name }); refused.
import-zip-nested = The workbook holds another archive ({ $name }); refused.
import-sheet-too-wide = The sheet reaches row { $rows } and column { $columns }; delete stray cells at its end.
import-formula-errors = More than { $count } cells hold errors; correct the workbook first.

import-missing = { $field } is missing.
import-row-too-long = More cells than the { $columns } columns.
import-not-amount = Not an amount; write 90,000 or NT$90,000.
import-ambiguous-amount = Can be { $one } or { $other }; write it without the separator.
import-amount-too-big = The amount is too large.
import-not-whole = Not a whole number.
import-out-of-range = Between { $low } and { $high }, please.
import-not-date = Not a date; write 2026-12-03.
import-no-such-day = There is no such day.
import-not-time = Not a time; write 15:30.
import-not-length = Not a length; write seconds or 0:15:23.
import-not-email = Not an e-mail address.
import-not-phone = Not a telephone number.
import-not-tax-id = Not a tax id.
import-too-long = Longer than { $most } characters.
import-unknown-word = Unknown word. Known: { $known }.
import-unknown-country = Unknown country.
import-unknown-currency = Unknown currency.
import-unknown-zone = Unknown time zone; write Asia/Taipei.
import-formula-error = The cell holds a formula error.
import-formula-blank = The cell holds a formula that was never calculated; open and save the file in Excel.
import-ends-before-start = It ends before it starts.
import-no-discount = Neither a discount nor a price.
import-unknown-product = No such product.
import-unknown-product-near = No such product. Nearest: { $nearest }.
import-ambiguous-product = { $count } products have this name; give the code.
import-unknown-account = No such company.
import-unknown-account-near = No such company. Nearest: { $nearest }.
import-ambiguous-account = { $count } companies have this name; give the tax id or customer number.
import-same-name = A company of this name is known with another address or number; give the tax id or customer number.
import-erased = Refused: erased at this person's own wish.
import-unknown-contact = Nobody of this name or number is known.
import-ambiguous-contact = { $count } people fit; give the e-mail or the contact number.
import-same-person = Somebody of this name at this company has another e-mail and number; give the contact number.
import-ambiguous-user = { $count } colleagues have this name; give the handle.
import-unknown-owner = No colleague { $name }.
import-no-owner = Nobody owns this customer; name an owner.

import-phone-no-area = Number without an area code; kept as written.
import-phone-doubtful = Number not understood; kept as written.
import-phone-zero-restored = Leading zero restored: { $phone }.
import-phone-of-other = { $name } has the same number.
import-tax-id-placeholder = Placeholder tax id; not used to tell companies apart.
import-tax-id-doubtful = The tax id fails its check; kept.
import-country-guessed = Country taken as { $country }.
import-range-lower = Of a range the lower end, { $kept }.
import-first-email = Kept { $kept }; not { $others }.
import-other-currency = In { $currency }; kept beside, not counted.
import-date-from-serial = Number of a spreadsheet read as { $date }.
import-day-order-guessed = Day and month can be either; read { $day_first ->
        [yes] day first
       *[other] month first
    }.
import-unknown-user = No colleague { $name }; the name is kept.
import-unknown-parent = Parent company { $name } is not known.
import-renamed = Renamed; was { $before }.
import-merged-away = Merged into { $name }; nothing was changed.
import-alike = { $name } may be the same as { $other }{ PART($company, before: " · ") } ({ WORDS($why, kind: "duplicate-why") }).
import-alike-count = { $count ->
        [one] One likely duplicate; nothing is merged by itself. `duplicates` in the chat compares and decides.
       *[other] { $count } likely duplicates; nothing is merged by itself. `duplicates` in the chat compares and decides.
    }
import-repeated = Repeats row { $first }; only blanks were filled.
import-account-added = New company.
import-manager-added = { $name } added as manager.
import-matched-product = { $written } is { $product }.
import-deal-without-account = No company given.

import-unknown-columns = Kept as your own fields: { $names }
import-ignored-columns = Left out, nobody may set these by a file: { $names }
import-doubled-columns = Second column for the same fact, kept as your own field: { $names }
import-day-order = { $column }: { $day_first ->
        [yes] day first (31/12/2026)
       *[other] month first (12/31/2026)
    }
import-header-repeated = { $count } repeated header rows passed over.
import-blank-rows = { $count } blank rows passed over.
import-ragged = { $count } rows are longer or shorter than the header.
import-hidden-sheets = Hidden sheets not read: { $names }
import-other-sheets = Only sheet { $sheet } is read; not: { $names }
import-merged-cells = { $count } merged cells; the value counts for their first row only.
