"""The page as it is served: who may ask, what is closed, and that an open page costs next to nothing."""

import http.client
import socket

import pytest
from serving import copy_page, served

from serve import ours


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    with served(copy_page(folder / "page"), folder / "server.log") as running:
        yield running


@pytest.fixture(scope="module")
def port(server) -> int:
    return int(server.url.rsplit(":", 1)[1])


def handshake(port: int, host: str, origin: str) -> int:
    """The status that a websocket with this host and origin is answered with."""
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
        *([f"Origin: {origin}"] if origin else []),
        "",
        "",
    ]
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall("\r\n".join(lines).encode())
        return int(line.makefile("rb").readline().split()[1])


def get(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_the_page_answers_to_its_own_names_on_any_port(port, name):
    host = f"{name}:{port}"
    assert handshake(port, host, f"http://{host}") == 101
    assert get(port, "/", Host=host)[0] == get(port, "/", Host=host, Origin=f"http://{host}")[0] == 200


@pytest.mark.parametrize(
    "host, origin",
    [
        ("evil.example", "http://evil.example"),
        ("evil.example:{port}", "http://evil.example:{port}"),
        ("evil.example", ""),
        ("127.0.0.1.evil.example", ""),
        ("", ""),
        ("[", ""),
        ("127.0.0.1:{port}", "http://evil.example"),
        ("localhost:{port}", "http://localhost:1"),
        ("127.0.0.1:{port}", "null"),
        ("127.0.0.1:{port}", "https://share.streamlit.io"),
    ],
)
def test_another_name_and_a_page_of_another_site_are_refused(port, server, host, origin):
    host, origin = host.format(port=port), origin.format(port=port)
    assert handshake(port, host, origin) == 403
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/app/static/world.json"):
        status, _, body = get(port, path, Host=host, **({"Origin": origin} if origin else {}))
        assert (status, b"another site" in body) == (403, True), path
    assert "external IP" not in server.log.read_text(encoding="utf-8"), "refusing asks no other host"


def test_every_answer_may_be_framed_by_nobody_and_no_site_may_steer_the_page(port):
    for path in ("/", "/evidence", "/_stcore/health", "/app/static/world.json", "/_stcore/metrics", "/no.js"):
        _, headers, _ = get(port, path)
        assert headers["X-Frame-Options"] == "DENY", path
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'", path
        assert path.startswith("/app/static/") or headers["Access-Control-Allow-Origin"] is None, path
    assert b'"allowedOrigins":[]' in get(port, "/_stcore/host-config")[2]


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/%6detrics",
        "/_stcore/metrics?families=session_memory",
    ],
)
def test_metrics_are_closed(port, path):
    assert get(port, path, Accept="application/x-protobuf")[::2] == (404, b"Not found")


@pytest.mark.parametrize(
    "host, origin, hosts, origins, answered",
    [
        ("briefing.example", "https://briefing.example", ["briefing.example"], [], True),
        ("127.0.0.1:8501", "", ["briefing.example"], [], False),
        ("any", "", [], [], True),
        ("a.example:443", "https://a.example:443", ["*.example"], [], True),
        ("example", "", ["*.example"], [], False),
        ("inner", "https://briefing.example", ["inner"], ["https://briefing.example"], True),
        ("inner", "https://other.example", ["inner"], ["https://briefing.example"], False),
    ],
)
def test_who_serves_it_to_a_team_names_hosts_and_origins(host, origin, hosts, origins, answered, monkeypatch):
    options = {"server.allowedHosts": hosts, "server.corsAllowedOrigins": origins}
    monkeypatch.setattr("streamlit.get_option", options.__getitem__)
    assert ours(host, origin) is answered


LOOKS = 20


def test_a_look_at_the_disk_does_not_walk_all_memory(tmp_path):
    """By default Streamlit collects all garbage after every run, and an open page runs every two seconds."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.sync.client import connect

    app = copy_page(tmp_path / "page")
    with app.with_name("app.py").open("a", encoding="utf-8") as page:
        page.write("\nimport gc\nst.text(f\"full collections {gc.get_stats()[2]['collections']}\")\n")

    def run(line, **what) -> tuple[str, int]:
        """(id of the fragment that looks, full collections so far) after a run of the page or of that fragment."""
        asked, fragment, collected = BackMsg(), "", -1
        asked.rerun_script.query_string = ""
        for name, value in what.items():
            setattr(asked.rerun_script, name, value)
        line.send(asked.SerializeToString())
        while True:
            message = ForwardMsg.FromString(line.recv())
            if message.WhichOneof("type") == "auto_rerun":
                fragment = message.auto_rerun.fragment_id
            elif (text := message.delta.new_element.text.body).startswith("full collections"):
                collected = int(text.split()[-1])
            elif message.WhichOneof("type") == "script_finished":
                return fragment, collected

    with served(app, tmp_path / "server.log") as server:
        address = server.url.replace("http", "ws") + "/_stcore/stream"
        with connect(address, subprotocols=["streamlit"], max_size=None) as line:
            run(line)
            fragment, before = run(line)
            for _ in range(LOOKS):
                run(line, fragment_id=fragment, is_auto_rerun=True)
            after = run(line)[1]
    assert before >= 0 and fragment
    assert after - before < LOOKS / 2
