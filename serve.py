"""The page as it is served: asked by its own names and pages only, framed by nobody, its metrics closed.

Streamlit checks the host of a websocket only, looks up this machine's address on the internet before it refuses
a foreign origin, and has no setting for headers; this stands before it and reads the same settings.
"""

from fnmatch import fnmatchcase
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse

REFUSED = PlainTextResponse("Not served under this name, or asked for by another site", 403)
CLOSED = PlainTextResponse("Not found", 404)


def ours(host: str, origin: str) -> bool:
    """Whether a request names an allowed host and comes from the page itself or an allowed origin."""
    try:
        name, page = urlsplit(f"//{host}").hostname or "", urlsplit(origin).netloc
    except ValueError:
        return False
    known = any(fnmatchcase(name, allowed) for allowed in st.get_option("server.allowedHosts") or ["*"])
    return known and (not origin or page == host or origin in st.get_option("server.corsAllowedOrigins"))


def guarded(page):
    """The page with a guard before it."""

    async def answer(scope, receive, send):
        async def unframed(message):
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = "frame-ancestors 'none'"
                headers["X-Frame-Options"] = "DENY"
            await send(message)

        asked = Headers(scope=scope) if scope["type"] in ("http", "websocket") else {}
        if asked and not ours(asked.get("host", ""), asked.get("origin", "")):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await REFUSED(scope, receive, unframed)
        elif scope["type"] == "http" and scope["path"].rstrip("/").endswith("/_stcore/metrics"):
            await CLOSED(scope, receive, unframed)
        else:
            await page(scope, receive, unframed)

    return answer


app = st.App("app.py", middleware=[Middleware(guarded)])
