"""What applicants do away from the form, such as a visit, and who adds to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from applications.models import Application


@dataclass(frozen=True)
class Errand:
    """Something that the applicant does away from the form, such as a visit, for their pages.

    ``state`` where it stands, in words, with the colour of its tag; ``text`` what waits for it;
    ``url`` where it is done, with the words of the link; ``is_next`` when it is the next step.
    """

    title: str
    state: str
    text: str
    colour: str = "grey"
    url: str = ""
    action: str = ""
    is_next: bool = False


ErrandMaker = Callable[[Application, datetime], Errand | None]
_errand_makers: list[ErrandMaker] = []


def errand_register(maker: ErrandMaker) -> None:
    """Let a room above the services add to what applicants do. Called in ``AppConfig.ready``."""
    if maker not in _errand_makers:
        _errand_makers.append(maker)


def others_errands(application: Application, now: datetime) -> list[Errand]:
    """What rooms above the services add for this application."""
    found = (maker(application, now) for maker in _errand_makers)
    return [errand for errand in found if errand]
