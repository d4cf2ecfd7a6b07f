"""Words of the case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ui.choices import GrowingChoices


class Service(models.TextChoices):
    PORT_VISA = "port_visa", _("port visa")
    SINGLE_WINDOW = "single_window", _("single window")


class Status(models.TextChoices):
    """Where an application stands. Only ``workflow.transition`` changes it."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("received, being checked for completeness")
    SUPPLEMENT = "supplement", _("waiting for your answer")
    HOME_CHECK = "home_check", _("being checked by your home office")
    ACCEPTED = "accepted", _("accepted, under review")
    RECOMMENDED = "recommended", _("under review, second officer")
    APPROVED = "approved", _("approved, document being prepared")
    ISSUED = "issued", _("approved, document issued")
    REFUSED = "refused", _("refused")
    SPLIT = "split", _("split, one authority goes on by itself")
    NOT_ACCEPTED = "not_accepted", _("not accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("closed, no answer received")
    REVOKED = "revoked", _("revoked")


# Open: somebody owes the next step. The sweep looks at these.
OPEN_STATUSES = (
    Status.SUBMITTED,
    Status.SUPPLEMENT,
    Status.HOME_CHECK,
    Status.ACCEPTED,
    Status.RECOMMENDED,
    Status.APPROVED,
)
# The promise runs: an officer owes a decision.
CLOCK_STATUSES = (Status.ACCEPTED, Status.RECOMMENDED)


class EventKind(GrowingChoices):
    """Everything that is written to the log. Workflow events first, then other facts."""

    SUBMIT = "submit", _("submitted")
    SUBMIT_HOME = "submit_home", _("submitted to the home office")
    HOME_ANSWER = "home_answer", _("supplement answered to the home office")
    TRANSFER = "transfer", _("transferred to Shanghai")
    TRANSFER_RETURN = "transfer_return", _("transfer returned to the home office")
    SUPPLEMENT_REQUEST = "supplement_request", _("supplement requested")
    SUPPLEMENT_ANSWER = "supplement_answer", _("supplement answered")
    SUPPLEMENT_LAPSE = "supplement_lapse", _("closed: supplement not answered in time")
    ACCEPT = "accept", _("accepted")
    ACCEPT_BY_SILENCE = "accept_by_silence", _("accepted because nothing was asked in time")
    NOT_ACCEPT = "not_accept", _("not accepted")
    RECOMMEND_APPROVAL = "recommend_approval", _("approval recommended")
    RECOMMEND_REFUSAL = "recommend_refusal", _("refusal recommended")
    RETURN_TO_REVIEW = "return_to_review", _("returned to the reviewer")
    APPROVE = "approve", _("approved")
    REVIEWS_RECOMMENDED = "reviews_recommended", _("every review waits for its second officer")
    REFUSE = "refuse", _("refused")
    SPLIT = "split", _("split")
    ISSUE = "issue", _("document issued")
    CORRECT = "correct", _("correction ordered")
    WITHDRAW = "withdraw", _("withdrawn")
    REVOKE = "revoke", _("revoked")
    SWAP_ASK = "swap_ask", _("another person named in this one's place")
    SWAP = "swap", _("revoked: another person took the place")
    # facts that do not change the status
    CREATED = "created", _("draft created")
    OPENED_AT_WINDOW = "opened_at_window", _("opened by an officer at the window")
    OPENED = "opened", _("file opened")
    DOCUMENT_OPENED = "document_opened", _("document opened")
    CHECK_TICKED = "check_ticked", _("checklist ticked")
    ASSIGNED = "assigned", _("assigned")
    CLOCK_STOPPED = "clock_stopped", _("clock stopped")
    CLOCK_RESUMED = "clock_resumed", _("clock resumed")
    CLOCK_EXTENDED = "clock_extended", _("period extended")
    DUE_DATE_MOVED = "due_date_moved", _("due date moved")
    EXPEDITE_ASKED = "expedite_asked", _("expedited handling asked for")
    EXPEDITE_GRANTED = "expedite_granted", _("expedited handling granted")
    EXPEDITE_DECLINED = "expedite_declined", _("expedited handling declined")
    DUE_SOON = "due_soon", _("due soon")
    OVERDUE = "overdue", _("overdue")
    ESCALATED = "escalated", _("escalated to the supervisor")
    NOTE = "note", _("internal note")
    JOINT_PROPOSED = "joint_proposed", _("joint decision proposed")
    JOINT_AGREED = "joint_agreed", _("joint decision agreed")
    JOINT_DECLINED = "joint_declined", _("joint decision declined")
    LIST_DRAFTED = "list_drafted", _("list of what is missing drafted")
    DATA_CHANGED = "data_changed", _("data changed as the office asked")
    POINTS_CORRECTED = "points_corrected", _("points corrected by an officer")
    OFFICE_CHANGED = "office_changed", _("given to another office")
    DOCUMENT_USED = "document_used", _("document used at the port")
    PORT_CORRECTED = "port_corrected", _("decision at the port corrected")
    # the visit to an office, written by the room above
    VISIT_BOOKED = "visit_booked", _("visit booked")
    VISIT_MOVED = "visit_moved", _("visit moved")
    VISIT_CANCELLED = "visit_cancelled", _("visit cancelled")
    VISIT_ARRIVED = "visit_arrived", _("arrived for the visit")
    VISIT_RECORDED = "visit_recorded", _("outcome of the visit recorded")
    VISIT_MISSED = "visit_missed", _("visit missed")
    GUIDANCE_SENT = "guidance_sent", _("guidance for after arrival sent")
    SELF_CONFIRMED = "self_confirmed", _("confirmed by the traveller")


class ActorKind(models.TextChoices):
    APPLICANT = "applicant", _("applicant")
    OFFICER = "officer", _("officer")
    SYSTEM = "system", _("system")


class LinkEnd(models.TextChoices):
    """Why a private link opens nothing any more."""

    REPLACED = "replaced", _("a newer link was sent")
    CLOSED = "closed", _("closed by who sent it")
    USED = "used", _("used")
    MOVED_ON = "moved_on", _("the application moved on")


class PeriodUnit(models.TextChoices):
    WORKING_DAYS = "working_days", _("working days")
    HOURS = "hours", _("hours")


class Sex(models.TextChoices):
    """As in the machine-readable zone; X stands for its filler sign."""

    MALE = "M", _("male")
    FEMALE = "F", _("female")
    UNSPECIFIED = "X", _("unspecified")


class Recommendation(models.TextChoices):
    APPROVE = "approve", _("approve")
    REFUSE = "refuse", _("refuse")


class JointOutcome(models.TextChoices):
    """What the supervisors of two authorities do with a case on which their reviews disagree."""

    RETURN = "return", _("return to review")
    SPLIT = "split", _("split: the granted part goes on at its own authority")
    REFUSE = "refuse", _("refuse the whole application")


class RefusalReason(models.TextChoices):
    """Grounds of refusal, Exit and Entry Administration Law, article 21."""

    ENTRY_BAN = "entry_ban", _("an entry ban is still running")
    HEALTH = "health", _("certain serious illness")
    SECURITY = "security", _("risk to security or public order")
    FRAUD = "fraud", _("false statements in the application")
    MEANS = "means", _("cannot cover the costs of the stay")
    MATERIALS = "materials", _("required materials were not provided")
    OTHER = "other", _("otherwise unsuitable for entry")


class WorkRefusalReason(models.TextChoices):
    """Grounds on which the work-permit authority refuses; each needs its facts in words.

    Administrative Licensing Law, article 38: reasons are stated, and the ways to have the decision
    reviewed. No value is also one of ``RefusalReason``: a case keeps either in one column.
    """

    CATEGORY = "category", _("the conditions of the category are not met")
    EMPLOYER = "employer", _("the employer does not meet the conditions")
    POST = "post", _("the post does not call for a foreign employee")
    PAY = "pay", _("the pay is below what the law asks for")
    FITNESS = "fitness", _("the conditions of age or health are not met")
    RECORD = "record", _("a conviction stands against it")
    FALSE_PROOF = "false_proof", _("false statements or proofs")
    PROOF = "proof", _("required proofs were not provided")


# What a case or a review keeps as its ground: either authority's.
REFUSAL_GROUNDS = [*RefusalReason.choices, *WorkRefusalReason.choices]


class TransferOutcome(models.TextChoices):
    """What became of a hand-over between two offices."""

    SENT = "sent", _("on its way")
    RECEIVED = "received", _("received")
    RETURNED = "returned", _("returned with reasons")


class NonAcceptanceReason(models.TextChoices):
    """Why a filing is not accepted, Administrative Licensing Law, article 32."""

    NOT_NEEDED = "not_needed", _("no permission is needed")
    NOT_COMPETENT = "not_competent", _("another authority is competent")
    NOT_ELIGIBLE = "not_eligible", _("this service does not cover the case")
    NOT_CONFIRMED = "not_confirmed", _("the home office could not confirm the invitation")


class CheckResult(models.TextChoices):
    IN_ORDER = "in_order", _("in order")
    MISSING = "missing", _("missing")
    UNCLEAR = "unclear", _("wrong or cannot be read")


class RequirementScope(models.TextChoices):
    """Whether one file serves a whole group, or each person needs their own."""

    GROUP = "group", _("once for all")
    PERSON = "person", _("for each person")
