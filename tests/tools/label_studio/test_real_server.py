"""What the real annotation server does with our settings."""

import secrets
import shutil
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from studios import Browser, Studio, api, free_port, living, quietly, studio

from communique.tools.label_studio.place import database, login_file
from communique.tools.label_studio.ports import is_free
from communique.tools.label_studio.server import connection, start, stop

pytestmark = pytest.mark.slow


@pytest.fixture
def data(tmp_path: Path, studio_template: Path) -> Iterator[Path]:
    """A data folder of its own, with a database, whose server ends with the test."""
    folder = tmp_path / "studio"
    shutil.copytree(studio_template, folder)
    yield folder
    stop(folder)


def emails(there: Studio) -> list[str]:
    return [user["email"] for user in api(there, "/api/users")[1]]


def test_the_data_of_a_real_server_is_its_owners_alone(studio_template: Path) -> None:
    files = [database(studio_template), login_file(studio_template), studio_template]

    assert [oct(stat.S_IMODE(file.stat().st_mode) & 0o077) for file in files] == ["0o0"] * 3


def test_a_real_server_comes_back_in_seconds_and_leaves_no_process(data: Path, uv: str) -> None:
    first = start(data, uv, free_port(), quietly)
    second = start(data, uv, None, quietly)

    assert (first.is_new, second.is_new) == (True, False)
    assert api(studio(data, first.login), "/api/projects")[1]["count"] == 0
    assert stop(data)
    assert living(first.login.pid or 0) == []


def test_a_real_server_listens_on_loopback_alone(label_studio: Studio) -> None:
    port = int(label_studio.url.rpartition(":")[2])

    assert not is_free(port)
    with socket.socket() as caller:  # who listens everywhere listens here too, on Linux
        assert caller.connect_ex(("127.0.0.2", port)) != 0


def test_the_printed_login_opens_a_real_server_and_nobody_signs_up(label_studio: Studio) -> None:
    browser = Browser(label_studio.url)
    landed = browser.send_form(
        "/user/login/", email=label_studio.email, password=label_studio.password
    )
    stranger = Browser(label_studio.url)
    with pytest.raises(HTTPError, match="403"):
        stranger.send_form("/user/signup/", email="x@example.org", password=secrets.token_hex())

    assert landed != "/user/login/"
    assert label_studio.email in emails(label_studio)
    assert "x@example.org" not in emails(label_studio)


def test_who_has_the_link_of_the_owner_signs_up(label_studio: Studio) -> None:
    link = api(label_studio, "/api/invite")[1]["invite_url"]
    invited = Browser(label_studio.url)

    invited.send_form(link, email="tarn@example.org", password=secrets.token_hex())

    assert "tarn@example.org" in emails(label_studio)


def test_a_real_server_takes_either_kind_of_token(data: Path, uv: str) -> None:
    sdk = pytest.importorskip("label_studio_sdk")
    login = start(data, uv, free_port(), quietly).login
    browser = Browser(login.url)  # a server of its own: a user makes one such token, once
    browser.send_form("/user/login/", email=login.email, password=login.password)
    tokens = [login.token, browser.post("/api/token/")["token"]]

    for token in tokens:
        there = connection(data, {"LABEL_STUDIO_URL": login.url, "LABEL_STUDIO_API_KEY": token})
        client = sdk.LabelStudio(base_url=there.url, api_key=there.api_key)

        assert client.users.whoami().email == login.email


def test_a_real_server_refuses_a_wrong_prediction(label_studio: Studio) -> None:
    config = (
        '<View><Labels name="label" toName="text"><Label value="PERSON"/></Labels>'
        '<Text name="text" value="$text"/></View>'
    )
    project = {"title": "Refusal", "label_config": config}
    path = f"/api/projects/{api(label_studio, '/api/projects', project)[1]['id']}/import"

    def status(label: str) -> int:
        value = {"start": 0, "end": 4, "text": "Orla", "labels": [label]}
        region = {"from_name": "label", "to_name": "text", "type": "labels", "value": value}
        task = {"data": {"text": "Orla Venn"}, "predictions": [{"result": [region]}]}
        return api(label_studio, path, [task])[0]

    assert (status("PERSON"), status("NOBODY")) == (201, 400)
