"""sendbot answers questions about local area SEND inspections from stored, sourced facts.

Imports go one way: edges (slack, cli) -> core (brain, answers, understanding, lexicon) -> base (model, query, workdays,
snapshot). `store` alone touches SQL, `files` alone reads knowledge files.
"""

__version__ = "0.1.0"
