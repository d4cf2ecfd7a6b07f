"""The demonstration's centre: officers, windows, shifts, and a hall with people. All fictional.

The centre's real windows and shifts are not published.
"""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from accounts.demo import PASSWORD, Officer, officer_add
from accounts.enums import PostRole
from accounts.models import User
from applications.deadlines import legal_date
from centre import demo_cases
from centre.enums import TicketSource
from centre.models import ServiceWindow, Shift, Ticket, TicketPurpose
from centre.queries import centres
from centre.services import ticket_call_next, ticket_done, ticket_take
from offices.models import Office

CODE = "eastern-hub"
OFFICERS = (
    Officer("officer of the 24-hour centre", "centre@example.org", "Centre Officer", office=CODE),
    Officer(
        "supervisor of the 24-hour centre",
        "centre.supervisor@example.org",
        "Centre Supervisor",
        role=PostRole.SUPERVISOR,
        office=CODE,
    ),
)
# number of the window: letters that it serves
WINDOWS = {1: "AB", 2: "AB", 3: "ABCD", 4: "CD"}
SHIFTS = (
    ("Day", "日班", time(8), time(20), (1, 2, 3, 4)),
    ("Night", "夜班", time(20), time(8), (1, 3, 4)),
)
# letters in the order of coming; the visits of the first fifteen are over
PEOPLE = "AABCDABCDABCDADABCADB"
SERVED = 15


def load(*, now: datetime) -> list[dict[str, str]]:
    """Make what is not there yet and return the log-ins."""
    office = centres().get(code=CODE)
    users = [officer_add(officer) for officer in OFFICERS]
    if not ServiceWindow.objects.filter(office=office).exists():
        _windows(office, now)
    if not Ticket.objects.filter(office=office).exists():
        _people(office, users[0], now)
    demo_cases.load(office, users[0], users[1], now=now)
    return [{"who": p.who, "email": p.email, "password": PASSWORD} for p in OFFICERS]


def _windows(office: Office, now: datetime) -> None:
    windows = {}
    for number, letters in WINDOWS.items():
        windows[number] = ServiceWindow.objects.create(office=office, number=number)
        windows[number].purposes.set(TicketPurpose.objects.filter(letter__in=letters))
    for english, chinese, begins, ends, numbers in SHIFTS:
        shift = Shift.objects.create(
            office=office,
            name=english,
            name_en=english,
            name_zh_hans=chinese,
            begins=begins,
            ends=ends,
            valid_from=legal_date(now) - timedelta(days=30),
        )
        shift.windows.set([windows[number] for number in numbers])


def _people(office: Office, officer: User, now: datetime) -> None:
    purposes = {purpose.letter: purpose for purpose in TicketPurpose.objects.all()}
    came = now - timedelta(minutes=150)
    for place, letter in enumerate(PEOPLE):
        ticket_take(
            office=office,
            purpose=purposes[letter],
            press=uuid5(NAMESPACE_URL, f"demo-{place}-{came.isoformat()}"),
            source=TicketSource.PHONE if place % 3 == 0 else TicketSource.KIOSK,
            now=came + timedelta(minutes=7 * place),
        )
    windows = {window.number: window for window in ServiceWindow.objects.filter(office=office)}
    for turn in range(SERVED):
        begun = came + timedelta(minutes=7 * turn + 35)
        ticket = ticket_call_next(window=windows[3], actor=officer, now=begun)
        ended = begun + timedelta(minutes=4 + turn % 4)
        ticket_done(ticket=ticket, window=windows[3], actor=officer, now=ended)
    for number in (3, 4):
        ticket_call_next(window=windows[number], actor=officer, now=now - timedelta(minutes=3))
