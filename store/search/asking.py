"""What was typed, taken apart: a name, perhaps with a title, perhaps a person and his company in either order."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.sales import naming
from bot.sales.naming import Titled
from store.search import grams, surnames
from store.search.people import Company, Person
from store.search.scoring import Form, fit, form

MOST_WORDS = 6
PART_FITS = 60
CERTAIN = 97
COMPANY_FITS = 70
COMPANY_HALF = 45  # one sign of two, beside a name that is certain
NAMED, COMPANY_HINTS = 80, 0.1
OFFICES = ("总", "董")


@dataclass(frozen=True, slots=True)
class Who:
    """The part of a query that may be a person."""

    form: Form
    titled: Titled | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A query by name in all its readings."""

    whole: Who
    parts: tuple[str, ...]
    splits: tuple[tuple[Who, Form], ...]

    @property
    def pieces(self) -> set[int]:
        """The pieces to look for: of the whole, and of each word."""
        found = grams.of_query(self.whole.form.core)
        for part in self.parts if len(self.parts) > 1 else ():
            found |= grams.of_query(part)
        if latin := " ".join(part for part in self.parts if part.isascii()):
            found |= grams.of_query(latin)
        for who, firm in self.splits:
            found |= grams.of_query(firm.core) if who.titled else set()
        if self.whole.titled:
            found |= grams.of_query(self.whole.titled.who)
        return found


def read(text: str) -> Asked:
    """Take a query apart."""
    parts = tuple(naming.words(text)[:MOST_WORDS])
    splits: list[tuple[Who, Form]] = []
    for at in range(1, len(parts)):
        left, right = " ".join(parts[:at]), " ".join(parts[at:])
        splits += [(_who(left), form(right)), (_who(right), form(left))]
    if glued := naming.titled_end(text):
        firm, person = glued
        splits.append((Who(form(person.who), person), form(firm)))
    return Asked(_whole(text), parts, tuple(splits))


def _who(text: str) -> Who:
    return Who(form(text), naming.titled(text))


def _whole(text: str) -> Who:
    """All that was typed; a surname in Latin letters and nothing else asks for everybody who bears it."""
    who = _who(text)
    return Who(who.form, Titled(who.form.core, "")) if surnames.signs(who.form.core) else who


@dataclass(frozen=True, slots=True)
class Partly:
    """How well a person fits alone, and the parts of the query that would then be his company."""

    best: float
    matched: str
    firms: tuple[tuple[float, str, Form], ...]

    @property
    def most(self) -> float:
        """How well he fits if he is at the company that the rest of the query names."""
        return max((0.5 * part + 50 for part, _, _ in self.firms), default=self.best)


def person_fits(asked: Asked, one: Person) -> Partly:
    """How well a person fits: the whole of what was typed, or a part that leaves the rest to his company."""
    best, matched = _who_fits(asked.whole, one)
    firms: list[tuple[float, str, Form]] = []
    if best < CERTAIN:
        for who, firm in asked.splits:
            part, how = _who_fits(who, one)
            if part >= PART_FITS:
                firms.append((part, how, firm))
        name, tight = one.form.tight, asked.whole.form.tight
        if 2 <= len(name) < len(tight) - 1 and (tight.startswith(name) or tight.endswith(name)):
            rest = tight[len(name) :] if tight.startswith(name) else tight[: -len(name)]
            firms.append((100, "name", form(rest)))
    return Partly(best, matched, tuple(firms))


def together(partly: Partly, company: Company | None) -> tuple[float, str]:
    """How well a person fits with his company, and by what: his name, his title, or either with the company."""
    best, matched = partly.best, partly.matched
    if company is None:
        return best, matched
    for part, how, firm in partly.firms:
        fits = company_fits(firm, company)
        if fits >= COMPANY_FITS:
            best, matched = max((best, matched), (min(99.0, 0.5 * part + 0.5 * fits), how + "+company"))
        elif part >= CERTAIN and (half := _half(firm, company)):
            best, matched = max((best, matched), (NAMED + half, how + "+company"))
    return best, matched


def company_fits(query: Form, company: Company) -> float:
    """How well any of a company's names fits."""
    return max((fit(query, name) for name in company.names), default=0)


def _half(query: Form, company: Company) -> float:
    """What one sign of two that is right in a company's name lifts somebody above his namesakes."""
    best = max((fuzz.ratio(query.tight, name.tight) for name in company.names), default=0)
    return COMPANY_HINTS * best if best >= COMPANY_HALF else 0


def company_in(asked: Asked, company: Company) -> float:
    """How well a company fits one part of what was typed."""
    found = [company_fits(firm, company) for _, firm in asked.splits]
    tight = asked.whole.form.tight
    found += [90 for name in company.names if 2 <= len(name.tight) < len(tight) and name.tight in tight]
    return max(found, default=0)


def _who_fits(who: Who, one: Person) -> tuple[float, str]:
    best = fit(who.form, one.form)
    titled = _titled_fits(who.titled, one) if who.titled else 0
    return (titled, "title") if titled > best else (best, "name")


def _titled_fits(titled: Titled, one: Person) -> float:
    """A surname with a title fits everybody of that surname, better where his title is the one said."""
    if len(titled.who) > 1 and (whole := fit(form(titled.who), one.form)) >= 85:
        return min(whole, 97)
    core = one.form.core
    if naming.is_cjk(titled.who[0]):
        fits = core.startswith(titled.who) and not one.form.latin
    else:
        fits = titled.who in core.split() or core[:1] in surnames.signs(titled.who)
    if not fits:
        return 0
    known, said = naming.core(one.title), titled.title
    if said and known and (said in known or known in said or any(o in said and o in known for o in OFFICES)):
        return 94
    return 86 if not known or not said or said in ("先生", "小姐", "女士", "太太", "哥", "姐") else 80
