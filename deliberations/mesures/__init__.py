"""The room under load: what « make bench-vote » sets up, plays and counts."""
