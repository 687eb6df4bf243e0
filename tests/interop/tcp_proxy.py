# SPDX-License-Identifier: GPL-3.0-or-later
"""Small proxies on the loopback, as some client libraries' suites expect one beside the brokers."""
import socket
import socketserver
import struct
import threading


def pump(source, sink):
    try:
        while data := source.recv(1 << 16):
            sink.sendall(data)
    except OSError:
        pass
    finally:
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def join(client, server):
    """Carries both ways until one side ends."""
    there = threading.Thread(target=pump, args=(client, server), daemon=True)
    there.start()
    pump(server, client)
    there.join()
    server.close()


class Proxy(socketserver.ThreadingTCPServer):
    """Listens while it is entered."""
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, handler, port=0):
        super().__init__(("127.0.0.1", port), handler)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.shutdown()
        self.server_close()

    @property
    def address(self):
        return "127.0.0.1:%d" % self.server_address[1]


class Forward(Proxy):
    """One port for another."""

    def __init__(self, port, target):
        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                join(self.request, socket.create_connection(("127.0.0.1", target)))

        super().__init__(Handler, port)


class Socks5(Proxy):
    """RFC 1928, as far as CONNECT without authentication."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            _, methods = self.rfile.read(2)
            self.rfile.read(methods)
            self.request.sendall(b"\x05\x00")
            _, command, _, kind = self.rfile.read(4)
            if kind == 1:
                host = socket.inet_ntoa(self.rfile.read(4))
            else:
                host = self.rfile.read(self.rfile.read(1)[0]).decode()
            port = struct.unpack(">H", self.rfile.read(2))[0]
            assert command == 1, command
            server = socket.create_connection((host, port))
            self.request.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
            join(self.request, server)

    def __init__(self):
        super().__init__(self.Handler)
