"""QR codes on pages."""

import segno


def qr_image(text: str) -> str:
    """A QR code as an image that needs no further request."""
    return segno.make_qr(text, error="m").svg_data_uri(scale=4, border=2)
