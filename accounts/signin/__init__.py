"""How people sign in: django-allauth in the portal's words, and the gate of the officers' desk."""
