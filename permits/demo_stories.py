"""The demonstration's single-window cases: what happened to each, one for every state.

From the draft that waits for the person to the permits that will soon end.
"""

from collections.abc import Callable
from datetime import date, timedelta

from accounts.demo import HOLDER
from accounts.enums import PostRole
from applications import services as case
from applications.deadlines import legal_date
from applications.enums import JointOutcome, NonAcceptanceReason
from applications.models import Application
from applications.specimen import Specimen
from documents.models import IssuedDocument
from documents.services import bundle_produce
from permits import services
from permits.demo_bureau import EXIT, WORK, Bureau
from permits.demo_filing import Employee
from permits.enums import Hand
from permits.services.reminders import permits_remind

PASSPORTS_UNTIL = date(2034, 9, 30)
ENGINEERS = (
    ("Process engineer", "工艺工程师"),
    ("Automation engineer", "自动化工程师"),
    ("Quality engineer", "质量工程师"),
)
HOLDER_BEGAN, HOLDER_ENDS_IN, FIRST_REMINDER = 30, 60, 90  # working days; days; days


def _employee(first: str, last: str, number: int, born: date, sex: str = "F") -> Employee:
    """Names that mean "example" in some language, and a passport of Utopia."""
    passport = Specimen(last.upper(), first.upper(), f"T{number}", born, PASSPORTS_UNTIL, sex)
    post = ENGINEERS[number % len(ENGINEERS)]
    return Employee(f"{first} {last}", f"{first.lower()}@example.net", passport, post)


def half_filled(bureau: Bureau) -> None:
    """The company has done its part and sent the link; the person has not begun."""
    permit = bureau.story(bureau.now).begin(Employee("Mateo Ejemplo", "mateo@example.net"))
    services.person_link_send(permit=permit, actor=bureau.company, now=bureau.now)


def handed_in(bureau: Bureau) -> None:
    """Nobody at the office has looked at it yet."""
    elsa = _employee("Elsa", "Lindqvist", 4471902, date(1990, 5, 14))
    bureau.story(bureau.now).filed(elsa)


def list_drafted(bureau: Bureau) -> None:
    """One authority has put its points on the common list; the other has not looked yet."""
    found = bureau.submitted(_employee("Linnea", "Muster", 4471903, date(1988, 2, 3)), 1)
    case.supplement_draft_save(
        application=found,
        items=[("post", "Say which machines the engineer plans. 请说明所规划的设备。")],
        complete=True,
        actor=bureau.officer(WORK, PostRole.REVIEWER),
        now=bureau.now,
    )
    bureau.visit(found, bureau.now, bureau.day(3))


def asked(bureau: Bureau) -> None:
    """Both authorities' points were sent as one list."""
    found = bureau.submitted(_employee("Noor", "Exempel", 4471904, date(1992, 7, 21)), 2)
    work, border = (bureau.officer(one, PostRole.REVIEWER) for one in (WORK, EXIT))
    at = bureau.days_ago(1)
    point = ("studies", "The diploma is dated after the first employer. 学历日期晚于首份工作。")
    case.supplement_draft_save(application=found, items=[point], complete=True, actor=work, now=at)
    case.supplement_request(
        application=found,
        items=[("stay", "Enter the date of the last entry. 请填写最近一次入境日期。")],
        actor=border,
        now=at + timedelta(minutes=30),
    )


def turned_away(bureau: Bureau) -> None:
    """Not accepted: it belongs elsewhere."""
    found = bureau.submitted(_employee("Bram", "Voorbeeld", 4471905, date(1984, 10, 5), "M"), 3)
    case.application_not_accept(
        application=found,
        reason=NonAcceptanceReason.NOT_COMPETENT,
        text="The plant is in Suzhou: apply there. 工作地点在苏州，请向当地受理机构申请。",
        actor=bureau.officer(WORK, PostRole.REVIEWER),
        now=bureau.days_ago(2),
    )


def taken_back(bureau: Bureau) -> None:
    """Withdrawn by the person."""
    found = bureau.submitted(_employee("Jonas", "Pavyzdys", 4471906, date(1993, 3, 8), "M"), 3)
    assert found.person is not None  # noqa: S101  filed by both hands
    services.permit_withdraw(
        permit=found.permit,
        hand=Hand.PERSON,
        actor=found.person,
        now=bureau.days_ago(1),
        reason="I took another post.",
    )


def visit_booked(bureau: Bureau) -> None:
    """Accepted, nobody has begun; the visit is today, or on the next working day."""
    found = bureau.accepted(_employee("Tomas", "Vzorek", 4471907, date(1985, 11, 9), "M"), 1)
    bureau.visit(found, bureau.now, bureau.now)


def one_recommended(bureau: Bureau) -> None:
    """The work permit is recommended; the other authority waits for the visit."""
    found = bureau.accepted(_employee("Aiko", "Mihon", 4471908, date(1991, 4, 30)), 4)
    bureau.recommend(found, WORK, 1)
    bureau.visit(found, bureau.now, bureau.day(2))


def both_recommended(bureau: Bureau) -> None:
    """Two supervisors have to countersign, and the day of the promise has come."""
    found = bureau.accepted(_employee("Maja", "Przyklad", 4471909, date(1989, 9, 17)), 7)
    bureau.seen(found, 3)
    bureau.recommend(found, WORK, 2)
    bureau.recommend(found, EXIT, 1)


def _disagreed(bureau: Bureau, employee: Employee) -> Application:
    found = bureau.accepted(employee, 4)
    bureau.seen(found, 2)
    bureau.refuse(found, WORK, 1)
    bureau.approve(found, EXIT, 1)
    return found


def disagree(bureau: Bureau) -> None:
    """One authority approved, the other refused; no supervisor has proposed anything."""
    _disagreed(bureau, _employee("Ines", "Esempio", 4471910, date(1987, 8, 14)))


def proposal_waiting(bureau: Bureau) -> None:
    """A joint decision is proposed; the other authority's supervisor has to answer."""
    found = _disagreed(bureau, _employee("Pavel", "Primer", 4471911, date(1983, 1, 25), "M"))
    bureau.propose(
        found, JointOutcome.SPLIT, "The stay can be granted for another reason, outside this file."
    )


def returned(bureau: Bureau) -> None:
    """The supervisors agreed that the work permit's review begins again."""
    found = _disagreed(bureau, _employee("Lara", "Namuna", 4471912, date(1994, 6, 11)))
    bureau.propose(found, JointOutcome.RETURN, "The proof came yesterday: look again.", WORK)
    bureau.agree(found)


def refused(bureau: Bureau) -> None:
    """Refused by the supervisors together; the letter is drawn by the workers."""
    found = _disagreed(bureau, _employee("Greta", "Beispiel", 4471913, date(1979, 6, 2)))
    bureau.propose(found, JointOutcome.REFUSE, "Without the work permit there is nothing to grant.")
    bureau.agree(found)


def split(bureau: Bureau) -> None:
    """Split by the supervisors together; the authority that refused writes its letter."""
    found = _disagreed(bureau, _employee("Omar", "Mithal", 4471914, date(1990, 12, 12), "M"))
    bureau.propose(found, JointOutcome.SPLIT, "The person stays with the family in the meantime.")
    bureau.agree(found)


def approved(bureau: Bureau) -> None:
    """Approved by both; the workers draw both permits, and the case is issued."""
    found = bureau.accepted(_employee("Ravi", "Udaharan", 4471915, date(1988, 8, 24), "M"), 4)
    bureau.seen(found, 2)
    bureau.approve(found, WORK, 1)
    bureau.approve(found, EXIT, 1)


def held(bureau: Bureau) -> None:
    """Issued weeks ago for a short contract: the holder was reminded and can ask to extend.

    Drawn here, at its time: a worker would issue it today.
    """
    until = legal_date(bureau.now) + timedelta(days=HOLDER_ENDS_IN)
    passport = Specimen("VOORBEELD", "SANNE", "T4471901", date(1986, 3, 17), PASSPORTS_UNTIL)
    began = HOLDER_BEGAN
    sanne = Employee(HOLDER.name, HOLDER.email, passport, contract_until=until)
    found = bureau.accepted(sanne, began + 4)
    bureau.seen(found, began + 2)
    bureau.approve(found, WORK, began + 1)
    bureau.approve(found, EXIT, began + 1)
    papers = IssuedDocument.objects.filter(subject=found.reference)
    bundle = papers.values_list("bundle", flat=True).distinct().get()
    assert bundle is not None  # noqa: S101  both permits are drawn by one run
    bundle_produce(bundle=bundle, now=bureau.days_ago(began))
    permits_remind(now=bureau.now - timedelta(days=FIRST_REMINDER - HOLDER_ENDS_IN))


STORIES: tuple[Callable[[Bureau], None], ...] = (
    held,
    half_filled,
    handed_in,
    list_drafted,
    asked,
    turned_away,
    taken_back,
    visit_booked,
    one_recommended,
    both_recommended,
    disagree,
    proposal_waiting,
    returned,
    refused,
    split,
    approved,
)
