"""What the strict servers do on the wire, below HTTP."""

import socket
import struct

from aiohttp import web


def reset(request: web.Request) -> web.Response:
    """Break the connection with a TCP reset; the response returned never leaves."""
    transport = request.transport
    if transport is not None:
        peer = transport.get_extra_info("socket")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()


def gone(request: web.Request) -> bool:
    """Whether the caller has hung up."""
    return request.transport is None or request.transport.is_closing()


def bytes_of(answer: web.Response) -> bytes:
    """The body of an answer."""
    return answer.body if isinstance(answer.body, bytes) else b""
