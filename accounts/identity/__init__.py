"""Signing in with an identity from elsewhere: the configured OpenID Connect provider."""
