"""What the port visa keeps beside the case itself."""

from port_visa.models.entry import PortCorrection, PortDecision
from port_visa.models.filing import FilingChange, OrganisationFiling
from port_visa.models.invitation import Invitation, Invitee
from port_visa.models.link import InviteeLink
from port_visa.models.parameter import PortVisaParameter
from port_visa.models.professional import Professional, ProfessionalChange
from port_visa.models.professional_rules import ProfessionalProof, ProfessionalPurpose
from port_visa.models.roster import Roster, RosterRow
from port_visa.models.routing import PortRoute

__all__ = [
    "FilingChange",
    "Invitation",
    "Invitee",
    "InviteeLink",
    "OrganisationFiling",
    "PortCorrection",
    "PortDecision",
    "PortRoute",
    "PortVisaParameter",
    "Professional",
    "ProfessionalChange",
    "ProfessionalProof",
    "ProfessionalPurpose",
    "Roster",
    "RosterRow",
]
