"""Admins keep the knowledge true from Slack: `paths` is the table of all they can do, `say` and `views` what they see of it."""
