"""Requests read and answers written, as HTTP."""

import json
from http import HTTPStatus

from aiohttp import web
from aiohttp.web_request import FileField

from tests.fakes.telegram.api import Call
from tests.fakes.telegram.model import Json, Upload


async def read(request: web.Request, call: Call) -> bool:
    """The arguments of the query and of a JSON, form or multipart body; whether they are text."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        body = json.loads(await request.read() or b"{}")
        if not isinstance(body, dict):
            raise ValueError("not an object")
        call.args = given | body
        return False
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, FileField):
            with value.file as file:
                uploads[name] = Upload(value.filename, file.read(), value.content_type)
        else:
            given[name] = value if isinstance(value, str) else bytes(value).decode()
    call.args, call.uploads = given, uploads
    return True


def response(call: Call, headers: dict[str, str] | None = None) -> web.Response:
    """The answer of a call; `headers` in place of the usual Retry-After."""
    status = call.status or HTTPStatus.OK
    wait = call.answer.get("parameters", {}).get("retry_after")
    extra = {"Retry-After": str(wait)} if wait is not None and headers is None else headers
    return web.json_response(call.answer, status=status, headers=extra)
