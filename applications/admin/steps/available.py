"""The buttons of the case page, in the order in which they stand, and their addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from applications.admin.steps.afterwards import Correct, Revoke
from applications.admin.steps.base import Duty, StepView, duty_of
from applications.admin.steps.clock import ClockExtend, ClockResume, ClockStop
from applications.admin.steps.decisions import (
    Approve,
    RecommendApproval,
    RecommendRefusal,
    Refuse,
    Return,
)
from applications.admin.steps.intake import Accept, NotAccept
from applications.admin.steps.joint import JointAgree, JointDecline, JointPropose
from applications.admin.steps.ownership import Assign, GiveBack, Note, Take
from applications.admin.steps.supplement import DraftList, Supplement
from applications.admin.steps.transfer import Transfer, TransferReturn
from applications.models import Application

STEPS: tuple[type[StepView], ...] = (
    Transfer,
    Accept,
    DraftList,
    Supplement,
    TransferReturn,
    NotAccept,
    Approve,
    Refuse,
    RecommendApproval,
    RecommendRefusal,
    Return,
    JointPropose,
    JointAgree,
    JointDecline,
    Correct,
    Revoke,
    ClockStop,
    ClockResume,
    ClockExtend,
    Take,
    GiveBack,
    Assign,
    Note,
)


_of_services: list[type[StepView]] = []


def step_register(step: type[StepView]) -> None:
    """Add a service's own button, behind the common ones. Called by the room's ``admin`` module."""
    if step not in _of_services:
        _of_services.append(step)


def steps_known() -> tuple[type[StepView], ...]:
    """Every button, the common ones first."""
    return (*STEPS, *_of_services)


@dataclass(frozen=True)
class Button:
    """A button of the case page; with ``hinders`` it cannot be pressed, and they say why."""

    code: str
    label: str
    url: str
    tone: str
    hinders: Sequence[str] = ()


def url_name(code: str) -> str:
    """The name of a step's page."""
    return f"applications_application_step_{code.replace('-', '_')}"


def steps_for(user: Any, case: Application, duty: Duty | None = None) -> list[Button]:
    """What this officer can do with the case now; nothing else is shown."""
    duty = duty or duty_of(user, case)
    return [
        Button(
            code=step.code,
            label=str(step.label),
            url=reverse(f"admin:{url_name(step.code)}", args=[case.pk]),
            tone=step.tone,
            hinders=step.hinders(case, duty),
        )
        for step in steps_known()
        if step.offered(case, duty)
    ]
