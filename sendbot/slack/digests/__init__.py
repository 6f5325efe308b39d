"""Weekly digests in Slack: their blocks, the worker that posts them once, the slash subcommand and its form."""
