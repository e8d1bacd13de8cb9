"""Traces to a collector, when OTEL_EXPORTER_OTLP_ENDPOINT names one; otherwise nothing of it is even loaded."""

import os
from typing import Any

from django.http import HttpRequest, HttpResponse

# Where instrumentation writes the address that was asked for; some addresses hold a key.
ADDRESSES = ("http.target", "http.url", "url.path", "url.query", "url.full")


def start_tracing() -> bool:
    """Trace requests, tasks and queries of this process. The extra `telemetry` has to be installed.

    OpenTelemetry's own settings (OTEL_SERVICE_NAME and the rest) are read by its libraries.
    """
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return False
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.celery import CeleryInstrumentor
    from opentelemetry.instrumentation.django import DjangoInstrumentor
    from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    DjangoInstrumentor().instrument(response_hook=name_the_route)
    CeleryInstrumentor().instrument()  # type: ignore[no-untyped-call]
    PsycopgInstrumentor().instrument()
    return True


def name_the_route(span: Any, request: HttpRequest, response: HttpResponse) -> None:
    """The route in the place of the address."""
    match = request.resolver_match
    for name in ADDRESSES:
        if name in (span.attributes or {}):
            span.set_attribute(name, f"/{match.route}" if match else "")
