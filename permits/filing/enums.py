"""Words of the application form: its parts, and the answers that are chosen from a list."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """The pages of an application that are saved one by one. ``parts.py`` says whose they are."""

    PLACE = "place", _("Place of work and branch")
    POST = "post", _("The post")
    CONTRACT = "contract", _("Contract and pay")
    BASIS = "basis", _("Ground or points")
    CHANGE = "change", _("What changed, and when")
    STUDIES = "studies", _("Education and Chinese")
    EXPERIENCE = "experience", _("Work experience")
    STAY = "stay", _("Visa or permit now held")
    HOME = "home", _("Address in Shanghai and its registration")


class ContractKind(models.TextChoices):
    EMPLOYMENT = "employment", _("employment contract with the company in Shanghai")
    ASSIGNMENT = "assignment", _("sent by a company abroad, which stays the employer")


class Basis(models.TextChoices):
    """What the application rests on."""

    POINTS = "points", _("the points table")
    GROUND = "ground", _("a ground that needs no points")


class StayKind(models.TextChoices):
    """With what the person is in China now."""

    VISA_Z = "visa_z", _("Z visa (work)")
    VISA_R = "visa_r", _("R visa (talent)")
    VISA_OTHER = "visa_other", _("another visa")
    RESIDENCE_WORK = "residence_work", _("residence permit for work")
    RESIDENCE_OTHER = "residence_other", _("residence permit for another reason")
    VISA_FREE = "visa_free", _("entered without a visa")


class Registered(models.TextChoices):
    """Whether the accommodation is registered with the police (EEAL 39)."""

    YES = "yes", _("Yes, the registration form is at hand")
    HOTEL = "hotel", _("Staying at a hotel, which registers its guests")
    NO = "no", _("Not yet")


class Relation(models.TextChoices):
    SPOUSE = "spouse", _("husband or wife")
    CHILD = "child", _("child under 18")
    PARENT = "parent", _("mother or father")
    PARENT_IN_LAW = "parent_in_law", _("mother or father of the husband or wife")


class PhotoProblem(models.TextChoices):
    """What the photo check names. ``photo.py`` has the sentences that say how to mend it."""

    TOO_SMALL = "too_small", _("too few pixels")
    SHAPE = "shape", _("wrong shape")
    BACKGROUND_DARK = "background_dark", _("background not light")
    BACKGROUND_UNEVEN = "background_uneven", _("background not even")
    TOO_DARK = "too_dark", _("too dark")
    TOO_BRIGHT = "too_bright", _("too bright")
    FACE_SMALL = "face_small", _("face too small")
    FACE_LARGE = "face_large", _("face too large")
    FACE_PLACE = "face_place", _("face not in the middle")
    UNREADABLE = "unreadable", _("no picture")
