"""The officers' pages of this room. Case pages are the engine's."""

from port_visa.admin.decisions import PortDecisionAdmin
from port_visa.admin.parameters import PortVisaParameterAdmin
from port_visa.admin.professional_rules import ProfessionalProofAdmin, ProfessionalPurposeAdmin
from port_visa.admin.professionals import ProfessionalAdmin

__all__ = [
    "PortDecisionAdmin",
    "PortVisaParameterAdmin",
    "ProfessionalAdmin",
    "ProfessionalProofAdmin",
    "ProfessionalPurposeAdmin",
]
