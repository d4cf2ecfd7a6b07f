"""Forms of the officers: the steps of a case, the port, the calendar, documents and organisations."""

from tests.nasty.forms import PASSPORT, FormPage
from tests.workdays.notices import NOTICE_2027

DESK = [
    FormPage("accept", "reviewer", lambda p: p.desk("accept")),
    FormPage(
        "not accept",
        "reviewer",
        lambda p: p.desk("not-accept"),
        {"reason": "not_needed", "text": "No visa is needed."},
    ),
    FormPage(
        "ask",
        "reviewer",
        lambda p: p.desk("supplement"),
        {"use_passport": "on", "text_passport": "Upload it again."},
    ),
    FormPage("approve", "reviewer", lambda p: p.desk("approve", "accept")),
    FormPage(
        "recommend refusal",
        "reviewer",
        lambda p: p.desk("recommend-refusal", "accept"),
        {"reason": "fraud", "text": "Forged."},
    ),
    FormPage(
        "refuse",
        "supervisor",
        lambda p: p.desk("refuse", "accept", "recommend_refusal"),
        {"text": ""},
    ),
    FormPage(
        "return",
        "supervisor",
        lambda p: p.desk("return", "accept", "recommend"),
        {"reason": "Once more."},
    ),
    FormPage(
        "stop", "supervisor", lambda p: p.desk("clock-stop", "accept"), {"reason": "A hearing."}
    ),
    FormPage(
        "extend",
        "supervisor",
        lambda p: p.desk("clock-extend", "accept"),
        {"days": "3", "reason": "Inspection."},
    ),
    FormPage("assign", "supervisor", lambda p: p.desk("assign", "accept")),
    FormPage(
        "correct document",
        "supervisor",
        lambda p: p.desk("correct", "accept", "approve", "issue"),
        PASSPORT,
    ),
    FormPage(
        "revoke",
        "supervisor",
        lambda p: p.desk("revoke", "accept", "approve", "issue"),
        {"reason": "Cancelled."},
    ),
    FormPage("note", "reviewer", lambda p: p.desk("note", "accept"), {"text": "Called them."}),
    FormPage(
        "together", "reviewer", lambda p: p.desk("together"), {"action": "accept"}, answers=True
    ),
    FormPage(
        "ask together",
        "reviewer",
        lambda p: p.desk("together"),
        {"action": "supplement", "text": "The letter, please."},
        answers=True,
    ),
    FormPage(
        "notice",
        "administrator",
        lambda p: "/admin/workdays/calendarnotice/import/",
        {"text": NOTICE_2027, "year": "2027"},
        answers=True,
    ),
    FormPage(
        "one day",
        "administrator",
        lambda p: "/admin/workdays/calendarnotice/day/",
        {
            "date": "2026-12-24",
            "kind": "holiday",
            "name_zh": "测试",
            "name_en": "Test",
            "reason": "Announced.",
        },
        answers=True,
    ),
    FormPage(
        "look up",
        "port_officer",
        lambda p: "/admin/port_visa/portdecision/port/",
        {"q": "L898902C3"},
        asks=True,
        answers=True,
    ),
    FormPage(
        "grant at the port",
        "port_officer",
        lambda p: p.at_the_port("grant"),
        {"visa_number": "PV1234567", "stay_days": "10", "by_eye": "on", "confirm": "yes"},
        beside=("q", "first", "shown"),
        unstored=("confirm", "by_eye", "lines", "visa_number", "expected_version"),
        answers=True,
    ),
    FormPage(
        "enter at the port",
        "port_officer",
        lambda p: p.entering(),
        {"by_eye": "on", "confirm": "yes"},
        beside=("q", "first", "shown"),
        unstored=("confirm", "by_eye", "lines", "expected_version"),
        answers=True,
    ),
    FormPage(
        "refuse at the port",
        "port_officer",
        lambda p: p.at_the_port("refuse"),
        {"reason": "means", "explanation": "No money.", "by_eye": "on", "confirm": "yes"},
        beside=("q", "first", "shown"),
        unstored=("confirm", "by_eye", "lines", "expected_version"),
        answers=True,
    ),
    FormPage(
        "correct at the port",
        "port_officer",
        lambda p: p.slip(),
        {"visa_number": "PV1234576", "stay_days": "9", "reason": "Two digits were swapped."},
        unstored=("visa_number", "expected_version"),
    ),
    FormPage(
        "give a post",
        "administrator",
        lambda p: "/admin/accounts/post/assign/",
        {"role": "reviewer"},
        more=lambda p: {"email": p.world.users["stranger"].email},
        unstored=("email",),
    ),
    FormPage(
        "revoke document",
        "supervisor",
        lambda p: p.issued("revoke-it"),
        {"reason": "Cancelled."},
    ),
    FormPage("suspend", "supervisor", lambda p: p.pending("suspend"), {"reason": "Fraud."}),
    FormPage("verify organisation", "supervisor", lambda p: p.pending("verify")),
    FormPage(
        "return organisation",
        "supervisor",
        lambda p: p.pending("return"),
        {"items": "licence", "text": "It cannot be read."},
    ),
]
