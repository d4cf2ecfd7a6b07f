"""A real OpenID Connect provider for tests and for trying out: django-oauth-toolkit, on its own.

A process of its own with its own settings, users and database (a SQLite file that is thrown away),
so that nothing but HTTP connects it with the portal. ``python -m tests.support.provider`` runs it.
"""
