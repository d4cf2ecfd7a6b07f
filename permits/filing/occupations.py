"""Groups of the national classification of occupations (国家职业分类大典), those that posts are in.

Only the first two levels: the classification's finer codes are chosen by an officer.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

OCCUPATIONS: Final = (
    ("1-06", _("heads of companies and institutions")),
    ("2-01", _("research scientists")),
    ("2-02", _("engineers and technicians")),
    ("2-03", _("agricultural specialists")),
    ("2-04", _("aircraft and ship specialists")),
    ("2-05", _("health professionals")),
    ("2-06", _("business and finance professionals")),
    ("2-07", _("legal, social and religious professionals")),
    ("2-08", _("teachers")),
    ("2-09", _("artists and sports professionals")),
    ("2-10", _("journalism, publishing and culture professionals")),
    ("2-99", _("other professionals")),
    ("3-01", _("office and administrative staff")),
    ("4", _("service staff")),
    ("6", _("production staff")),
)
