"""The annotation server starts once, is waited for, and leaves nothing behind."""

import os
import signal
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import msgspec
import pytest
from studios import SERVER, fake_uv, free_port, living, quietly

from communique import cli
from communique.tools.label_studio import ports, program, server
from communique.tools.label_studio.place import (
    StudioError,
    StudioUsageError,
    login_file,
    read_login,
    write_login,
)
from communique.tools.label_studio.server import connection, start, stop

DYING = "import sys\nprint('no such table: users\\n', file=sys.stderr)\nsys.exit(1)\n"
STUBBORN = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVER
MUTE = "import time\ntime.sleep(60)\n"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose server ends with the test."""
    folder = tmp_path / "studio"
    yield folder
    stop(folder, patience_s=1)


@pytest.fixture
def stranger() -> Iterator[int]:
    """The port of a server that is not ours."""

    class Stranger(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"email": "stranger@example.org"}')

    other = HTTPServer(("127.0.0.1", 0), Stranger)
    threading.Thread(target=other.serve_forever, args=(0.01,), daemon=True).start()
    yield other.server_port
    other.shutdown()
    other.server_close()


def test_a_server_starts_once_and_ends_whole(data: Path, tmp_path: Path) -> None:
    uv, port, said = fake_uv(tmp_path), free_port(), list[str]()

    first = start(data, uv, port, said.append)
    second = start(data, uv, None, quietly)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.login == second.login == read_login(data)
    assert said == [
        f"studio: waiting for http://127.0.0.1:{port} (the first start takes a minute or two)"
    ]
    assert connection(data, {}).url == first.login.url
    assert connection(data, {}).api_key == first.login.token
    assert len(living(first.login.pid or 0)) == 2
    assert stop(data)
    assert living(first.login.pid or 0) == []
    assert not stop(data)


def test_the_folder_and_its_files_are_their_owners_alone(data: Path, tmp_path: Path) -> None:
    start(data, fake_uv(tmp_path), free_port(), quietly)

    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE(login_file(data).stat().st_mode) == 0o600


def test_two_who_start_it_at_once_get_one_server(data: Path, tmp_path: Path) -> None:
    uv, port = fake_uv(tmp_path), free_port()

    with ThreadPoolExecutor() as pool:
        both = list(pool.map(lambda _: start(data, uv, port, quietly), range(2)))

    assert sorted(one.is_new for one in both) == [False, True]
    assert both[0].login == both[1].login


def test_a_server_comes_back_where_it_was(data: Path, tmp_path: Path) -> None:
    uv, port = fake_uv(tmp_path), free_port()
    before = start(data, uv, port, quietly).login
    stop(data)

    after = start(data, uv, None, quietly).login

    assert (before.url, before.password) == (after.url, after.password)


def test_a_server_that_runs_does_not_move(data: Path, tmp_path: Path) -> None:
    uv, port = fake_uv(tmp_path), free_port()
    start(data, uv, port, quietly)

    with pytest.raises(StudioUsageError, match=f"it runs at http://127.0.0.1:{port}; .* down"):
        start(data, uv, free_port(), quietly)


def test_a_server_that_does_not_heed_the_signal_is_killed(data: Path, tmp_path: Path) -> None:
    login = start(data, fake_uv(tmp_path, STUBBORN), free_port(), quietly).login

    assert stop(data, patience_s=0.3)
    assert living(login.pid or 0) == []


def test_a_server_whose_leader_was_killed_is_found_and_ended(data: Path, tmp_path: Path) -> None:
    leader = start(data, fake_uv(tmp_path), free_port(), quietly).login.pid or 0
    os.kill(leader, signal.SIGKILL)

    assert not start(data, fake_uv(tmp_path), None, quietly).is_new
    assert stop(data)
    assert living(leader) == []


def test_the_last_line_of_a_server_that_died_is_told(data: Path, tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught:
        start(data, fake_uv(tmp_path, DYING), free_port(), quietly)

    assert str(caught.value) == f"the server ended: no such table: users ({data / 'server.log'})"


def test_nobody_waits_for_ever_and_nothing_is_left(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "START_S", 0.3)

    with pytest.raises(StudioError, match=r"did not answer in 0 s; see .*server\.log"):
        start(data, fake_uv(tmp_path, MUTE), free_port(), quietly)

    assert living(read_login(data).pid or 0) == []


def test_who_waits_too_long_for_another_is_told(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "START_S", 0.1)
    data.mkdir()

    with (
        server._alone(data),  # noqa: SLF001
        ThreadPoolExecutor() as pool,
        pytest.raises(StudioError, match="another `communique studio` has long been at"),
    ):
        pool.submit(start, data, fake_uv(tmp_path), None, quietly).result()


def test_what_cannot_be_installed_is_said_with_a_way_out(data: Path, tmp_path: Path) -> None:
    said = list[str]()

    with pytest.raises(StudioError, match=r"installed: error: there is no network .*LABEL_STUDIO"):
        start(data, fake_uv(tmp_path, is_installed=False), free_port(), said.append)

    assert said == ["studio: installing Label Studio 1.23.2 (about 800 MB, once)"]


def test_without_uv_the_error_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match=r'pip install "communique\[studio\]"'):
        program.find_uv(str(tmp_path))


def test_little_of_our_environment_reaches_the_server(tmp_path: Path) -> None:
    outside = {
        **dict.fromkeys(["PATH", "HOME", "LC_ALL", "UV_CACHE_DIR", "https_proxy"], "x"),
        **dict.fromkeys(["VIRTUAL_ENV", "PYTHONPATH", "HOST", "DEBUG", "CI", "LABEL_STUDIO_X"], ""),
    }

    env = program.environment(read_login(tmp_path), tmp_path, outside)

    assert {name for name, value in env.items() if value == "x"} == {
        "PATH", "HOME", "LC_ALL", "UV_CACHE_DIR", "https_proxy",
    }  # fmt: skip
    assert (
        env.keys() & {"VIRTUAL_ENV", "PYTHONPATH", "HOST", "DEBUG", "CI", "LABEL_STUDIO_X"} == set()
    )
    assert env["LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK"] == "1"
    assert env["COLLECT_ANALYTICS"] == "0"
    assert env["SENTRY_DSN"] == env["FRONTEND_SENTRY_DSN"] == ""


def test_a_busy_port_is_passed_over_unless_it_was_asked_for(stranger: int) -> None:
    assert ports.chosen_port(None, stranger) != stranger
    with pytest.raises(StudioUsageError, match=f"port {stranger} is busy; leave out --port"):
        ports.chosen_port(stranger, 0)


def test_a_stranger_is_not_taken_for_the_server(stranger: int, tmp_path: Path) -> None:
    login = msgspec.structs.replace(read_login(tmp_path), port=stranger, url="http://here")

    with pytest.raises(StudioError, match="who answers at http://here does not know the login"):
        ports.is_answering(login)


def test_a_recorded_process_that_is_no_server_is_left_alone(data: Path) -> None:
    data.mkdir()
    write_login(data, msgspec.structs.replace(read_login(data), pid=os.getpgid(0)))

    assert not stop(data)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> object:
    monkeypatch.setattr("sys.argv", ["communique", "studio", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def test_up_prints_where_and_how_to_log_in_and_no_token(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("communique.cli.studio.find_uv", lambda: fake_uv(tmp_path))

    codes = [
        run(monkeypatch, "up", "--data", data, "--port", str(free_port())),
        run(monkeypatch, "down", "--data", data),
    ]

    printed, login = capsys.readouterr(), read_login(data)
    assert codes == [0, 0]
    assert printed.out.splitlines() == [
        f"address   {login.url}",
        f"e-mail    {login.email}",
        f"password  {login.password}",
        f"data      {data}",
    ]
    assert login.token not in printed.out + printed.err
    assert printed.err.splitlines()[-1] == f"studio: stopped the server of {data}"


def test_up_prints_one_object_for_programs(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("communique.cli.studio.find_uv", lambda: fake_uv(tmp_path))
    monkeypatch.setenv("LABEL_STUDIO_URL", "http://elsewhere")

    run(monkeypatch, "up", "--data", data, "--json", "--port", str(free_port()))

    printed = capsys.readouterr()
    assert list(msgspec.json.decode(printed.out)) == ["url", "email", "password", "data"]
    assert "LABEL_STUDIO_URL is set: the other commands use the server there" in printed.err


def test_a_busy_port_is_wrong_usage_said_in_one_line(
    data: Path,
    stranger: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("communique.cli.studio.find_uv", lambda: "uv")

    assert run(monkeypatch, "up", "--data", data, "--port", str(stranger)) == 2
    assert capsys.readouterr().err == (
        f"communique: port {stranger} is busy; leave out --port to get a free one\n"
    )


def test_without_uv_something_outside_failed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("communique.cli.studio.find_uv", lambda: program.find_uv(""))

    assert run(monkeypatch, "up", "--data", data) == 3
    assert capsys.readouterr().err.startswith("communique: no uv, which installs Label Studio")
