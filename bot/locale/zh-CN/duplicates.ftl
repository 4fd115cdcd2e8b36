# 可能重复的资料。

noun-duplicate = 合并
noun-account-name = 公司别名
