"""Forms of answer that several apps give: pages for people, and files of rows."""

from typing import Any

import orjson
from django.template.loader import render_to_string
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer

from register.scoping.inputs import Input
from register.scoping.wording import say


class LanguageQuery(Input):
    """In which language; without, in that of the browser."""

    language = serializers.ChoiceField(choices=["nl", "en"], required=False)


class PageRenderer(BaseRenderer):
    """A page of HTML by the template that the view names in its `templates`; a problem by the one for problems.

    `words` of the view are what its templates need besides the data.
    """

    media_type = "text/html"
    format = "html"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> str:
        context = renderer_context or {}
        view = context["view"]
        template = "problem" if context["response"].status_code >= 400 else view.template
        language = say("nl", "en")
        page = {"data": data, "language": language, "dutch": language == "nl", **view.words}
        return render_to_string(f"{view.templates}/{template}.html", page)


class CsvRenderer(BaseRenderer):
    """Makes `Accept: text/csv` known. The file itself is streamed by the view; what is rendered here is a problem."""

    media_type = "text/csv"
    format = "csv"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return orjson.dumps(data)


class LinesRenderer(CsvRenderer):
    """The same for JSON, a row a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"
