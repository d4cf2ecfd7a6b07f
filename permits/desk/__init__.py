"""The single window's own blocks and buttons on the officers' case page."""
