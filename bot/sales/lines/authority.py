"""Who decides."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.sales.lines.deciding import english_deciders
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

_NAME: Final = r"(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
_POSSESSED: Final = r"(?:(?:his|her|their|the|our|my|a) )?(?:own |two |three |both |other )?"


_TITLES: Final = r"(?:总|董|经理|副理|协理|处长|课长|主任|总监|总经理|董事长|厂长|校长|院长|老板|科长|部长|[㐀-鿿]{2}(?=才|点头|拍板|决定|签核|签字|批准|核准|说了算|管[钱账帐]|出钱|付钱|管采购|做主))"
_NO_SURNAME: Final = "向和同时应于经全能连从都相宁过由所项单查支家便门费常后会有来去要在给让是"


@cache
def _person() -> str:
    surnames = "".join(sign for sign in default_names().surnames if sign not in _NO_SURNAME)
    return f"(?:[{surnames}]{_TITLES})"


_SOMEBODY: Final = r"(?:(?:他|她)们?)?的?[^\s,，。;；□的了说讲会要才今明后天最还就都也已不没先再想自己我你他她们可以能跟和给让等把被这那在是有谁由大家上下对方客户得等请麻烦如果点头拍板]{2,4}"
_CANNOT: Final = r"(?:(?:没有?|无)(?:决定|决策|签字|拍板|采购|审批)权|不是决策者|不是做?决定的人|(?:不能|没办法|无法|没法|不会|没权|无权)(?:自己)?(?:作主|做主|决定|拍板|签|批)|[作做]不了主|[决]?定不了|决定不了|说了不算|不管钱)"
_DECIDES: Final = r"(?:才|最后|全权|亲自|一个人|在|来|都|就|能|点个?)*(?:点头|拍板|说了算|做主|作主|签核|核准(?!了)|批准(?!了)|审批|定夺|核决|核可|(?<=[理总长任管监董部会处局爷娘婆公妈爸哥姐师级层])[批签定](?=$|[\s,，。;；]))(?:才行|才可以|即可|就好|就行|才算)?"


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words of the line that answer one question; doubtful when they name nobody."""

    text: str
    span: Span
    doubtful: bool


@cache
def _authority(decider: str, person: str, of: str, after: str, before: str) -> tuple[re.Pattern[str], ...]:
    role = rf"(?P<who>(?:他们?|她们?|客户|公司|对方)?的?(?:{of}){{0,3}}(?:{decider}|(?<=[㐀-鿿])(?:主任|经理|主管|领导))|{person})"
    who = rf"(?P<who>(?:他|她|他们|客户|公司)?(?:的|们|们的)?(?:{decider})|{person}|他自己|她自己|自己|本人|他|她)(?:(?:跟|和)(?:他|她)(?:自己)?)?"
    named = rf"(?P<who>(?:他|她|他们|客户|公司)?(?:的|们|们的)?(?:{decider})|{person})"
    verbs = r"(?:(?:才|最后|可以|能|就|要|会|点个?|去|来|做|投票|表决|一个人|在|都|自己|来做|亲自|有权|全权|自己就|[^\s,，。□]{1,6}?(?:才|再|后))*(?:点头|拍板|决定(?!权|□|[用买选跟找换订签不先采续改再暂延下向给把等明后]|要(?!不要))|签核|签字|签(?!约|收|到|名|了|合|回|好|完|掉|下|过|单|字|[一两三半\d])|定(?=$|[\s,，。;；□])|做决定|批准|核准|批(?!评|量|次|发|了)|同意(?!了|□|[加买订签下先用给付让换我续])|说了算|做主|作主|审批|过目|核定|定夺|通过(?!了)|核可|放行|批下来|负责采购|负责决定|管(?:预算|钱|账|帐)|出钱|核决|做决定|作决定))(?:才行|才可以|才能\w{0,4}|即可|就好|就行|才算|才动)?"
    boss = _boss(decider)
    return (
        re.compile(rf"(?:还?要|得|需要?|须|必须|还得|还需|都要|先)(?:再|先|去|回去)?(?:经过?|过|问过?|请示|给|跟|报|呈|让|等|看|与|和|请){named}(?:{verbs}|那关|那边|过|讨论|商量|报告|确认|看过?|这关|的?意思|意见|回覆|回复|签)?(?<!(?<!呈)给财务)(?!开|寄|发|打|装|配)"),
        re.compile(rf"{who}(?:那边|那头|那里|方面)?{verbs}"),
        re.compile(rf"(?<![^\s,，。;；□])(?P<who>{_SOMEBODY}){_DECIDES}"),
        re.compile(rf"{_CANNOT}[\s,，。;；]*(?:要|得|需要?|都|是|由|还是|要由|得由)*(?:先|再|去)?(?:问过?|找|看|由|经过?|请示|听)?(?P<who>(?:他|她)?们?(?:{decider}|[^\s,，。;；□的了我你他她]{{2,8}}))(?:{verbs}|才?有|才?可以|才?行)?(?=$|[\s,，。;；])"),
        re.compile(rf"{role}(?:那边|那头|那里)?(?:{after}|(?:最后|来|去|才|在|说了|负责)*[定批审签](?=$|[\s,，。;；]))"),
        re.compile(rf"(?:{before}){role}"),
        re.compile(rf"{role}{verbs}"),
        re.compile(rf"没有?{role}的?(?:签字|同意|点头|批准|批|授权|签名|拍板)[^,，。\s]{{0,4}}(?:不了|不行|不能|没法|不成)"),
        re.compile(r"(?<![^\s,，。;；□])(?P<who>我)(?:自己)?(?:就|也|都)?(?:能|可以|能够)(?:做主|作主|拍板|决定|定|签)"),
        re.compile(rf"(?:决策者|采购权|审批权|签字权|拍板权|批准权|决定的人?|有权决定的|决定权|决策人|拍板的|拍板人|做主的|签字的|决策权)(?:是|在|人是|归|属于|为|:)?{who}(?:手上|手里|那边)?"),
        re.compile(rf"(?:钱|采购|预算|这事|这块|这件事|采购权|财务|签字)(?:都|全|也|就)?(?:归|由|是){named}(?:在|来|负责|说了算)?(?:管|决定|批|拍板|说了算|签|定)"),
        re.compile(rf"{named}(?:们|集体|一起|共同|开会|内部|讨论后?|商量|几个人|最后|来)+(?:再|才)?(?:定(?!了|期|金|时|好)|决定|拍板|通过|表决|投票)"),
        re.compile(rf"{who}(?:就?是|有|握有|掌握)(?:最终|最后)?(?:的)?(?:决策者|决策权|决定权|决策人|关键人|拍板的人?|采购权|能拍板的|签字权)"),
        re.compile(
            rf"\b{boss} (?:(?:alone|also|usually|always|will|must|has to|needs to|can|himself|herself|would) ?)*(?:decides?|decide on it|signs?(?: it| this| everything| these| the po)? ?off|signs(?! (?:up|in|for|on|back|the)\b)(?: (?:everything|it|the checks|the contract))?|approves?|has the budget|owns the budget|controls the budget|manages the budget|(?:is|'s) (?:the )?(?:final |sole )?(?:approver|signatory|decider)|gives the (?:ok|go-ahead|green light)|picks the vendor|will decide|has to decide|has (?:the (?:final|last) (?:say|word)|(?:final|last) (?:say|word)(?! (?:him|her)self))|makes? the (?:final )?(?:call|decision)|calls the shots|"
            r"holds the (?:budget|purse(?: strings)?|cheque ?book|checkbook)|(?:is|'s) (?:the |our )?(?:decision[- ]?maker|dm|one who decides|economic buyer)|(?:must|has to|needs to|have to) (?:approve|sign|okay|ok))(?: on (?:this|it|that))?(?: alone| himself| herself)?(?![a-z])"
        ),
        re.compile(
            rf"\b(?:needs?|has to|have to|must|gotta|subject to|pending|waiting (?:for|on)|requires?|wants?)(?: to)?(?: (?:get|have))? (?:an? |the )?(?:final |formal )?(?:approval|sign[- ]?off|the ok|ok|okay|green light|blessing|buy-in|go-ahead|nod|yes|consent|permission|signature)(?: (?:from|of|by)) {boss}"
        ),
        re.compile(rf"\b(?:needs?|has to|have to|must|subject to|pending|waiting (?:for|on)|requires?) {boss}(?:'s)? (?:approval|sign[- ]?off|ok|okay|blessing|go-ahead|green light|to (?:approve|sign(?: off)?|decide|ok(?:ay)? it))"),
        re.compile(
            rf"\b(?:needs?|has|have|wants?|must|will|going)(?: to)? (?:check (?:it )?with|run (?:it|this|that) (?:by|past)|ask|talk to|speak to|speak with|talk with|clear it with|discuss (?:it |this )?with|consult|convince|go through|get it past|go back to|take it to) {boss}"
        ),
        re.compile(rf"\b(?:decision[- ]?makers?|dm|final say|final decision|decision|authority|approver|signatory|sign[- ]?off|approval)\s*(?:lies with|is with|sits with|rests with|is up to|is down to|is made by|comes from|belongs to|is|=|:|with|from|by|made by|is made by)\s*{boss}"),
        re.compile(rf"\b(?:ask|talk to|see|check with|speak to|go to) {boss}(?=,[^,;]*(?:n't|not|cannot) (?:decide|the decision|make the call|sign))"),
        re.compile(rf"(?:(?:n't|\bnot|cannot) (?:decide|sign|approve)|no (?:authority|say)|not (?:his|her|their) call|not [a-z ]{{2,30}}'s call)[,;.]? (?:but |instead )?(?:that would be|that's|it's|ask|talk to|see|speak to|needs?) {boss}"),
        re.compile(rf"(?:n't|\bnot) (?:an? |the |our )?(?:decision[- ]?maker|decider|dm|buyer|one (?:who|that) decides|right person)\b[,;.]? ?(?:but |instead )?(?:that would be|that's|that is|it's|it is|ask|talk to|speak to) {boss}"),
        re.compile(rf"\b(?:up to|decided by|approved by|signed off by) {boss}"),
        re.compile(rf"\b{boss}(?:'s)? (?:call|decision(?: to make)?|yes|nod|say-so)(?: (?:is )?(?:needed|required))?(?=[,;.]|$)"),
    )  # fmt: skip


def _boss(decider: str) -> str:
    return rf"(?P<who>{_POSSESSED}(?:{decider}|{_ROLE})(?: of \w+)?|{_NAME_MARK}|he|she|they)"


_ROLE: Final = (
    r"(?:(?!(?:so|but|and|says?|said|is|was|that|with|by|the|his|her|their|our|to|of|for|then|now|who|needs?|has|have|must|requires?|wants?|gets?|got|pending|until|unless|after|before|account|talked|spoke|met)\b)[a-z&]+ ){0,2}?"
    r"(?:director|manager|head|officer|president|owner|boss|committee|board|department|dept|controller|partner|lead|team|chief|chair|ceo|cfo|cto|cio|coo)s?"
)
_NAME_MARK: Final = r"(?!(?:says|said|thinks|told|because|then|so|where|when|since|i|we|he|she|they|who|it|this|that|and|but|his|her|the|their) )[a-z]+(?: (?!(?:he|she|they|also|alone|already|will|must|has|needs|in|at|of|from|on|and|or) )[a-z]+)?"
DENIED: Final = late(
    r"我们?(?:说|再|会|得|要|先|回去|回头)*\s*$|(?<![a-z])(?:i|we)(?:'ll| will| have to| need to| must| said i'd)?\s*$|(?:不用|不必|不需要?|没有?|无需|不是|不)(?:再|要|经过?|问|给)?\s*$|(?:n't|\bnot|\bno|\bwithout|\bnever)(?: (?:need|have|to|be|the))*\s*$"
)
_ROLE_ONLY: Final = late(r"(?:his|her|their|the|our|my|a|他的?|她的?|他们的?|客户的?|公司的?)?\s*(?:own )?")
_SELF: Final = late(r"他自己|她自己|自己|本人|他|她|he|she|they")


def read_authority(scene: Scene) -> FoundWords | None:
    """Find who decides. A role without a name is a doubt to clear; the person himself and a named one are not."""
    deciders = scene.words.lists["decider"].source
    beside = (scene.words[name].source for name in ("decides_after", "decides_before"))
    of = scene.words.lists["decider_of"].source
    for pattern in (*_authority(deciders, _person(), of, *beside), *english_deciders(_boss(deciders))):
        for match in pattern.finditer(scene.view):
            who = Span(*match.span("who"))
            if _HANDED.match(match[0]) and _A_PAPER.search(scene.view, 0, match.start()):
                continue
            if DENIED.search(scene.view[max(0, match.start() - 16) : match.start()]):
                continue
            if _DATED.match(scene.view, match.end()) and not _is_a_role(scene.view[slice(*who)], deciders):
                continue
            if not (_is_somebody(scene, who, deciders) or _stands_first(scene, who)):
                continue
            named = not _is_a_role(scene.view[slice(*who)], deciders)
            who = _with_department(scene, who)
            place = Span(min(who.start, match.start()), match.end())
            return FoundWords(scene.original(who).strip().lstrip("的"), place, not named)
    return None


_HANDED: Final = late(r"(?:要|得|需要?|先|再|会)*给")
_A_PAPER: Final = late(r"(?:报价单?|估价单?|规格书?|型录|资料|样品|合[同约]|发票)[□\s]*$")
_DATED: Final = late(
    r"(?:(?<=decides)|(?<=decide))(?: on it| about it)?(?: (?:by|on|in|before|after|this|next|around))? ?□"
)


def _with_department(scene: Scene, who: Span) -> Span:
    """What stands before a role and opens the piece belongs to it: 信息總監, 廠務主管."""
    piece = scene.piece(who.start)
    before = _DEPARTMENT.fullmatch(scene.view, piece.start, who.start)
    return Span(piece.start, who.end) if before else who


_DEPARTMENT: Final = late(r"[^\W\da-z_的了说讲会要得才等最后由是给跟问过他她我你再先就都也还需请]{1,4}")


def _is_a_role(words: str, deciders: str) -> bool:
    return re.fullmatch(rf"{_ROLE_ONLY.pattern}(?:{deciders}|{_ROLE})(?: of \w+)?", words) is not None


def _is_somebody(scene: Scene, who: Span, deciders: str) -> bool:
    words = scene.view[slice(*who)]
    if not words.isascii() or _SELF.fullmatch(words):
        return True
    if _is_a_role(words, deciders):
        return True
    named = scene.original(who).split()
    return all(word[0].isupper() for word in named) and (
        len(named) > 1 or named[0].isupper() or named[0].lower() not in scene.words.vocabulary
    )


_NOBODY: Final = late(
    r"(?:(?:his|her|their|the|our) )?(?:nobody|noone|everyone|everybody|someone|somebody|anyone|who|which|what|that|it|this|budget|quote|price|order|contract|po|deal|needs?|wants?|asks?"
    r"|says?|said|maybe|he|she|they|we|i|you|me|him|her|them|still|just|also|only|finally|today|tomorrow|yesterday|[a-z]+(?:ed|ing|ly)|company|customer|client|meeting|call)\b.*"
)


def _stands_first(scene: Scene, who: Span) -> bool:
    """Whoever opens a piece of the line and decides is somebody, whatever he is called: matron signs off."""
    words = scene.view[slice(*who)].strip()
    first = words.split()[0] if words.isascii() and words else ""
    if (
        not first
        or first in scene.words.vocabulary
        or scene.original(who)[0].isupper()
        or _NOBODY.match(words)
    ):
        return False
    return not scene.view[scene.piece(who.start).start : who.start].strip(" □-:.,")
