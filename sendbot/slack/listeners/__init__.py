"""Listeners by kind: each module registers its own with `register(app, service)`."""
