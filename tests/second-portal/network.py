"""Real host names on loopback: a certificate authority for the run, and a proxy that answers for those names."""

import socket
import ssl
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from exchange import Request, words


def make_certificates(folder, names):
    """Returns the authority's file and a server context with one certificate for all names."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    ca, ca_key = folder / "ca.pem", folder / "ca.key"
    leaf, leaf_key = folder / "leaf.pem", folder / "leaf.key"
    extensions = folder / "leaf.ext"
    alternatives = ",".join(f"DNS:{name}" for name in names)
    extensions.write_text(
        f"subjectAltName={alternatives}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n"
    )
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-batch"]
    openssl("req", "-x509", *key, "-keyout", ca_key, "-out", ca, "-days", "30", "-subj", "/CN=Second portal CA")
    request = folder / "leaf.csr"
    openssl("req", "-new", *key, "-keyout", leaf_key, "-out", request, "-subj", "/CN=second portal")
    signing = ["-CA", ca, "-CAkey", ca_key, "-CAcreateserial", "-extfile", extensions]
    openssl("x509", "-req", "-in", request, "-out", leaf, "-days", "30", *signing)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(leaf, leaf_key)
    return ca, context


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


class Proxy(ThreadingHTTPServer):
    """Takes CONNECT for the names it answers for, and refuses every other."""

    daemon_threads = True

    def __init__(self, context, answers, control):
        """answers: host name with port as browsers send it → what answers there; control: for the tests."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.context = context
        self.answers = answers
        self.control = control

    def handle_error(self, request, client_address):
        """Browsers close connections whenever they like."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Kestrel"
    sys_version = ""
    tunnel = None

    def do_CONNECT(self):
        answer = self.server.answers(self.path)
        if answer is None:
            self.close_connection = True
            self.reply(words("no such host here", 502))
            return
        self.send_response_only(200, "Connection Established")
        self.end_headers()
        self.wfile.flush()
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.tunnel = answer
        self.close_connection = False

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        host = self.headers.get("Host", "")
        request = Request(self.command, host, self.path, self.headers, body)
        self.reply((self.tunnel or self.server.control)(request))

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_HEAD = answer

    def reply(self, reply):
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        bodiless = self.command == "HEAD" or reply.status in (204, 304)
        if reply.chunked and not bodiless:
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            self.send_chunks(reply.body)
            return
        if reply.status != 204:
            self.send_header("content-length", str(len(reply.body)))
        self.end_headers()
        if not bodiless:
            self.wfile.write(reply.body)

    def send_chunks(self, body):
        """In pieces that end anywhere, in the middle of a letter too."""
        for start in range(0, len(body), 1000):
            piece = body[start : start + 1000]
            self.wfile.write(b"%X\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def finish(self):
        if self.tunnel is None:
            super().finish()
            return
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.connection.close()

    def log_message(self, *_):
        """Nothing is written: the log would hold tokens."""
