"""Some five hundred texts that a careless program would act upon: mark-up, mentions, formulas, templates, SQL."""

from itertools import product

HEARTS = (
    "<!here>", "<!channel>", "<!everyone>", "<@U0BEN>", "<#C0SALES>", "<!subteam^S1>", "<https://x.example|ok>",
    "<mailto:a@x.example|mail>", "<!date^1392734382^{date}|soon>", "https://x.example/a?b=1&c=2", "www.x.example",
    "javascript:alert(1)", "file:///etc/hosts", "tg://user?id=7", "@ben", "@everyone", "#sales", "/log x",
    "*b*", "_i_", "~s~", "`c`", "```c```", "> quoted", ":smile:", "__u__", "||spoiler||", "[text](tg://user?id=7)",
    "**b**", "<b>x</b>", "<i>x", "<a href='https://x.example'>x</a>", "<script>alert(1)</script>", "&lt;b&gt;", "&amp;",
    "=1+1", "+1", "-1+1", "@SUM(A1)", "＝1+1", "\t=1", "'=1", "=HYPERLINK(\"https://x.example\")", "|calc",
    "{{7*7}}", "{% raw %}", "${x}", "%s %d", "{0}", "{name}", "{ $who }", "''.__class__", "'; DROP TABLE call;--",
    "\" OR 1=1 --", "../../etc", "C:\\x", "\r\nINFO forged", "\x1b[31mred", "\x00", "\u202etxt", "\u200b", "e" + "\u0301" * 50,
    "👨‍👩‍👧‍👦", "\ud800", "&", "<", ">", "<>", "*", "_",
)  # fmt: skip
FRAMES = ("{}", "周文彬 {}", "{} Ltd.", "({})", "「{}」", "a{}b", "first\n{}\nlast", "{0} {0}")
TEXTS = tuple(frame.replace("{0}", heart).replace("{}", heart) for heart, frame in product(HEARTS, FRAMES))
