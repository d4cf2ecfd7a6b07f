"""Which columns of the reference data exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from port_visa.models import PortRoute, PortVisaParameter, ProfessionalProof, ProfessionalPurpose


@register(PortVisaParameter)
class PortVisaParameterTranslation(TranslationOptions):
    fields = ("legal_basis",)
    required_languages = ("en", "zh-hans")


@register(PortRoute)
class PortRouteTranslation(TranslationOptions):
    fields = ("legal_basis",)
    required_languages = ("en", "zh-hans")


@register(ProfessionalProof)
class ProfessionalProofTranslation(TranslationOptions):
    fields = ("legal_basis",)
    required_languages = ("en", "zh-hans")


@register(ProfessionalPurpose)
class ProfessionalPurposeTranslation(TranslationOptions):
    fields = ("name", "help_text", "legal_basis")
    required_languages = {"en": ("name", "legal_basis"), "zh-hans": ("name", "legal_basis")}
