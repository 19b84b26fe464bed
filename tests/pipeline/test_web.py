"""Documents on web servers that refuse, redirect, lie about lengths, or say nothing: each costs only itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import gongbiao
from gongbiao.pipeline.errors import ExitCode, NothingToReadError
from tests.pipeline.one_form import write_documents

STATUSES = {"401.pdf": 401, "403.pdf": 403, "410.pdf": 410, "500.pdf": 500, "503.pdf": 503}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    form = b""
    closing: threading.Event

    def handle_error(self, request: object, client_address: object) -> None:
        """Leave standard error alone where a client hangs up."""


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_HEAD(self) -> None:
        self._answer(self.path.removeprefix("/"))

    do_GET = do_HEAD  # noqa: N815  # as http.server wants it

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, name: str) -> None:
        form = self.server.form + name.encode()
        match name:
            case "good.pdf" | "%E7%9B%AE%E6%A0%87.pdf" | "download?id=1&name=a":
                self._send(200, form)
            case "moved.pdf":
                self._send(302, location="/good.pdf")
            case "loop.pdf":
                self._send(302, location="/loop.pdf")
            case "login.pdf":
                self._send(200, b"<html><title>login</title></html>")
            case "cut.pdf":
                self._send(200, form, length=len(form) + 5000)
            case "without-head.pdf":
                self._send(*((405,) if self.command == "HEAD" else (200, form)))
            case "without-length.pdf":
                self._send(200, form, length=None)
            case "silent.pdf":
                self.server.closing.wait(60)
            case "stalls.pdf":
                self._send(200, form[:2000] if self.command == "GET" else b"", length=len(form))
                self.server.closing.wait(60)
            case _:
                self._send(STATUSES.get(name, 404), b"an explanation in HTML")

    def _send(self, status: int, body: bytes = b"", *, length: int | None = -1, location: str | None = None) -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length == -1 else length))
        if length != -1:
            self.close_connection = True
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
            self.wfile.flush()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    (path,) = write_documents(tmp_path / "site", 1).iterdir()
    server = _Server(("127.0.0.1", 0), _Answers)
    server.form, server.closing = path.read_bytes() + b"\n%", threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


def errors_of(out: Path, site: str) -> dict[str, str | None]:
    rows = pq.read_table(out / "documents.parquet").to_pylist()
    return {row["source"].removeprefix(f"{site}/"): row["error"] for row in rows}


def test_what_a_server_does_is_said_and_the_others_are_read(site: str, tmp_path: Path) -> None:
    good = ["good.pdf", "moved.pdf", "without-head.pdf", "without-length.pdf", "download?id=1&name=a", "目标.pdf"]
    bad = ["401.pdf", "403.pdf", "500.pdf", "503.pdf", "loop.pdf", "login.pdf", "cut.pdf"]
    gone = ["missing.pdf", "410.pdf"]
    summary = gongbiao.run([f"{site}/{name}" for name in (*good, *bad, *gone)], tmp_path / "out")
    assert summary.exit_code is ExitCode.FAILED
    assert sorted(summary.problems) == [f"{site}/{name}: nothing is there; check the address" for name in sorted(gone)]
    errors = errors_of(tmp_path / "out", site)
    assert sorted(errors) == sorted((*good, *bad))
    assert [errors[name] for name in good] == [None] * len(good)
    assert [errors[name] for name in bad] == [
        "cannot be read: the server answers 401 Unauthorized",
        "cannot be read: the server answers 403 Forbidden",
        "cannot be read: the server answers 500 Internal Server Error",
        "cannot be read: the server answers 503 Service Unavailable",
        "cannot be read: the server redirects again and again; open the address in a browser and save the file",
        "is a web page; open it in a browser and save the document that it leads to",
        "cannot be read: the download broke off; try again later",
    ]


def test_nobody_waits_for_a_server_that_says_nothing(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongbiao.pipeline.storages.HEARD_WITHIN", 0.5)
    began = time.monotonic()
    gongbiao.run([f"{site}/silent.pdf", f"{site}/stalls.pdf", f"{site}/good.pdf"], tmp_path / "out", timeout=3)
    assert time.monotonic() - began < 30
    assert errors_of(tmp_path / "out", site) == {
        "good.pdf": None,
        "silent.pdf": "cannot be read: the server does not answer; try again later",
        "stalls.pdf": "took longer than 3 s",
    }


def test_a_server_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    gongbiao.run(["http://127.0.0.1:1/a.pdf", "http://nowhere.invalid/a.pdf"], tmp_path / "out")
    for error in errors_of(tmp_path / "out", "").values():
        assert error is not None
        assert error.startswith("cannot be read: the server cannot be reached: Cannot connect to host ")


def test_an_address_with_nothing_behind_it_is_nothing_to_read(site: str, tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="nothing is there; check the address"):
        gongbiao.run([f"{site}/missing.pdf"], tmp_path / "out")
