#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between Kafka clients and a broker and keeps a few frames of every request key and version.

  record_vectors.py OUT LISTEN:UPSTREAM...     until SIGTERM; each pair is two ports on 127.0.0.1

OUT gets one line a frame, without the length in front: `request KEY VERSION CLIENT HEX`, then its
`response KEY VERSION CLIENT HEX`. The broker must advertise the listening ports.
"""
import asyncio
import signal
import struct
import sys

KEPT = 2          # of one key, version and client software
LARGEST = 3000    # bytes of a frame that is kept
frames = {}


class Peer:
    def __init__(self):
        self.client = "unknown"
        self.pending = {}


def software(key, version, frame):
    """Name of the client software, from an ApiVersions request that tells it."""
    if key != 18 or version < 3:
        return None
    at = 8
    length = struct.unpack_from(">h", frame, at)[0]
    at += 2 + max(length, 0) + 1
    size = frame[at] - 1
    return frame[at + 1:at + 1 + size].decode()


def keep(peer, key, version, request, response):
    if len(request) > LARGEST or len(response) > LARGEST:
        return
    pairs = frames.setdefault((key, version, peer.client), [])
    # The shape matters, not the numbers: another length is taken as another shape.
    if len(pairs) < KEPT and all(len(request) != len(a) or len(response) != len(b) for a, b in pairs):
        pairs.append((request, response))


async def pump(reader, writer, seen):
    try:
        while True:
            head = await reader.readexactly(4)
            frame = await reader.readexactly(struct.unpack(">i", head)[0])
            seen(frame)
            writer.write(head + frame)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def serve(upstream, reader, writer):
    try:
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", upstream)
    except OSError:
        writer.close()
        return
    peer = Peer()

    def request(frame):
        key, version, correlation = struct.unpack_from(">hhi", frame)
        peer.client = software(key, version, frame) or peer.client
        peer.pending[correlation] = (key, version, frame)

    def response(frame):
        sent = peer.pending.pop(struct.unpack_from(">i", frame)[0], None)
        if sent:
            keep(peer, sent[0], sent[1], sent[2], frame)

    await asyncio.gather(pump(reader, up_writer, request), pump(up_reader, writer, response))


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    servers = []
    for pair in sys.argv[2:]:
        listen, upstream = (int(port) for port in pair.split(":"))
        servers.append(await asyncio.start_server(lambda r, w, u=upstream: serve(u, r, w), "127.0.0.1", listen))
    await stop.wait()
    with open(sys.argv[1], "w", encoding="ascii") as out:
        for (key, version, client), pairs in sorted(frames.items()):
            for request, response in pairs:
                out.write(f"request {key} {version} {client} {request.hex()}\n")
                out.write(f"response {key} {version} {client} {response.hex()}\n")


asyncio.run(main())
