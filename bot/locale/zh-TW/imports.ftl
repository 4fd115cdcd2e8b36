# 匯入的說明：為什麼退件、注意到什麼、預覽說什麼。

import-no-file = 找不到檔案 { $name }。
import-unreadable = 打不開 { $name }，請檢查權限。
import-unknown-kind = 沒有「{ $kind }」這種清單。可用：{ $known }。
import-no-rows = 欄名底下沒有資料。
import-too-big = 檔案超過 { $most } MB，請分批。
import-too-many-rows = 超過 { $most } 列，請分批。
import-too-many-columns = 第 { $row } 列有 { $columns } 欄，最多 { $most } 欄。
import-field-too-long = 第 { $row } 列有一格超過 { $most } 字，多半是引號沒有收尾。
import-quote-open = 第 { $row } 列的引號沒有收尾，整份都沒有匯入。
import-quote-broken = 第 { $row } 列的引號位置不對，整份都沒有匯入。
import-row-broken = 第 { $row } 列讀不出來，整份都沒有匯入。
import-nul = 第 { $row } 列有 NUL 字元，檔案已損壞，整份都沒有匯入。
import-bad-bytes = 第 { $row } 列有不屬於 { $encoding } 的位元組，請另存為 UTF-8。
import-no-header = 檔案沒有欄名列。請在最上面加上這一行並修正：{ $guess }
    目前的第一列：{ $first }
import-no-column = { $kind } 缺少 { $field } 這一欄。現有欄位：{ $header }
import-other-kind = 這是 { $kind } 檔，請存成 CSV 或 XLSX。
import-really-text = 副檔名是 Excel，內容其實是純文字，請改名為 .csv。
import-really-xlsx = 副檔名是文字檔，內容其實是 Excel 活頁簿，已照活頁簿讀取。
import-old-xls = 不支援 Excel 97–2003（.xls），請另存為 .xlsx。
import-encrypted = 活頁簿有密碼保護，請移除密碼後再存。
import-macros = 活頁簿含有巨集，請另存為不含巨集的 .xlsx。
import-external-links = 活頁簿連結到其他檔案，請以「貼上值」另存一份。
import-entities = 活頁簿宣告了實體，試算表軟體不會這樣寫，已拒收。
import-not-workbook = 這不是 Excel 活頁簿，或檔案已損壞。
import-zip-broken = 活頁簿已損壞。
import-zip-bomb = 活頁簿解開後異常龐大（上限 { $most } MB），已拒收。
import-zip-parts = 活頁簿超過 { $most } 個部分，已拒收。
import-zip-names = 活頁簿指向自身以外的檔案（{ $name }），已拒收。
import-zip-nested = 活頁簿裡夾帶另一個壓縮檔（{ $name }），已拒收。
import-sheet-too-wide = 工作表延伸到第 { $rows } 列、第 { $columns } 欄，請刪掉尾端的零星儲存格。
import-formula-errors = 超過 { $count } 格有錯誤值，請先修正活頁簿。

import-missing = 缺少 { $field }。
import-row-too-long = 格數多於 { $columns } 欄。
import-not-amount = 不是金額，請寫 90,000 或 NT$90,000。
import-ambiguous-amount = 可能是 { $one }，也可能是 { $other }，請不要加分隔符號。
import-amount-too-big = 金額太大。
import-not-whole = 不是整數。
import-out-of-range = 請填 { $low } 到 { $high }。
import-not-date = 不是日期，請寫 2026-12-03。
import-no-such-day = 沒有這一天。
import-not-time = 不是時間，請寫 15:30。
import-not-length = 不是時間長度，請寫秒數或 0:15:23。
import-not-email = 不是電子郵件地址。
import-not-phone = 不是電話號碼。
import-not-tax-id = 不是統一編號。
import-too-long = 超過 { $most } 字。
import-unknown-word = 看不懂這個詞。可用：{ $known }。
import-unknown-country = 看不懂這個國家。
import-unknown-currency = 看不懂這個幣別。
import-unknown-zone = 看不懂這個時區，請寫 Asia/Taipei。
import-formula-error = 這一格是公式錯誤值。
import-formula-blank = 這一格的公式還沒計算過，請用 Excel 開啟並存檔。
import-ends-before-start = 結束早於開始。
import-no-discount = 折扣和價格都沒填。
import-unknown-product = 沒有這個產品。
import-unknown-product-near = 沒有這個產品，最接近的是 { $nearest }。
import-ambiguous-product = 有 { $count } 個產品同名，請填料號。
import-unknown-account = 沒有這家公司。
import-unknown-account-near = 沒有這家公司，最接近的是 { $nearest }。
import-ambiguous-account = 有 { $count } 家公司同名，請填統編或客戶編號。
import-same-name = 已有同名公司，但地址或電話不同，請填統編或客戶編號。
import-erased = 不匯入：當事人已要求刪除資料。
import-unknown-contact = 查無此姓名或號碼。
import-ambiguous-contact = 有 { $count } 位符合，請填電子郵件或聯絡人編號。
import-same-person = 這家公司已有同名的人，但信箱和電話都不同，請填聯絡人編號。
import-ambiguous-user = 有 { $count } 位同事同名，請填帳號。
import-unknown-owner = 沒有 { $name } 這位同事。
import-no-owner = 這位客戶沒有負責人，請填負責人。

import-phone-no-area = 電話沒有區碼，照原樣保留。
import-phone-doubtful = 看不懂這個號碼，照原樣保留。
import-phone-zero-restored = 已補回開頭的 0：{ $phone }。
import-phone-of-other = { $name } 也用這個號碼。
import-tax-id-placeholder = 統編只是佔位，不用來辨識公司。
import-tax-id-doubtful = 統編檢查碼不符，仍保留。
import-country-guessed = 國家當作 { $country }。
import-range-lower = 取範圍的下限 { $kept }。
import-first-email = 保留 { $kept }，其餘略過：{ $others }。
import-other-currency = 幣別是 { $currency }，另外保留，不計入。
import-date-from-serial = 試算表的日期序號，當作 { $date }。
import-day-order-guessed = 日、月順序無法判斷，當作{ $day_first ->
        [yes] 日在前
       *[other] 月在前
    }。
import-unknown-user = 沒有 { $name } 這位同事，名字先保留。
import-unknown-parent = 查無母公司 { $name }。
import-renamed = 已改名，原名 { $before }。
import-merged-away = 已合併到{ $name }，沒有變更。
import-alike = { $name } 可能就是 { $other }{ PART($company, before: " · ") }（{ WORDS($why, kind: "duplicate-why") }）。
import-alike-count = 可能重複 { $count } 筆；系統不會自行合併，在對話輸入「重複」逐筆比對再決定。
import-repeated = 與第 { $first } 列重複，只補空白欄位。
import-account-added = 新增公司。
import-manager-added = 已新增主管 { $name }。
import-matched-product = { $written } 就是 { $product }。
import-deal-without-account = 沒有填公司。

import-unknown-columns = 保留為自訂欄位：{ $names }
import-ignored-columns = 略過，這些欄位不能由檔案設定：{ $names }
import-doubled-columns = 同一項的第二欄，保留為自訂欄位：{ $names }
import-day-order = { $column }：{ $day_first ->
        [yes] 日在前（31/12/2026）
       *[other] 月在前（12/31/2026）
    }
import-header-repeated = 略過 { $count } 列重複的欄名。
import-blank-rows = 略過 { $count } 列空白。
import-ragged = 有 { $count } 列的格數與欄名不符。
import-hidden-sheets = 隱藏的工作表沒有讀：{ $names }
import-other-sheets = 只讀工作表「{ $sheet }」，沒有讀：{ $names }
import-merged-cells = 有 { $count } 處合併儲存格，值只算在第一列。
