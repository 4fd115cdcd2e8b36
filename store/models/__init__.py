"""Tables, a file per noun."""

from store.models.audit import Audit, Undoable
from store.models.calls import Call, Fact, Intel, LogDraft, ScriptGap, ScriptRun
from store.models.chat import Dialog, Learnt, Lease, LinkAttempt, Message, Seen
from store.models.customers import Account, AccountName, Contact, ContactName, DoNotCall, Phone
from store.models.deals import Handoff, HandoffEvent, Opening, Opportunity, StageChange
from store.models.duplicates import Duplicate
from store.models.goods import Order, OrderLine, Price, Product, Promotion, Stock
from store.models.people import Absence, ChatAddress, Invitation, Quota, Team, User
from store.models.search import SearchDelta, SearchGram, SearchPost, SearchUpto
from store.models.suggestions import Suggestion
from store.models.telephone import Ring
from store.models.work import CadenceRun, FollowUp, Timer

__all__ = [
    "Absence",
    "Account",
    "AccountName",
    "Audit",
    "CadenceRun",
    "Call",
    "ChatAddress",
    "Contact",
    "ContactName",
    "Dialog",
    "DoNotCall",
    "Duplicate",
    "Fact",
    "FollowUp",
    "Handoff",
    "HandoffEvent",
    "Intel",
    "Invitation",
    "Learnt",
    "Lease",
    "LinkAttempt",
    "LogDraft",
    "Message",
    "Opening",
    "Opportunity",
    "Order",
    "OrderLine",
    "Phone",
    "Price",
    "Product",
    "Promotion",
    "Quota",
    "Ring",
    "ScriptGap",
    "ScriptRun",
    "SearchDelta",
    "SearchGram",
    "SearchPost",
    "SearchUpto",
    "Seen",
    "StageChange",
    "Stock",
    "Suggestion",
    "Team",
    "Timer",
    "Undoable",
    "User",
]
