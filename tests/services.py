"""Real servers for the tests that need them: Redis, a Celery worker, SMTP."""
