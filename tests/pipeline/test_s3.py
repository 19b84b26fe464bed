"""Inputs and dataset on S3: a real server (moto's), spoken to over HTTP by s3fs as by anybody."""

from __future__ import annotations

import io
import json
import os
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.pipeline.one_form import write_documents
from tests.pipeline.test_cli import COMMAND
from tests.pipeline.watched import dataset

pytestmark = pytest.mark.slow

DOCUMENTS = 12
OUT = "s3://public/data/2024"


class Storage:
    """A server with the buckets ``offices`` and ``public``, and the command run against it."""

    def __init__(self, endpoint: str) -> None:
        import boto3

        keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing", "region_name": "us-east-1"}
        self._client: Any = boto3.client("s3", endpoint_url=endpoint, **keys)
        self._environment = os.environ | {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        for bucket in ("offices", "public"):
            self._client.create_bucket(Bucket=bucket)

    def put(self, bucket: str, key: str, content: bytes) -> None:
        self._client.put_object(Bucket=bucket, Key=key, Body=content)

    def get(self, bucket: str, key: str) -> bytes:
        content: bytes = self._client.get_object(Bucket=bucket, Key=key)["Body"].read()
        return content

    def keys(self, bucket: str) -> list[str]:
        return [found["Key"] for found in self._client.list_objects_v2(Bucket=bucket).get("Contents", [])]

    def dataset(self) -> dict[str, bytes]:
        keys = [key for key in self.keys("public") if ".gongbiao" not in key]
        return {key.rpartition("/")[2]: self.get("public", key) for key in keys}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [COMMAND, "run", *arguments, "--workers", "2"]
        return subprocess.run(command, capture_output=True, text=True, env=self._environment, timeout=120, check=False)


@pytest.fixture
def storage() -> Iterator[Storage]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        endpoint = "http://{}:{}".format(*server.get_host_and_port())
        with urlopen(Request(f"{endpoint}/moto-api/reset", method="POST")):  # one process has one memory of buckets
            yield Storage(endpoint)
    finally:
        server.stop()


def test_documents_on_s3_become_a_dataset_on_s3_that_is_that_of_the_same_files_here(
    storage: Storage, tmp_path: Path
) -> None:
    root = write_documents(tmp_path / "in", DOCUMENTS)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("00000.pdf", "00001.pdf"):
            archive.write(root / name, name)
            (root / name).unlink()
    (root / "forms.zip").write_bytes(buffer.getvalue())
    (root / "broken.pdf").write_bytes(b"text")
    for path in root.iterdir():
        storage.put("offices", f"in/{path.name}", path.read_bytes())

    ended = storage.run("s3://offices/in", "--out", OUT)
    assert ended.returncode == 1
    assert f"documents   {DOCUMENTS + 1} (1 failed, {DOCUMENTS} ok)" in ended.stderr
    assert f"open first  {OUT}/indicators.csv" in ended.stderr
    subprocess.run([COMMAND, "run", "in", "--out", "out"], cwd=tmp_path, stderr=subprocess.DEVNULL, check=False)
    remote, local = storage.dataset(), dataset(tmp_path / "out")
    assert remote["indicators.parquet"] == local["indicators.parquet"]
    assert remote["documents.csv"].replace(b"s3://offices/in/", b"in/") == local["documents.csv"]
    assert sorted(remote) == sorted(local)

    again = storage.run("s3://offices/in/*.*", "--out", OUT)
    assert f"known       {DOCUMENTS + 1} from an earlier run" in again.stderr
    assert storage.dataset() == remote
    storage.put("offices", "in/00005.pdf", b"changed")
    assert f"known       {DOCUMENTS} from an earlier run" in storage.run("s3://offices/in", "--out", OUT).stderr


def test_a_second_run_into_the_same_address_is_refused_as_long_as_the_first_lives(storage: Storage) -> None:
    storage.put("offices", "a.pdf", b"text")
    lease = "data/2024/.gongbiao/lease.json"

    def signed(seconds_ago: float) -> None:
        content = {"run": "x", "process": 7, "host": "elsewhere", "signed": time.time() - seconds_ago}
        storage.put("public", lease, json.dumps(content).encode())

    signed(20)
    refused = storage.run("s3://offices/a.pdf", "--out", OUT)
    assert refused.returncode == 2
    assert f"gongbiao: {OUT}: another run (process 7 on elsewhere) writes here" in refused.stderr
    signed(1000)
    assert storage.run("s3://offices/a.pdf", "--out", OUT).returncode == 1
    assert lease not in storage.keys("public")
    assert "data/2024/documents.csv" in storage.keys("public")


class _Refusal(BaseHTTPRequestHandler):
    """What S3 answers to keys that it does not know (Amazon S3 API reference, error responses)."""

    def do_GET(self) -> None:
        body = b"<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id does not exist.</Message></Error>"
        self.send_response(403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else body)

    do_HEAD = do_PUT = do_GET  # noqa: N815  # as http.server wants them

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def refusing() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Refusal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_storage_that_cannot_be_asked_costs_only_itself(refusing: str, tmp_path: Path) -> None:
    write_documents(tmp_path / "in", 1)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    plain |= {"AWS_DEFAULT_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1", "AWS_EC2_METADATA_DISABLED": "true"}
    keys = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y"}
    for given, reason in (
        (keys | {"AWS_ENDPOINT_URL": refusing}, "The AWS Access Key Id does not exist."),
        (keys | {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "Could not connect to the endpoint URL"),
        ({"AWS_ENDPOINT_URL": refusing, "HOME": str(tmp_path)}, "Unable to locate credentials"),
    ):
        run = partial(subprocess.run, capture_output=True, text=True, env=plain | given, cwd=tmp_path, check=False)
        ended = run([COMMAND, "run", "in", "s3://offices/in", "--out", "out"], timeout=120)
        assert ended.returncode == 1
        (problem,) = [line for line in ended.stderr.splitlines() if line.startswith("gongbiao: ")]
        assert problem.startswith("gongbiao: s3://offices/in: cannot be read: ")
        assert reason in problem
        assert "documents   1 (1 ok)" in ended.stderr
        refused = run([COMMAND, "run", "in", "--out", OUT], timeout=120)
        assert refused.returncode == 2
        (problem,) = refused.stderr.splitlines()
        assert problem.startswith(f"gongbiao: {OUT}: cannot write the dataset here: ")
        assert reason in problem


def test_what_is_not_there_is_said_in_one_line(storage: Storage) -> None:
    for address in ("s3://offices/nothing", "s3://offices/*.pdf", "s3://no-such-bucket/in"):
        ended = storage.run(address, "--out", OUT)
        assert ended.returncode == 2, ended.stderr
        assert ended.stderr.startswith(f"gongbiao: {address}: nothing"), ended.stderr
        assert len(ended.stderr.splitlines()) == 1
