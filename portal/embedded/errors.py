"""What can go wrong before a server answers."""


class EmbeddedServerError(RuntimeError):
    """One sentence for the person at the keyboard: what happened and what to do."""
