"""What can go wrong in the queue, each with a sentence that says what to do."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class CentreError(ValidationError):
    """A rule of the centre was broken. Pages and the desk show the message as it is."""

    default_code = "centre"
    default_message: Any = ""

    def __init__(self, message: Any = None, **params: Any) -> None:
        super().__init__(
            message or self.default_message, code=self.default_code, params=params or None
        )


class NotPermitted(CentreError):
    """The person does not work at this centre."""

    default_code = "not_permitted"
    default_message = _("Only officers of this centre can do this.")


class NobodyWaiting(CentreError):
    """No ticket waits for what this window serves."""

    default_code = "nobody_waiting"
    default_message = _("Nobody is waiting for this window now.")


class WindowBusy(CentreError):
    """The window still has a ticket."""

    default_code = "window_busy"
    default_message = _("%(ticket)s is at this window. Say first whether it is done.")


class WindowClosed(CentreError):
    """No shift staffs the window now."""

    default_code = "window_closed"
    default_message = _(
        "No shift staffs this window now. Choose another window, or ask an administrator to add it "
        "to a shift."
    )


class WrongState(CentreError):
    """The ticket moved on meanwhile."""

    default_code = "wrong_state"
    default_message = _("Ticket %(ticket)s is “%(state)s” now. Look at the list again.")


class PurposeClosed(CentreError):
    """The purpose is not offered."""

    default_code = "purpose_closed"
    default_message = _("No numbers are given out for this now. Choose again from the list.")


class GuidanceTooEarly(CentreError):
    """Nobody knows yet, or any more, that the person comes."""

    default_code = "guidance_too_early"
    default_message = _(
        "The guidance is sent once the case is accepted, and while it is not closed."
    )


class GuidanceSent(CentreError):
    """It went out before."""

    default_code = "guidance_sent"
    default_message = _("The guidance was sent from this case before. The history says when.")


class NoExpedite(CentreError):
    """The case cannot be expedited: elsewhere, decided, expedited already."""

    default_code = "no_expedite"
    default_message = _(
        "Expedited handling is for port visas that the 24-hour centre has not decided yet, once "
        "for each case."
    )


class ReasonNeeded(CentreError):
    """The reason is not on the list of the day, or nothing explains it."""

    default_code = "reason_needed"
    default_message = _("Choose a reason from the list, and explain it in a sentence.")


class AskedAlready(CentreError):
    """A request of the case waits for its answer."""

    default_code = "asked_already"
    default_message = _("Expedited handling was asked for already. A supervisor answers soon.")


class AskedTooOften(CentreError):
    """The case has used up its requests."""

    default_code = "asked_too_often"
    default_message = _("Expedited handling can be asked for %(most)s times for one case.")


class AnsweredAlready(CentreError):
    """Somebody else answered meanwhile."""

    default_code = "answered_already"
    default_message = _("This request was answered meanwhile. Look at the case again.")


class AnotherAnswers(CentreError):
    """Four eyes: who asks does not answer."""

    default_code = "another_answers"
    default_message = _(
        "You asked for this yourself. Another supervisor of the centre has to answer."
    )


class AnswerNeeded(CentreError):
    """A refusal has a reason."""

    default_code = "answer_needed"
    default_message = _("Say why it is declined. Whoever asked reads it.")
