"""People and companies by name: candidates gathered by pieces, then judged by how well each fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from sqlalchemy.orm import Session

from store.search import asking, gathering, grams, people
from store.search.asking import Asked
from store.search.building import PHONES
from store.search.gathering import Gathering
from store.search.people import Company, Person
from store.search.scoring import FLOOR, form

GOOD_ENOUGH = 92
GOOD_TOGETHER = 83  # a person at his company, one of the two with a slip
PART_OF_QUERY = 84
FIRMS = 20
BEHIND = 10  # whoever stays so far behind the best even at the company that was meant is not looked up
ENOUGH = 80
EXPLAINED = 0.75  # of all pieces not read yet: nobody who holds only such ones is nearer
AT_FIRMS = 120
MEANT = 5
COMPANY_FOUND = 85
ITS_PEOPLE = 15
NEAR = 3
SURNAMED = 300


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate that fits: a person or a company, how well, by what, and how near he is to who asks."""

    person: Person | None
    company: Company | None
    score: float
    matched: str
    near: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """Who it is."""
        if self.person is not None:
            return (self.person.id, 0)
        return (0, self.company.id if self.company else 0)


class Search:
    """One search by name: what was judged stays judged when more candidates come."""

    def __init__(self, session: Session, asked: Asked, near: set[int]) -> None:
        self.session = session
        self.asked = asked
        self.near = near
        self.hits: dict[tuple[int, int], Hit] = {}
        self.firms: dict[int, float] = {}
        self.unmeasured: list[Company] = []
        self.seen: set[int] = set()
        self.known: dict[int, Company] = {}

    @property
    def best(self) -> float:
        """How well the best candidate fits so far."""
        return max((hit.score for hit in self.hits.values()), default=0)

    @property
    def settled(self) -> bool:
        """Whether nothing better is likely to come."""
        together = (hit.score for hit in self.hits.values() if hit.matched.endswith("+company"))
        return self.best >= GOOD_ENOUGH or max(together, default=0) >= GOOD_TOGETHER

    def explained(self, gathered: Gathering) -> bool:
        """Whether the best holds so much of what was typed that nobody not read yet can hold more."""
        found = max(self.hits.values(), key=lambda hit: hit.score, default=None)
        if found is None or found.score < ENOUGH:
            return False
        doc = found.person.doc if found.person else -found.company.id if found.company else 0
        return gathered.worth.get(doc, 0) >= EXPLAINED * gathered.unread()

    def judge(self, docs: Iterable[int]) -> None:
        """Judge the candidates that were not judged yet."""
        new = [doc for doc in docs if doc not in self.seen and doc < PHONES]
        if not new:
            return
        self.seen.update(new)
        persons = people.people(self.session, (doc for doc in new if doc > 0))
        fitting = [(one, asking.person_fits(self.asked, one)) for one in persons]
        fitting = [(one, partly) for one, partly in fitting if partly.firms or partly.best >= FLOOR]
        ids = [-doc for doc in new if doc < 0]
        least = self.best - BEHIND
        employers = {one.account_id for one, partly in fitting if one.account_id and partly.most >= least}
        self.known |= people.companies(self.session, {*ids, *employers} - self.known.keys())
        for company in (self.known[number] for number in ids if number in self.known):
            score = asking.company_fits(self.asked.whole.form, company)
            self.keep(Hit(None, company, score, "company"))
            if score >= GOOD_ENOUGH:
                self.firms[company.id] = score
            else:
                self.unmeasured.append(company)
        for one, partly in fitting:
            employer = self.known.get(one.account_id or 0)
            score, matched = asking.together(partly, employer)
            self.keep(Hit(one, employer, score, matched, NEAR if one.id in self.near else 0))

    def at_named_companies(self, gathered: Gathering) -> None:
        """Judge the people at companies that are named in part of the query: many firms share a short name."""
        if self.best >= GOOD_ENOUGH:
            return
        if self.asked.splits:
            self.judge(gathered.companies(FIRMS))
        self.firms |= {one.id: asking.company_in(self.asked, one) for one in self.unmeasured}
        self.unmeasured.clear()
        named = [number for number, fits in self.firms.items() if fits >= PART_OF_QUERY]
        exactly = [number for number in named if self.firms[number] >= asking.CERTAIN]
        chosen = nlargest(FIRMS, exactly or named, key=self.firms.__getitem__)
        self.judge(gathered.among(people.numbers_at(self.session, chosen), AT_FIRMS))

    def with_their_people(self) -> None:
        """Add the people of the company that was meant, behind it."""
        firms = {hit.company.id: hit for hit in self.hits.values() if hit.company and not hit.person}
        meant = [n for n, hit in firms.items() if hit.score >= max(COMPANY_FOUND, self.best - 1)][:MEANT]
        for one in people.at_companies(self.session, meant):
            firm = firms[one.account_id or 0]
            near = NEAR if one.id in self.near else 0
            self.keep(Hit(one, firm.company, firm.score - ITS_PEOPLE, "company", near))

    def keep(self, hit: Hit) -> None:
        """Keep the better of two judgements of the same one."""
        known = self.hits.get(hit.key)
        if hit.score >= FLOOR and (known is None or known.score < hit.score):
            self.hits[hit.key] = hit


def by_name(session: Session, text: str, near: set[int]) -> list[Hit]:
    """Whoever a name may mean, in no order. `near`: the contacts of who asks, who come first among equals."""
    asked = asking.read(text)
    if not asked.whole.form.core:
        return []
    search = Search(session, asked, near)
    if asked.whole.titled or asked.splits:
        search.judge(_surnamed(session, asked, near))
    gathered = Gathering(session, asked.pieces)
    for budget, opening in gathering.GOES:
        if not gathered.more(budget, opening) and search.seen:
            break
        search.judge(gathered.best(gathering.LIKELY))
        search.judge(_nearest(gathered, near))
        if search.best >= asking.CERTAIN:
            break
        search.judge(gathered.best(gathering.ALIKE))
        search.at_named_companies(gathered)
        if search.settled or search.explained(gathered):
            break
    search.with_their_people()
    return list(search.hits.values())


def is_called(session: Session, text: str) -> bool:
    """Whether somebody, or a company, is called exactly so; much cheaper than a search that finds nobody."""
    core = form(text).core
    docs = _whole(session, core)
    if _is_person(session, core, docs):
        return True
    firms = people.companies(session, (-doc for doc in docs if doc < 0)).values()
    return any(name.core == core for firm in firms for name in firm.names)


def is_person(session: Session, text: str) -> bool:
    """Whether somebody is called exactly so."""
    core = form(text).core
    return _is_person(session, core, _whole(session, core))


def _whole(session: Session, core: str) -> list[int]:
    docs = gathering.documents(session, grams.of_whole(core)) if core else []
    return [doc for doc in docs if doc < PHONES]


def _is_person(session: Session, core: str, docs: list[int]) -> bool:
    return any(one.form.core == core for one in people.people(session, (doc for doc in docs if doc > 0)))


def _nearest(gathered: Gathering, near: set[int]) -> list[int]:
    known = near & gathered.worth.keys() if near else set()
    return nlargest(gathering.BEST, known, key=gathered.worth.__getitem__)


def _surnamed(session: Session, asked: Asked, near: set[int]) -> list[int]:
    """Everybody with the surname that goes with a title: those of who asks first, then the first so many."""
    titled = [who.titled for who in (asked.whole, *(who for who, _ in asked.splits)) if who.titled]
    found: list[int] = []
    for surname in dict.fromkeys(one.who for one in titled if len(one.who) <= 2 or one.who.isascii()):
        pieces = sorted(grams.of_surname(surname.split()[-1]))
        for piece in pieces:
            found += gathering.people_under(session, piece, near, SURNAMED // len(pieces))
    return found
