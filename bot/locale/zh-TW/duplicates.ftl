# 可能重複的資料。

noun-duplicate = 合併
noun-account-name = 公司別名
