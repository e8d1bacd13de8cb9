"""What must hold, told as behaviours: one folder per app, and beside them the edges that cross apps.

`rules/` needs no database; `api/` runs every route for every role; `concurrency/` uses real threads and commits;
`worker/` starts a real Celery worker and beat; `demo/` starts the whole system; `migrations/` goes back and forth.
"""
