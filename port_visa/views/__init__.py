"""Pages of the inviter's journey. A view shows, asks a service, and goes on."""
