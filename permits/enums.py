"""Words of the single window: work permit and residence permit in one application."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TalentCategory(models.TextChoices):
    """Categories of foreigners who work in China. The single window serves A and B."""

    A = "A", _("A · foreign high-end talent")
    B = "B", _("B · foreign professional")
    C = "C", _("C · other foreign worker")


class PermitKind(models.TextChoices):
    """What is applied for; the list of documents and the dates to keep depend on it."""

    NEW_IN_CHINA = "new_in_china", _("new, the person is already in China")
    NEW_FROM_ABROAD = "new_from_abroad", _("new, entered with a work permit notification")
    EXTENSION = "extension", _("extension")
    CHANGE_EMPLOYER = "change_employer", _("change of employer")
    CHANGE_DETAILS = "change_details", _("change of registered details")
    CANCELLATION = "cancellation", _("cancellation")


class Hand(models.TextChoices):
    """Whose part of the application something is."""

    EMPLOYER = "employer", _("the employer")
    PERSON = "person", _("the foreign employee")


class PermitEnd(models.TextChoices):
    """Why a permit stopped before its last day."""

    REPLACED = "replaced", _("replaced by a newer one")
    CANCELLED = "cancelled", _("cancelled when the work ended")
    REVOKED = "revoked", _("revoked")


class Item(models.TextChoices):
    """Items of the points table, in the order of the published table."""

    PAY = "pay", _("yearly pay from the employer in China")
    EDUCATION = "education", _("education or skill certificate")
    EXPERIENCE = "experience", _("relevant work experience")
    MONTHS = "months", _("months worked in China each year")
    CHINESE = "chinese", _("command of Chinese")
    REGION = "region", _("region of work")
    AGE = "age", _("age")
    DISTINCTION = "distinction", _("university, employer, patents, years in China")
    BONUS = "bonus", _("bonus of the province or city")


class Education(models.TextChoices):
    """Highest degree, or the skill certificate that the table puts beside it."""

    DOCTOR = "doctor", _("doctorate")
    MASTER = "master", _("master’s degree")
    BACHELOR = "bachelor", _("bachelor’s degree")
    TOP_SKILL = "top_skill", _("highest international skill certificate, or senior technician")
    TECHNICIAN = "technician", _("technician")
    SENIOR_WORKER = "senior_worker", _("senior skilled worker")
    OTHER = "other", _("none of these")


class Chinese(models.TextChoices):
    """Command of Chinese, as the table measures it."""

    FORMER_NATIONAL = "former_national", _("was a Chinese citizen before")
    DEGREE = "degree", _("has a bachelor’s degree or higher that was taught in Chinese")
    HSK5 = "hsk5", _("HSK level 5 or higher")
    HSK4 = "hsk4", _("HSK level 4")
    HSK3 = "hsk3", _("HSK level 3")
    HSK2 = "hsk2", _("HSK level 2")
    HSK1 = "hsk1", _("HSK level 1")
    NONE = "none", _("none of these")


class Region(models.TextChoices):
    """Region of work: the table favours some parts of China; Shanghai is none of them."""

    SHANGHAI = "shanghai", _("Shanghai")
    SUPPORTED = "supported", _("west, old industrial north-east, or a specially supported region")


class Distinction(models.TextChoices):
    """Any one of these gives the points once."""

    ELITE_UNIVERSITY = "elite_university", _("graduated from an elite university")
    FORTUNE_500 = "fortune_500", _("worked for a Fortune Global 500 company")
    PATENT = "patent", _("holds patents or other intellectual property")
    FIVE_YEARS = "five_years", _("has worked in China for 5 years or more without a break")


class Ground(models.TextChoices):
    """Grounds that make somebody category A or B without counting points."""

    TALENT_PLAN = "talent_plan", _("selected in a recognised national talent plan")
    ACHIEVEMENT = "achievement", _("achievements that meet an international standard")
    MARKET_POST = "market_post", _("a post that the market encourages")
    PAY_SIX_TIMES = "pay_six_times", _("pay of at least 6 times the local average")
    ENTREPRENEUR = "entrepreneur", _("founder or innovator")
    YOUNG_TALENT = "young_talent", _("outstanding young talent")
    LISTED_ROLE = "listed_role", _("bachelor’s degree and 2 years in a listed role")
    GRADUATE = "graduate", _("excellent graduate with a master’s degree or higher")
    SKILL = "skill", _("international skill certificate, or a scarce skill")
    TEACHER = "teacher", _("foreign-language teacher")
    PAY_FOUR_TIMES = "pay_four_times", _("pay of at least 4 times the local average")
    APPROVED = "approved", _("specially approved")


GROUNDS_A = (
    Ground.TALENT_PLAN,
    Ground.ACHIEVEMENT,
    Ground.MARKET_POST,
    Ground.PAY_SIX_TIMES,
    Ground.ENTREPRENEUR,
    Ground.YOUNG_TALENT,
)
GROUNDS_B = tuple(ground for ground in Ground if ground not in GROUNDS_A)


class PayMultiple(models.TextChoices):
    """What the person says about the pay while the average wage is not on record."""

    SIX = "six", _("at least 6 times the average")
    FOUR = "four", _("at least 4 times, but less than 6 times")
    LESS = "less", _("less than 4 times")
    UNKNOWN = "unknown", _("I do not know")


class WindowState(models.TextChoices):
    """Where a day lies in the period in which something can be applied for."""

    EARLY = "early", _("too early")
    OPEN = "open", _("now")
    LATE = "late", _("late")
