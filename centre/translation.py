"""Which columns of the centre exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from centre.models import CentreParameter, ExpediteReason, Shift, TicketPurpose


@register(TicketPurpose)
class TicketPurposeTranslation(TranslationOptions):
    fields = ("name", "hint")
    required_languages = {"en": ("name",), "zh-hans": ("name",)}


@register(Shift)
class ShiftTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("en", "zh-hans")


@register(ExpediteReason)
class ExpediteReasonTranslation(TranslationOptions):
    fields = ("name", "help_text", "legal_basis")
    required_languages = {"en": ("name", "legal_basis"), "zh-hans": ("name", "legal_basis")}


@register(CentreParameter)
class CentreParameterTranslation(TranslationOptions):
    fields = ("legal_basis",)
    required_languages = ("en", "zh-hans")
