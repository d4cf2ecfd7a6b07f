"""Who sits at one person's pages: the inviter, signed in, or whoever came by a private link."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import Attachment
from documents.models import Upload
from port_visa import services
from port_visa.enums import LinkKind
from port_visa.models import Invitee, InviteeLink
from port_visa.views.common import back_from_invitee, is_draft, number_of

T = TypeVar("T")


@dataclass(frozen=True)
class PersonSeat:
    """``actor`` acts for one person: the inviter, signed in."""

    invitee: Invitee
    actor: User

    is_guest: ClassVar[bool] = False

    @property
    def is_traveller(self) -> bool:
        """Whether the person of whom the pages are has come by themselves."""
        return False

    @property
    def is_draft(self) -> bool:
        return is_draft(self.invitee.invitation)

    def url(self, page: str, *args: Any) -> str:
        """The address of one of the person's pages, as this seat reaches it."""
        return reverse(f"invitee_{page}", args=[self.invitee.invitation_id, self.invitee.pk, *args])

    @property
    def home(self) -> str:
        """Where the person's pages lead back to."""
        return back_from_invitee(self.invitee)

    def after_confirm(self) -> str:
        """What comes after the comparison with the passport."""
        return self.url("details") if self.is_draft else self.home

    def act(self, step: Callable[[Invitee, User, datetime], T], paper: str = "") -> T:
        """Do one step with the person, in the name of whose right it is, now.

        ``paper``: the code of the place where it adds or removes a file.
        """
        return step(self.invitee, self.actor, timezone.now())

    def run(self, step: Callable[..., T], paper: str = "", **values: Any) -> T:
        """Call a service for the person: ``step(invitee=…, actor=…, now=…, …)``."""
        return self.act(
            lambda invitee, actor, now: step(invitee=invitee, actor=actor, now=now, **values),
            paper,
        )

    def attach(self, code: str, upload: Upload) -> None:
        """Lay an uploaded file into one of the person's places."""
        self.run(
            services.attachment_add,
            paper=code,
            invitation=self.invitee.invitation,
            code=code,
            upload=upload,
        )

    def detach(self, row: Attachment) -> None:
        """Take a file out of one of the person's places."""
        invitation = self.invitee.invitation

        def step(_invitee: Invitee, actor: User, now: datetime) -> None:
            services.attachment_remove(invitation=invitation, attachment=row, actor=actor, now=now)

        self.act(step, row.code)

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page of the person shows."""
        number, count = number_of(self.invitee)
        return {
            "seat": self,
            "invitation": self.invitee.invitation,
            "invitee": self.invitee,
            "number": number,
            "count": count,
            "back": self.home,
            **more,
        }


@dataclass(frozen=True)
class GuestSeat(PersonSeat):
    """Whoever came by a private link; ``actor`` is its sender, whose right is lent."""

    link: InviteeLink

    is_guest: ClassVar[bool] = True

    @property
    def is_traveller(self) -> bool:
        return self.link.kind == LinkKind.TRAVELLER

    def url(self, page: str = "", *args: Any) -> str:
        name = f"invited_{page}" if page else "invited"
        return reverse(name, args=[self.invitee.pk, *args])

    @property
    def home(self) -> str:
        return self.url()

    def act(self, step: Callable[[Invitee, User, datetime], T], paper: str = "") -> T:
        now = timezone.now()
        return services.guest_step(
            link=self.link,
            now=now,
            paper=paper,
            step=lambda invitee, actor: step(invitee, actor, now),
        )
