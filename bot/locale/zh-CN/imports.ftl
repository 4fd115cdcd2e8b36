# 导入的说明：为什么拒收、注意到什么、预览说什么。

import-no-file = 找不到文件 { $name }。
import-unreadable = 打不开 { $name }，请检查权限。
import-unknown-kind = 没有“{ $kind }”这种列表。可用：{ $known }。
import-no-rows = 列名底下没有数据。
import-too-big = 文件超过 { $most } MB，请分批。
import-too-many-rows = 超过 { $most } 行，请分批。
import-too-many-columns = 第 { $row } 行有 { $columns } 列，最多 { $most } 列。
import-field-too-long = 第 { $row } 行有一格超过 { $most } 字，多半是引号没有收尾。
import-quote-open = 第 { $row } 行的引号没有收尾，整份都没有导入。
import-quote-broken = 第 { $row } 行的引号位置不对，整份都没有导入。
import-row-broken = 第 { $row } 行读不出来，整份都没有导入。
import-nul = 第 { $row } 行有 NUL 字符，文件已损坏，整份都没有导入。
import-bad-bytes = 第 { $row } 行有不属于 { $encoding } 的字节，请另存为 UTF-8。
import-no-header = 文件没有标题行。请在最上面加上这一行并修正：{ $guess }
    目前的第一行：{ $first }
import-no-column = { $kind } 缺少 { $field } 这一列。现有字段：{ $header }
import-other-kind = 这是 { $kind } 文件，请存为 CSV 或 XLSX。
import-really-text = 扩展名是 Excel，内容其实是纯文本，请改名为 .csv。
import-really-xlsx = 扩展名是文本文件，内容其实是 Excel 工作簿，已按工作簿读取。
import-old-xls = 不支持 Excel 97–2003（.xls），请另存为 .xlsx。
import-encrypted = 工作簿有密码保护，请取消密码后再保存。
import-macros = 工作簿含有宏，请另存为不含宏的 .xlsx。
import-external-links = 工作簿链接到其他文件，请用“粘贴数值”另存一份。
import-entities = 工作簿声明了实体，表格软件不会这样写，已拒收。
import-not-workbook = 这不是 Excel 工作簿，或文件已损坏。
import-zip-broken = 工作簿已损坏。
import-zip-bomb = 工作簿解开后异常庞大（上限 { $most } MB），已拒收。
import-zip-parts = 工作簿超过 { $most } 个部分，已拒收。
import-zip-names = 工作簿指向自身以外的文件（{ $name }），已拒收。
import-zip-nested = 工作簿里夹带另一个压缩包（{ $name }），已拒收。
import-sheet-too-wide = 工作表延伸到第 { $rows } 行、第 { $columns } 列，请删掉末尾的零星单元格。
import-formula-errors = 超过 { $count } 格有错误值，请先修正工作簿。

import-missing = 缺少 { $field }。
import-row-too-long = 格数多于 { $columns } 列。
import-not-amount = 不是金额，请写 90,000 或 ¥90,000。
import-ambiguous-amount = 可能是 { $one }，也可能是 { $other }，请不要加分隔符号。
import-amount-too-big = 金额太大。
import-not-whole = 不是整数。
import-out-of-range = 请填 { $low } 到 { $high }。
import-not-date = 不是日期，请写 2026-12-03。
import-no-such-day = 没有这一天。
import-not-time = 不是时间，请写 15:30。
import-not-length = 不是时间长度，请写秒数或 0:15:23。
import-not-email = 不是邮箱地址。
import-not-phone = 不是电话号码。
import-not-tax-id = 不是有效的税号。
import-too-long = 超过 { $most } 字。
import-unknown-word = 看不懂这个词。可用：{ $known }。
import-unknown-country = 看不懂这个国家。
import-unknown-currency = 看不懂这个币种。
import-unknown-zone = 看不懂这个时区，请写 Asia/Shanghai。
import-formula-error = 这一格是公式错误值。
import-formula-blank = 这一格的公式还没计算过，请用 Excel 打开并保存。
import-ends-before-start = 结束早于开始。
import-no-discount = 折扣和价格都没填。
import-unknown-product = 没有这个产品。
import-unknown-product-near = 没有这个产品，最接近的是 { $nearest }。
import-ambiguous-product = 有 { $count } 个产品同名，请填产品编码。
import-unknown-account = 没有这家公司。
import-unknown-account-near = 没有这家公司，最接近的是 { $nearest }。
import-ambiguous-account = 有 { $count } 家公司同名，请填税号或客户编号。
import-same-name = 已有同名公司，但地址或电话不同，请填税号或客户编号。
import-erased = 不导入：当事人已要求删除资料。
import-unknown-contact = 查无此姓名或号码。
import-ambiguous-contact = 有 { $count } 位符合，请填邮箱或联系人编号。
import-same-person = 这家公司已有同名的人，但邮箱和电话都不同，请填联系人编号。
import-ambiguous-user = 有 { $count } 位同事同名，请填账号。
import-unknown-owner = 没有 { $name } 这位同事。
import-no-owner = 这位客户没有负责人，请填负责人。

import-phone-no-area = 电话没有区号，按原样保留。
import-phone-doubtful = 看不懂这个号码，按原样保留。
import-phone-zero-restored = 已补回开头的 0：{ $phone }。
import-phone-of-other = { $name } 也用这个号码。
import-tax-id-placeholder = 税号只是占位，不用来识别公司。
import-tax-id-doubtful = 税号校验码不符，仍保留。
import-country-guessed = 国家按 { $country } 处理。
import-range-lower = 取范围的下限 { $kept }。
import-first-email = 保留 { $kept }，其余跳过：{ $others }。
import-other-currency = 币种是 { $currency }，另外保留，不计入。
import-date-from-serial = 表格的日期序号，按 { $date } 处理。
import-day-order-guessed = 日、月顺序无法判断，按{ $day_first ->
        [yes] 日在前
       *[other] 月在前
    }。
import-unknown-user = 没有 { $name } 这位同事，名字先保留。
import-unknown-parent = 查无母公司 { $name }。
import-renamed = 已改名，原名 { $before }。
import-merged-away = 已合并到{ $name }，没有更改。
import-alike = { $name } 可能就是 { $other }{ PART($company, before: " · ") }（{ WORDS($why, kind: "duplicate-why") }）。
import-alike-count = 可能重复 { $count } 条；系统不会自行合并，在对话里输入“重复”逐条比对再决定。
import-repeated = 与第 { $first } 行重复，只补空白字段。
import-account-added = 新增公司。
import-manager-added = 已新增主管 { $name }。
import-matched-product = { $written } 就是 { $product }。
import-deal-without-account = 没有填公司。

import-unknown-columns = 保留为自定义字段：{ $names }
import-ignored-columns = 跳过，这些字段不能由文件设置：{ $names }
import-doubled-columns = 同一内容的第二列，保留为自定义字段：{ $names }
import-day-order = { $column }：{ $day_first ->
        [yes] 日在前（31/12/2026）
       *[other] 月在前（12/31/2026）
    }
import-header-repeated = 跳过 { $count } 行重复的列名。
import-blank-rows = 跳过 { $count } 行空白。
import-ragged = 有 { $count } 行的格数与列名不符。
import-hidden-sheets = 隐藏的工作表没有读：{ $names }
import-other-sheets = 只读工作表“{ $sheet }”，没有读：{ $names }
import-merged-cells = 有 { $count } 处合并单元格，值只算第一行。
