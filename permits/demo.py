"""The demonstration's single-window applications: one in every state of the joint review."""

from datetime import datetime

from accounts.demo import VERIFIED_CODE
from accounts.models import Organisation, User
from permits.demo_bureau import Bureau
from permits.demo_stories import STORIES
from permits.models import PermitApplication
from visits.models import OpeningRule


def load(*, now: datetime) -> list[dict[str, str]]:
    """Make each once. Their people are log-ins of the room of accounts.

    Without opening hours nobody can come, and then nobody is approved: nothing is made.
    """
    organisation = Organisation.objects.filter(uscc=VERIFIED_CODE).first()
    known = PermitApplication.objects.filter(application__organisation=organisation)
    if organisation is None or known.exists() or not OpeningRule.objects.exists():
        return []
    people = {user.email: user for user in User.objects.filter(email__endswith="@example.org")}
    bureau = Bureau(organisation, now, people)
    for story in STORIES:
        story(bureau)
    return []
