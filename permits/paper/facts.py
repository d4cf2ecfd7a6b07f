"""What each document prints, read from the records at the moment of approval."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.text import capfirst

from applications.deadlines import legal_date
from applications.models import Application
from applications.passport.rules.states import state_name
from permits.enums import TalentCategory
from permits.models import PermitApplication, PermitHolder
from permits.rules.validity import Validity

_LANGUAGES = (("zh", "zh-hans"), ("en", "en"))


def both(name: str, text: Callable[[], Any]) -> dict[str, str]:
    """``name_zh`` and ``name_en``: a lazy or translated text in both languages."""
    found = {}
    for suffix, language in _LANGUAGES:
        with translation.override(language):
            found[f"{name}_{suffix}"] = str(text())
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def person_facts(application: Application, now: datetime) -> dict[str, Any]:
    """The person as the passport's lines say, the office and the day."""
    traveller, office = application.traveller, application.office
    if office is None:  # never: submission checks it
        raise ValueError("A submitted application has an office.")
    return {
        **both("issuing_office", lambda: office.name),
        "reference": application.reference,
        "name_primary": traveller.name_mrz_primary,
        "name_secondary": traveller.name_mrz_secondary,
        "name_zh": traveller.name_zh,
        "sex": traveller.sex,
        "birth_date": _iso(traveller.birth_date),
        "birth_date_mrz": traveller.birth_date_mrz,
        "nationality": traveller.nationality,
        **both(
            "nationality",
            lambda: state_name(traveller.nationality, translation.get_language() or "en"),
        ),
        "document_number": traveller.document_number,
        "document_expires_on": _iso(traveller.expires_on),
        "issued_on": legal_date(now).isoformat(),
        "valid_until": None,
    }


def permit_facts(
    application: Application,
    permit: PermitApplication,
    holder: PermitHolder,
    span: Validity,
    now: datetime,
) -> dict[str, Any]:
    """Of both permits: what one does not print, the other does."""
    category = TalentCategory(application.category)
    return {
        **person_facts(application, now),
        **_employer(application),
        **both("category", lambda: str(category.label).partition(" · ")[2]),
        **both("purpose", lambda: capfirst(translation.pgettext("reason of residence", "work"))),
        "holder_number": holder.number,
        "category": category.value,
        "post": permit.job_title,
        "post_zh": permit.job_title_zh,
        "valid_from": span.starts_on.isoformat(),
        "valid_until": span.until.isoformat(),
    }


def cancellation_facts(
    application: Application, permit: PermitApplication, holder: PermitHolder, now: datetime
) -> dict[str, Any]:
    """Of the proof that a work permit was cancelled, which the next employer asks for."""
    return {
        **person_facts(application, now),
        **_employer(application),
        "holder_number": holder.number,
        "left_on": _iso(permit.changed_on) or legal_date(now).isoformat(),
    }


def _employer(application: Application) -> dict[str, str]:
    organisation = application.organisation
    if organisation is None:  # never: only an organisation starts one
        raise ValueError("A single-window application has an employer.")
    return {
        "employer_zh": organisation.name_zh,
        "employer_en": organisation.name_en,
        "uscc": organisation.uscc,
    }
