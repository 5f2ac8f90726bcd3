"""Evidence that stands without us: manifests, a chain of hashes, time-stamps, a bundle.

``manifeste`` writes what happened in one canonical form; ``chaine`` binds it to all that
came before, in the transaction of the act; ``file`` has the links time-stamped after the
commit; ``dossier`` gathers it all with ``verifier``, which needs neither us nor Django.
"""
