"""The Idempotency-Key of a request: read, and the request carried out once however often it comes."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

import orjson
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings

from register.errors import KeyMalformed, KeyMissing
from register.services.kept_answers import Answer, KeyOwner, answer_once

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
# A String of RFC 8941, as the draft says, or the same without its quotes, as most senders do.
KEY = re.compile(r'"([ !#-\[\]-~]{1,200})"|([!#-+\--:<-\[\]-~]{1,200})')


def key_of(request: Request, *, needed: bool) -> str | None:
    """The key of a request. KeyMalformed; KeyMissing when one is `needed`."""
    given = request.headers.get(HEADER)
    if given is None:
        if needed:
            raise KeyMissing(
                nl=f"Stuur een {HEADER} mee, zoals een uuid: dan wordt niets dubbel gedaan als u opnieuw stuurt.",
                en=f"Send an {HEADER}, such as a uuid: then nothing is done twice when you send again.",
            )
        return None
    found = KEY.fullmatch(given.strip())
    if found is None:
        raise KeyMalformed(
            nl=f"De {HEADER} is één tekst van hoogstens 200 tekens, zoals een uuid.",
            en=f"The {HEADER} is one text of 200 characters at most, such as a uuid.",
        )
    return found[1] or found[2]


def done_once(
    handler: Callable[..., Response],
    *,
    key: str,
    owner: KeyOwner,
    may_read: Callable[[], None],
    now: datetime,
) -> Callable[..., Response]:
    """The handler, carried out once for this key. What was done before is answered again, if `may_read` lets it."""

    def carry_out(request: Request, *args: Any, **kwargs: Any) -> Response:
        made: list[Response] = []

        def work() -> Answer:
            response = handler(request, *args, **kwargs)
            made.append(response)
            return _kept(response)

        kept, replayed = answer_once(owner=owner, key=key, request=fingerprint(request), work=work, now=now)
        if not replayed:
            return made[0]
        may_read()
        body = orjson.loads(kept.body) if kept.body else None
        return Response(body, status=kept.status, headers=kept.headers | {REPLAYED: "true"})

    return carry_out


def fingerprint(request: Request) -> bytes:
    """A digest of what was asked: the method, the address, and what the body says, in whatever order it says it."""
    data: Any = request.data
    said = dict(data.lists()) if isinstance(data, MultiValueDict) else data
    asked = [request.method, request.path, sorted(request.query_params.lists()), said]
    try:
        text = orjson.dumps(asked, default=_digest_of, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:
        text = repr(asked).encode()  # nested deeper than can be written; every taker refuses it
    return hashlib.sha256(text).digest()


def _digest_of(value: Any) -> list[str]:
    """Stands for a file. Its bytes are read piece by piece, and can be read again after that."""
    digest = hashlib.sha256()
    if isinstance(value, UploadedFile):
        for piece in value.chunks():
            digest.update(piece)
        value.seek(0)
        return [value.name or "", digest.hexdigest()]
    digest.update(value)
    return [digest.hexdigest()]


def _kept(response: Response) -> Answer:
    renderer = cast(Any, api_settings.DEFAULT_RENDERER_CLASSES)[0]()
    return Answer(response.status_code, dict(response.headers), renderer.render(response.data).decode())
