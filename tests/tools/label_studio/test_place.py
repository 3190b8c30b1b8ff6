"""Where the annotation server keeps its data, who may look, and which server is meant."""

import stat
from pathlib import Path

import pytest

from communique.tools.label_studio.place import (
    API_KEY,
    URL,
    StudioError,
    StudioUsageError,
    data_folder,
    database,
    given_connection,
    login_file,
    read_login,
    write_login,
)
from communique.tools.label_studio.server import connection

HERE = {URL: "http://127.0.0.1:1/", API_KEY: "0" * 40}


def test_each_corpus_has_a_data_folder_outside_the_checkout(tmp_path: Path) -> None:
    expected = tmp_path / "communique" / "ours" / "studio"

    assert expected == data_folder("ours", {"XDG_DATA_HOME": str(tmp_path)})


@pytest.mark.parametrize("environ", [{}, {"XDG_DATA_HOME": ""}, {"XDG_DATA_HOME": "data"}])
def test_without_an_absolute_xdg_folder_the_usual_one_is_taken(environ: dict[str, str]) -> None:
    expected = Path.home() / ".local" / "share" / "communique" / "ours" / "studio"

    assert expected == data_folder("ours", environ)


def test_a_login_is_its_owners_alone_and_reads_as_it_was_written(tmp_path: Path) -> None:
    login = read_login(tmp_path)
    write_login(tmp_path, login)

    assert login == read_login(tmp_path)
    assert stat.S_IMODE(login_file(tmp_path).stat().st_mode) == 0o600


def test_no_two_folders_have_the_same_secrets(tmp_path: Path) -> None:
    one, other = read_login(tmp_path), read_login(tmp_path)

    assert len({one.password, other.password, one.token, other.token}) == 4
    assert len(one.token) == 40


def test_a_login_does_not_show_its_secrets(tmp_path: Path) -> None:
    login = read_login(tmp_path)

    assert login.password not in repr(login)
    assert login.token not in repr(login)


def test_a_login_that_is_lost_or_broken_is_never_replaced(tmp_path: Path) -> None:
    database(tmp_path).touch()
    with pytest.raises(StudioError, match=r"login\.json is absent beside a database; put it back"):
        read_login(tmp_path)

    login_file(tmp_path).write_text("{", "utf-8")
    with pytest.raises(StudioError, match=r"login\.json: .*; put it back from a copy"):
        read_login(tmp_path)


def test_the_server_that_the_environment_names_comes_first(tmp_path: Path) -> None:
    found = connection(tmp_path, HERE)

    assert found.url == "http://127.0.0.1:1"
    assert found.api_key == "0" * 40
    assert found.api_key not in repr(found)


@pytest.mark.parametrize(("there", "lacking"), [(URL, API_KEY), (API_KEY, URL)])
def test_half_a_server_is_wrong_usage(there: str, lacking: str) -> None:
    with pytest.raises(StudioUsageError, match=f"{there} is set and {lacking} is not; set both"):
        given_connection({there: HERE[there], lacking: ""})


def test_where_no_server_runs_the_error_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="no server: `communique studio up`, or set LABEL_STUDIO"):
        connection(tmp_path / "none", {})
