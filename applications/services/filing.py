"""The applicant's steps: create, submit, withdraw."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from applications.deadlines import completeness_until, legal_date
from applications.enums import EventKind, Service, Status
from applications.errors import ApplicationError, Incomplete
from applications.events import application_lock, event_record
from applications.models import Application, Review, Traveller
from applications.references import reference_new
from applications.registry import adapter_for, adapter_of
from applications.services.home import home_facts, home_words
from applications.services.messages import applicant_tell
from applications.services.standards import promise_if_accepted, standard_in_force
from applications.workflow import transition
from notifications.enums import MessageEvent
from offices.models import Office
from workdays.queries import calendar_load

ATTEMPTS = 5


@transaction.atomic
def application_create(
    *,
    service: Service,
    actor: User,
    now: datetime,
    organisation: Organisation | None = None,
    language: str = "en",
    category: str = "",
    office: Office | None = None,
    traveller: Traveller | None = None,
    filed_by: User | None = None,
    opened_by: User | None = None,
) -> Application:
    """Begin a draft for one person, with a reference of its own and an empty traveller.

    ``filed_by``: who has the case, when the actor opens it for them at a window (``opened_by``).

    A reference that is already taken is drawn again, five times at most (then ApplicationError;
    with 5 × 10¹¹ references this means that the source of randomness is broken).
    """
    traveller = traveller or Traveller.objects.create()
    prefix = adapter_of(service).reference_prefix
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                application = Application.objects.create(
                    reference=reference_new(prefix),
                    service=service,
                    traveller=traveller,
                    filed_by=filed_by or actor,
                    opened_by=opened_by,
                    organisation=organisation,
                    office=office,
                    category=category,
                    language=language,
                    created_at=now,
                )
        except IntegrityError as error:
            if "reference" not in str(error):
                raise
        else:
            event_record(application=application, kind=EventKind.CREATED, actor=actor, now=now)
            return application
    raise ApplicationError(_("No reference could be drawn. Try again."), code="reference_taken")


@transaction.atomic
def application_submit(
    *,
    application: Application,
    actor: User,
    now: datetime,
    notify: bool = True,
    home: Office | None = None,
) -> Application:
    """Hand the application in. Done twice, the second has no effect and returns the same case.

    The office must be set. From here the office has the standard's working days to say what is
    missing (ALL 32). ``notify=False`` when the caller sends one message for a whole group.

    :param home: the home office that checks first and then transfers the case to the office that is
        set (ADR 0091); it owns the case until then.
    """
    locked = application_lock(application.pk)
    if locked.submitted_at is not None:
        return locked
    if locked.office_id is None:
        raise Incomplete(_("Choose the port of entry first: its office will decide."))
    submitted = transition(
        application=locked,
        event=EventKind.SUBMIT_HOME if home else EventKind.SUBMIT,
        actor=actor,
        now=now,
        data={"to": home.code} if home else None,
        facts=_to_home(locked, home, now) if home else _to_port(locked, now),
    )
    Review.objects.bulk_create(
        [
            Review(application=submitted, authority=authority)
            for authority in adapter_for(submitted).authorities
        ],
        ignore_conflicts=True,
    )
    if notify:
        received_tell(application=submitted, now=now)
    return submitted


def received_tell(*, application: Application, now: datetime, **facts: Any) -> None:
    """Tell the applicant that the office has it: the port's, or the home office first."""
    if application.at_home:
        facts |= home_words(application)
        applicant_tell(
            application=application, event=MessageEvent.RECEIVED_AT_HOME, now=now, **facts
        )
        return
    promise = promise_if_accepted(application, now)
    applicant_tell(
        application=application,
        event=MessageEvent.APPLICATION_RECEIVED,
        now=now,
        **{
            "promise": (promise.at or promise.on).isoformat(),
            "promise_provisional": promise.provisional,
            **facts,
        },
    )


def _to_port(locked: Application, now: datetime) -> dict[str, Any]:
    standard = standard_in_force(locked.service, legal_date(now))
    until = completeness_until(
        received_on=legal_date(now),
        days=standard.completeness_days,
        calendar=calendar_load(),
    )
    return {"next_on": until}


def _to_home(locked: Application, home: Office, now: datetime) -> dict[str, Any]:
    places = {"office": home, "home_office": home, "port_office": locked.office}
    return {**places, **home_facts(locked.service, now)}


@transaction.atomic
def application_withdraw(
    *,
    application: Application,
    actor: User,
    now: datetime,
    reason: str = "",
    expected_version: int | None = None,
) -> Application:
    """Take the application back, before the decision. Done twice, the second has no effect."""
    locked = application_lock(application.pk)
    if locked.status == Status.WITHDRAWN:
        return locked
    locked.supplement_requests.filter(answered_at=None, lapsed_at=None).update(lapsed_at=now)
    withdrawn = transition(
        application=locked,
        event=EventKind.WITHDRAW,
        actor=actor,
        now=now,
        reason=reason,
        expected_version=expected_version,
        facts={"next_on": None},
    )
    applicant_tell(
        application=withdrawn, event=MessageEvent.APPLICATION_WITHDRAWN, now=now, reason=reason
    )
    return withdrawn
