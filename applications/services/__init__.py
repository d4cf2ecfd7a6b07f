"""What can be done with a case. Each is one transaction; actor and time are passed in."""

from applications.services.acceptance import (
    application_accept,
    application_accept_by_silence,
    application_not_accept,
)
from applications.services.clock import clock_extend, clock_resume, clock_stop
from applications.services.decision import (
    application_approve,
    application_correct,
    application_issue,
    application_refuse,
    application_revoke,
)
from applications.services.desk import (
    Hold,
    application_assign,
    application_hold,
    application_opened,
    application_release,
    checklist_tick,
    document_opened,
    issued_document_opened,
    note_add,
    opening_record,
)
from applications.services.filing import (
    application_create,
    application_submit,
    application_withdraw,
    received_tell,
)
from applications.services.home import home_office_of
from applications.services.joint import (
    joint_agree,
    joint_decline,
    joint_propose,
    open_proposal,
)
from applications.services.lane import LANE_STATUSES, lane_expedite
from applications.services.messages import (
    applicant_tell,
    message_context,
    people_tell,
    told_together,
)
from applications.services.moving import office_change
from applications.services.review import review_of, review_recommend, review_return
from applications.services.standards import (
    promise_if_accepted,
    standard_in_force,
    standard_in_force_or_none,
)
from applications.services.supplement import (
    supplement_answer,
    supplement_file_add,
    supplement_file_remove,
    supplement_lapse,
    supplement_request,
    supplement_save,
)
from applications.services.supplement_list import supplement_draft_save
from applications.services.swap import application_swap, application_swap_ask
from applications.services.transfer import transfer_receive, transfer_return, transfer_send

__all__ = [
    "LANE_STATUSES",
    "Hold",
    "applicant_tell",
    "application_accept",
    "application_accept_by_silence",
    "application_approve",
    "application_assign",
    "application_correct",
    "application_create",
    "application_hold",
    "application_issue",
    "application_not_accept",
    "application_opened",
    "application_refuse",
    "application_release",
    "application_revoke",
    "application_submit",
    "application_swap",
    "application_swap_ask",
    "application_withdraw",
    "checklist_tick",
    "clock_extend",
    "clock_resume",
    "clock_stop",
    "document_opened",
    "home_office_of",
    "issued_document_opened",
    "joint_agree",
    "joint_decline",
    "joint_propose",
    "lane_expedite",
    "message_context",
    "note_add",
    "office_change",
    "open_proposal",
    "opening_record",
    "people_tell",
    "promise_if_accepted",
    "received_tell",
    "review_of",
    "review_recommend",
    "review_return",
    "standard_in_force",
    "standard_in_force_or_none",
    "supplement_answer",
    "supplement_draft_save",
    "supplement_file_add",
    "supplement_file_remove",
    "supplement_lapse",
    "supplement_request",
    "supplement_save",
    "told_together",
    "transfer_receive",
    "transfer_return",
    "transfer_send",
]
