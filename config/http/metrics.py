"""What Prometheus reads: requests by route, and what waits in the database."""

import os
from collections.abc import Iterator
from hmac import compare_digest
from pathlib import Path
from shutil import disk_usage

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from config.celery import JOBS
from notifications.selectors.waiting import waiting_notices
from portfolio.selectors.waiting import waiting_lists, waiting_standings
from register.clock import now
from register.reach import opened_by_key
from register.selectors.jobs import late_jobs


class Waiting:
    """What waits, counted when it is asked for: truth is in the database, so any web process may answer."""

    def collect(self) -> Iterator[Metric]:
        at = now()
        states = GaugeMetricFamily("leerregister_notices", "Notices that are not settled, by state", labels=["state"])
        ages = GaugeMetricFamily("leerregister_oldest_waiting_seconds", "Age of the oldest that waits", labels=["what"])
        counts = GaugeMetricFamily("leerregister_waiting", "How many wait", labels=["what"])
        notices = waiting_notices(now=at)
        for state, count in notices.by_state.items():
            states.add_metric([state], count)
        for what, waiting in {
            "notices": notices.due,
            "standings": waiting_standings(now=at),
            "attendance_lists": waiting_lists(now=at),
        }.items():
            counts.add_metric([what], waiting.count)
            ages.add_metric([what], waiting.oldest_seconds)
        late = late_jobs(JOBS, now=at)
        jobs = GaugeMetricFamily("leerregister_job_late", "1 for a scheduled job that should have run", labels=["job"])
        for job in JOBS:
            jobs.add_metric([job.name], job.name in late)
        yield from (states, counts, ages, jobs)
        if (folder := Path(settings.EVIDENCE_FOLDER)).is_dir() and settings.EVIDENCE_STORE == "disk":
            disk = disk_usage(folder)
            used = "How full the disk of the evidence is, from 0 to 1"
            yield GaugeMetricFamily("leerregister_evidence_disk_used_ratio", used, value=1 - disk.free / disk.total)


@opened_by_key
def metrics(request: HttpRequest) -> HttpResponse:
    """The text format of Prometheus, for who has METRICS_TOKEN; without that setting the address does not exist."""
    token = settings.METRICS_TOKEN
    if not token or not compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
        raise Http404
    waiting = CollectorRegistry()
    waiting.register(Waiting())
    return HttpResponse(
        generate_latest(_of_every_process()) + generate_latest(waiting), content_type=CONTENT_TYPE_LATEST
    )


def _of_every_process() -> CollectorRegistry:
    """Web processes that share PROMETHEUS_MULTIPROC_DIR are counted together."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
