"""The sealed urn's protocol: Belenios version 1, group BELENIOS-2048, homomorphic questions. Bytes in, bytes out.

No Django import and no input or output. What receives ballots uses `group`, `keys`, `questions`, `ballots`, `tally` and
`board`; `verify` and `verification` check a whole archive and share with them only the arithmetic of `group` (the import
rules hold that line). `tools/verifier.py` shares nothing. Formulas: the specification of the protocol, as `belenios-tool` 2.0 (Debian) implements it; each one is compared
with that tool's own vectors in the tests.
"""
