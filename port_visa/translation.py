"""Which columns of the reference data exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from port_visa.models import PortVisaParameter


@register(PortVisaParameter)
class PortVisaParameterTranslation(TranslationOptions):
    fields = ("legal_basis",)
    required_languages = ("en", "zh-hans")
