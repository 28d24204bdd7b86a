"""Bytes as they were sent → as they were meant, within a bound."""

import zlib
from contextlib import suppress

from briefing.fetch.guard import NotFetched
from briefing.yamlfile import shown

MOST = 15 * 1024 * 1024  # bytes, as sent and as unpacked


def unpack(data: bytes, packing: str) -> bytes:
    """The bytes of a body packed so; NotFetched where they cannot be had."""
    if packing in ("", "identity"):
        return data
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise NotFetched(f"it is packed as '{shown(packing, 40)}', which was not asked for")
    try:
        return _inflated(data, zlib.MAX_WBITS | 32)
    except zlib.error:
        with suppress(zlib.error):
            if packing == "deflate":  # some send it without its head
                return _inflated(data, -zlib.MAX_WBITS)
        raise NotFetched(f"it says it is packed as {packing}, and is not") from None


def _inflated(data: bytes, bits: int) -> bytes:
    parts, left = [], MOST
    while data:
        unpacker = zlib.decompressobj(bits)
        parts.append(unpacker.decompress(data, left + 1))
        left -= len(parts[-1])
        if left < 0:
            raise NotFetched(f"unpacked, it is larger than {MOST // 1024**2} MiB")
        if not unpacker.eof:
            raise NotFetched("it was cut off on the way")
        data = unpacker.unused_data.lstrip(b"\0")
    return b"".join(parts)
