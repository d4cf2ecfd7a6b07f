"""What can be done with a visit. Each is one transaction; actor and time are passed in."""

from visits.services.booking import (
    visit_book,
    visit_cancel,
    visit_cancel_for,
    visit_move,
    visit_move_for,
)
from visits.services.hours import (
    closed_date_add,
    closed_date_remove,
    extra_hours_add,
    extra_hours_remove,
    hours_preview,
    opening_rule_save,
    visit_terms_save,
)
from visits.services.stranded import visits_strand
from visits.services.sweeps import reminders_give, visits_close, visits_missed
from visits.services.window import visit_check_in, visit_missed, visit_record

__all__ = [
    "closed_date_add",
    "closed_date_remove",
    "extra_hours_add",
    "extra_hours_remove",
    "hours_preview",
    "opening_rule_save",
    "reminders_give",
    "visit_book",
    "visit_cancel",
    "visit_cancel_for",
    "visit_check_in",
    "visit_missed",
    "visit_move",
    "visit_move_for",
    "visit_record",
    "visit_terms_save",
    "visits_close",
    "visits_missed",
    "visits_strand",
]
