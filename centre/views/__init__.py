"""Pages for people who come: at the desk, on the phone, in the hall. Nobody signs in."""
