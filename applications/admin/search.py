"""Search of the queue: what the engine finds, and companies by their names."""

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from applications.models import Application
from applications.queries import application_search

COMPANIES = 50
SHORTEST_COMPANY = 2


def search_with_companies(text: str, *, within: QuerySet[Application]) -> QuerySet[Application]:
    """Find by reference, passport number, name, company code, or part of a company's name.

    Companies are few beside cases: theirs are looked up first, so that cases are still found by
    their indexes.
    """
    found = application_search(text, within=within)
    text = text.strip()
    if len(text) < SHORTEST_COMPANY:
        return found
    companies = Organisation.objects.filter(
        Q(name_zh__icontains=text) | Q(name_en__icontains=text)
    ).order_by("name_zh")[:COMPANIES]
    keys = list(companies.values_list("pk", flat=True))
    if not keys:
        return found
    return found | within.filter(organisation_id__in=keys)
