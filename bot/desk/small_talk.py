"""What people type that is nobody's name: greetings, thanks, and the wish to know what can be said."""

SIGNS = " !！.。~～,，?？"

GREETINGS = frozenset(
    (
        "hi",
        "hello",
        "hey",
        "good morning",
        "你好",
        "您好",
        "嗨",
        "哈囉",
        "哈啰",
        "早",
        "早安",
        "早上好",
        "午安",
    )
)
THANKS = frozenset(
    ("thanks", "thank you", "thx", "ok", "okay", "謝謝", "谢谢", "感謝", "感谢", "好", "好的", "收到", "了解", "辛苦了")
)  # fmt: skip
LOST = frozenset(
    ("help me", "what can you do", "menu", "commands", "幫助", "说明", "怎麼用", "怎么用", "選單", "菜单", "功能", "指令")
)  # fmt: skip


def bare(text: str) -> str:
    """A text as these lists have it: without the signs around it, in small letters."""
    return text.strip(SIGNS).casefold()


def asks_for_help(text: str) -> bool:
    """Whether somebody wants to know what can be said; a question mark alone asks that too."""
    return bare(text) in LOST or (text.strip() != "" and text.strip("?？ ") == "")
