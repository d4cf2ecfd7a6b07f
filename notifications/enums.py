"""Words of the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ui.choices import GrowingChoices


class Channel(models.TextChoices):
    INBOX = "inbox", _("inbox")
    EMAIL = "email", _("e-mail")


class MessageStatus(models.TextChoices):
    PENDING = "pending", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class MessageEvent(GrowingChoices):
    """What happened. Each has one template a language under ``templates/messages/``."""

    ORGANISATION_VERIFIED = "organisation_verified", _("organisation verified")
    ORGANISATION_RETURNED = "organisation_returned", _("organisation returned")
    ORGANISATION_SUSPENDED = "organisation_suspended", _("organisation suspended")
    PROFESSIONAL_ACCEPTED = "professional_accepted", _("professional accepted")
    PROFESSIONAL_RETURNED = "professional_returned", _("professional returned")
    PROFESSIONAL_SUSPENDED = "professional_suspended", _("professional suspended")
    FILING_GRANTED = "filing_granted", _("filing granted")
    FILING_RETURNED = "filing_returned", _("filing returned")
    FILING_SUSPENDED = "filing_suspended", _("filing suspended")
    ELECTRONIC_VISA_SENT = "electronic_visa_sent", _("electronic visa sent to the traveller")
    TRAVELLER_REVOKED = "traveller_revoked", _("document revoked, for the traveller")
    MEMBER_INVITED = "member_invited", _("colleague invited")
    ACCESS_REQUESTED = "access_requested", _("access requested")
    ACCESS_GIVEN = "access_given", _("access given")
    ACCESS_DECLINED = "access_declined", _("access declined")
    APPLICATION_RECEIVED = "application_received", _("application received")
    APPLICATION_ACCEPTED = "application_accepted", _("application accepted")
    APPLICATION_NOT_ACCEPTED = "application_not_accepted", _("application not accepted")
    SUPPLEMENT_REQUESTED = "supplement_requested", _("supplement requested")
    SUPPLEMENT_ANSWERED = "supplement_answered", _("supplement answered")
    SUPPLEMENT_LAPSED = "supplement_lapsed", _("supplement not answered")
    APPLICATION_APPROVED = "application_approved", _("application approved")
    APPLICATION_REFUSED = "application_refused", _("application refused")
    APPLICATION_SPLIT = "application_split", _("application split")
    APPLICATION_WITHDRAWN = "application_withdrawn", _("application withdrawn")
    DOCUMENT_READY = "document_ready", _("document ready")
    DOCUMENT_REPLACED = "document_replaced", _("document replaced")
    DOCUMENT_REVOKED = "document_revoked", _("document revoked")
    DUE_DATE_MOVED = "due_date_moved", _("due date moved")
    DUE_SOON = "due_soon", _("due soon")
    OVERDUE = "overdue", _("overdue")
    OVERDUE_ESCALATED = "overdue_escalated", _("overdue, for the supervisor")
    RECEIVED_AT_HOME = "received_at_home", _("application received by the home office")
    CASE_TRANSFERRED = "case_transferred", _("application transferred to Shanghai")
    TRANSFER_RETURNED = "transfer_returned", _("transfer returned to the home office")
    TRANSFER_RETURNED_DESK = "transfer_returned_desk", _("transfer returned, for the home office")
    HOME_CHECK_LATE = "home_check_late", _("home office is late")
    HOME_CHECK_LATE_DESK = "home_check_late_desk", _("home office is late, for supervisors")
    HOME_UNATTENDED = "home_unattended", _("nobody works at the home office")
    OFFICE_CHANGED = "office_changed", _("given to another office")
    OFFICE_CHANGED_DESK = "office_changed_desk", _("given to another office, for officers")
    JOINT_PROPOSED = "joint_proposed", _("joint decision proposed, for the other authority")
    DRAFT_EXPIRING = "draft_expiring", _("draft about to expire")
    PERMIT_LINK = "permit_link", _("link to the employee's part")
    INVITEE_LINK = "invitee_link", _("link to the traveller's part")
    INVITEE_CONFIRMED = "invitee_confirmed", _("confirmed by the traveller")
    INVITEE_SWAPPED = "invitee_swapped", _("one traveller in place of another")
    PERMIT_DECLARED = "permit_declared", _("the other part is declared")
    PERMIT_ENDING = "permit_ending", _("permit about to end")
    VISIT_BOOKED = "visit_booked", _("visit booked")
    VISIT_MOVED = "visit_moved", _("visit moved")
    VISIT_CANCELLED = "visit_cancelled", _("visit cancelled")
    VISIT_REMINDER = "visit_reminder", _("reminder of a visit")
    VISIT_MISSED = "visit_missed", _("visit missed")
    GUIDANCE_SENT = "guidance_sent", _("guidance for after arrival")
    EXPEDITE_ASKED = "expedite_asked", _("expedited handling asked for, for supervisors")
    EXPEDITE_GRANTED = "expedite_granted", _("expedited handling granted")
    EXPEDITE_DECLINED = "expedite_declined", _("expedited handling declined")
    VISIT_STRANDED = "visit_stranded", _("visit outside new hours")


# Their link opens something for whoever has it, so it is forgotten once it was sent.
KEY_EVENTS = frozenset(
    {MessageEvent.MEMBER_INVITED, MessageEvent.PERMIT_LINK, MessageEvent.INVITEE_LINK}
)
