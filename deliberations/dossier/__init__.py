"""The « dossier de séance »: a whole séance as one JSON file (docs/dossier-de-seance.md)."""
