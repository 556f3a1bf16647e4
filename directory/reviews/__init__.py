"""Reviews of registrations (審査)."""
