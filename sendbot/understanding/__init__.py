"""From a question to a `Query`: read the words, match a rule, compose the filters, carry a thread on. Pure."""
