"""Words of the queue in whichever language a ``{% language %}`` block asks for.

``{% load centre_words %}``
"""

from django import template

from centre.presenting import ahead_words, wait_short, wait_words

register = template.Library()
register.filter("wait_words", wait_words)
register.filter("wait_short", wait_short)
register.filter("ahead_words", ahead_words)
