"""The button of the case page that sends the guidance for people who have arrived."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.admin.steps.base import Duty, StepView
from applications.enums import Service
from applications.models import Application
from centre.services.guidance import STATUSES, guidance_send, guidance_was_sent
from notifications.enums import MessageEvent
from ui.desk import DeskForm


class SendGuidance(StepView):
    """Port visas only: who applies at the single window is past these questions."""

    code = "guidance"
    label = gettext_lazy("Send what to do after arrival")
    letter = MessageEvent.GUIDANCE_SENT
    template_name = "centre/desk/guidance.html"

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        fits = case.service == Service.PORT_VISA and case.status in STATUSES
        return duty.reviews and fits and not guidance_was_sent(case)

    def will_happen(self) -> Sequence[str]:
        return [
            self.told(),
            _("It leads to the page about the last day, registration, extension and permits."),
            _("It is sent once from a case; the time stands in the history."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        guidance_send(application=self.object, actor=self.officer, now=now)
        return _("The guidance is sent.")
