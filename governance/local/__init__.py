"""Runs Hémicycle on one machine: private PostgreSQL, private Redis, local mail, supervisor."""
