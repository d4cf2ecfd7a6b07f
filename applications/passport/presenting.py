"""What a passport says, in the words of a page."""

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.models import Traveller
from applications.passport.rules.states import state_name
from ui.rows import Row


def born(traveller: Traveller) -> str:
    """The date of birth in words; as printed when parts of it are unknown."""
    if traveller.birth_date:
        return formats.date_format(traveller.birth_date)
    known = traveller.birth_date_mrz.replace("<", "")
    return _("%(printed)s (not fully known)") % {"printed": known} if known else _("not known")


def passport_rows(traveller: Traveller) -> list[Row]:
    """What the two lines say, as a person compares it with the passport."""
    language = get_language() or "en"
    none = _("none on this passport")
    rows = [
        (_("Surname"), traveller.name_mrz_primary or none),
        (_("Given names"), traveller.name_mrz_secondary or none),
        (_("Passport number"), traveller.document_number),
        (_("Nationality"), state_name(traveller.nationality, language)),
        (_("Date of birth"), born(traveller)),
        (_("Sex"), capfirst(traveller.get_sex_display())),
        (
            _("Valid until"),
            formats.date_format(traveller.expires_on) if traveller.expires_on else "",
        ),
    ]
    if traveller.issuing_state != traveller.nationality:
        rows.insert(4, (_("Issuing state"), state_name(traveller.issuing_state, language)))
    return [Row(key=key, value=value) for key, value in rows]
