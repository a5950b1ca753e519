"""Check the whole archive of a vote from its bytes alone.

`records` reads the file, `events` the order of what happened, `setup` what the vote is, `sealed` each ballot, `many` all
of them fast, `counting` the sum and its opening. Nothing here comes from the casting path but the arithmetic of `group`:
a mistake there must not hide itself. A test and the import rules hold that line.
"""
