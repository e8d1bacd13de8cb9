"""JSON in and out. Decimals leave as strings and never pass through a float on the way in."""

from decimal import Decimal
from typing import Any

import orjson
from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.utils.encoders import JSONEncoder

from register.errors import TooLarge


def _other(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return JSONEncoder().default(value)


class JsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if data is None:
            return b""
        return orjson.dumps(data, default=_other, option=orjson.OPT_UTC_Z)


class JsonParser(BaseParser):
    """Refuses NaN, Infinity, text that is not UTF-8, nesting beyond any sense and what is too large to read."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        text = stream.read(most + 1)
        if len(text) > most:
            raise TooLarge(
                nl=f"Het verzoek is groter dan {most // 1024} kB en is niet gelezen.",
                en=f"The request is larger than {most // 1024} kB and was not read.",
            )
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"The body is not JSON: {error}") from error
