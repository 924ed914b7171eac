"""A Datasette site of ours, asked without a server around it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from service.release_site import ReleaseSite

Visit = Callable[[httpx.AsyncClient], Awaitable[Any]]


def visit_site(begin: Callable[[], ReleaseSite], visit: Visit) -> Any:
    """What a visit brings home from a site that begins and ends with it."""

    async def run() -> Any:
        site = begin()
        transport = httpx.ASGITransport(app=site)
        async with httpx.AsyncClient(transport=transport, base_url="http://chorus.test") as client:
            try:
                return await visit(client)
            finally:
                await site.close()

    return asyncio.run(run())
