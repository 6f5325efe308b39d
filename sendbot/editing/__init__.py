"""Keeping the knowledge true: changes to records, as values. Pure: what is stored, sent or shown is others' business.

`edits` says what a change is, `overlay` what the knowledge is with all of them; the other modules make changes (from a line,
a form, a file, a lesson) or speak of them.
"""
