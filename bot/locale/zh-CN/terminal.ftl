# 终端自己的几句话。

terminal-hint = { $name }：输编号就是点按钮，Tab 补全，/as 账号 换人，Ctrl-D 退出。
terminal-now = 现在是{ $name }，{ WORD($role, kind: "role") }。
terminal-picture = 图片：{ $path }
terminal-file = 文件：{ $path }
terminal-unavailable = 数据库暂时没有响应，什么都没改；稍后再输一次。
