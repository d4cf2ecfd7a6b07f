"""Words of the port visa."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VisaCategory(models.TextChoices):
    """Categories that can be applied for at a Shanghai port with an invitation."""

    F = "F", _("F · Exchange, visit or study tour")
    M = "M", _("M · Trade and business")
    R = "R", _("R · High-level or urgently needed talent")
    Z = "Z", _("Z · Work")
    S2 = "S2", _("S2 · Short family visit or private affairs")


class InviterKind(models.TextChoices):
    SHANGHAI_ORGANISATION = "shanghai_organisation", _("organisation in Shanghai")
    DELTA_ORGANISATION = "delta_organisation", _("organisation elsewhere in the Delta")
    PROFESSIONAL = "professional", _("foreign professional who lives in Shanghai")


ORGANISATION_KINDS = (InviterKind.SHANGHAI_ORGANISATION, InviterKind.DELTA_ORGANISATION)


class ProfessionalStatus(models.TextChoices):
    DRAFT = "draft", _("not yet handed in")
    PENDING = "pending", _("waiting for the bureau's check")
    RETURNED = "returned", _("returned for correction")
    ACCEPTED = "accepted", pgettext_lazy("inviter", "accepted")
    SUSPENDED = "suspended", _("suspended")


class ProfessionalReturnItem(models.TextChoices):
    """What an officer can send a professional back for."""

    NAME = "name", _("name")
    PROOF = "proof", _("kind or category of the proof")
    COPY = "copy", _("copy of the proof")
    EXPIRY = "expiry", _("the proof has expired or ends too soon")
    OTHER = "other", _("something else")


class ProfessionalChangeKind(models.TextChoices):
    """What the log of a professional records."""

    BEGUN = "begun", _("begun")
    EDITED = "edited", _("data changed")
    PROOF_ADDED = "proof_added", _("copy of the proof added")
    PROOF_REMOVED = "proof_removed", _("copy of the proof removed")
    PROOF_OPENED = "proof_opened", _("copy of the proof opened by an officer")
    HANDED_IN = "handed_in", _("handed in for the check")
    FOUND = "found", _("accepted by a permit on record")
    ACCEPTED = "accepted", pgettext_lazy("inviter", "accepted")
    RETURNED = "returned", _("returned for correction")
    SUSPENDED = "suspended", _("suspended")


class Payer(models.TextChoices):
    INVITER = "inviter", _("the inviter")
    INVITEE = "invitee", _("the invitee")
    OTHER = "other", _("someone else")


class UrgencyReason(models.TextChoices):
    """Why a visa could not be got abroad in time (EEAL, article 20)."""

    URGENT_BUSINESS = "urgent_business", _("urgent business that came up at short notice")
    URGENT_REPAIR = "urgent_repair", _("urgent engineering repair")
    HUMANITARIAN = "humanitarian", _("humanitarian reason: illness or death in the family")
    NO_MISSION = "no_mission", _("no Chinese mission could be reached in time")
    OTHER = "other", _("another urgent need")


class InvitationStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    DISCARDED = "discarded", _("discarded")


class VisitPart(models.TextChoices):
    """The pages of the visit, in their order."""

    PURPOSE = "purpose", _("Purpose and category")
    URGENCY = "urgency", _("Why not from abroad")
    ARRIVAL = "arrival", _("Arrival and stay")
    PLAN = "plan", _("Itinerary and address")
    COSTS = "costs", _("Who pays")


class PortOutcome(models.TextChoices):
    """How it ended at the port."""

    GRANTED = "granted", _("visa granted")
    ENTERED = "entered", _("entered on the electronic visa")
    REFUSED = "refused", _("refused at the port")


class LinkKind(models.TextChoices):
    """For whom a private link to one person's part is."""

    TRAVELLER = "traveller", _("for the traveller")
    PHONE = "phone", _("for the inviter's own phone")


class ComparedBy(models.TextChoices):
    """How the passport was compared with the record."""

    LINES = "lines", _("its two lines were read")
    EYE = "eye", _("by eye")


class RosterSource(models.TextChoices):
    FILE = "file", _("file")
    PASTE = "paste", _("pasted text")


class RosterStatus(models.TextChoices):
    """Where a roster stands. Waiting, checking and taking are a worker's turn."""

    WAITING = "waiting", _("waiting to be checked")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    TAKING = "taking", _("people being added")
    DONE = "done", _("done")
    REFUSED = "refused", _("cannot be read")
    DISCARDED = "discarded", _("thrown away")


class RowStatus(models.TextChoices):
    GOOD = "good", _("in order")
    FAULTY = "faulty", _("with mistakes")
    LEFT_OUT = "left_out", _("left out")
    TAKEN = "taken", _("added")


class FilingStatus(models.TextChoices):
    """The filing (备案) of an organisation that may ask for electronic port visas."""

    REQUESTED = "requested", _("waiting for the check")
    ACTIVE = "active", _("filed")
    RETURNED = "returned", _("returned")
    SUSPENDED = "suspended", _("suspended")


class FilingStep(models.TextChoices):
    """What the log of a filing records."""

    REQUESTED = "requested", _("asked for")
    RENEWAL = "renewal", _("renewal asked for")
    GRANTED = "granted", _("granted")
    RENEWED = "renewed", _("renewed")
    RETURNED = "returned", _("returned")
    SUSPENDED = "suspended", _("suspended")
    LIFTED = "lifted", _("suspension lifted")
