"""The officers' pages of this room. Case pages are the engine's."""

from port_visa.admin.decisions import PortDecisionAdmin
from port_visa.admin.filings import OrganisationFilingAdmin
from port_visa.admin.parameters import PortVisaParameterAdmin
from port_visa.admin.professional_rules import ProfessionalProofAdmin, ProfessionalPurposeAdmin
from port_visa.admin.professionals import ProfessionalAdmin
from port_visa.admin.routes import PortRouteAdmin

__all__ = [
    "OrganisationFilingAdmin",
    "PortDecisionAdmin",
    "PortRouteAdmin",
    "PortVisaParameterAdmin",
    "ProfessionalAdmin",
    "ProfessionalProofAdmin",
    "ProfessionalPurposeAdmin",
]
