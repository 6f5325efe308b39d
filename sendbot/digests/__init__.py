"""Weekly digests: when one is due, and what it says. Pure: the ledger is in `store`, posting in `slack`."""
