"""What goes wrong on the command line is told in a line that says what to do, and tells no more."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from corpora import individual_bytes
from lines import COOKIE, page
from screens import Round, person

from communique import cli
from communique.run.studio import title
from communique.run.studio_pull import pull
from communique.run.studio_push import push

pytestmark = pytest.mark.slow

SECRETS = ("Authorization", "Set-Cookie", "set-cookie", "sessionid", COOKIE, "headers")
WORDS = ("grey ferry", "Orsolya Venn met", "salt road opened")
"""Words of documents, which no message may hold."""


@dataclass(frozen=True)
class Done:
    """What a command printed, and how it ended."""

    code: int
    out: str
    said: str

    @property
    def line(self) -> str:
        """The one line that it failed with."""
        (found,) = self.said.strip().splitlines()
        return found


Run = Callable[..., Done]


@pytest.fixture
def run(here: Round, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command of `communique studio` on the corpus, with the server in the environment."""

    def done(*arguments: str, url: str | None = None, token: str | None = None) -> Done:
        monkeypatch.chdir(here.workspace.root)
        monkeypatch.setenv("LABEL_STUDIO_URL", here.studio.url if url is None else url)
        monkeypatch.setenv("LABEL_STUDIO_API_KEY", here.studio.token if token is None else token)
        monkeypatch.setattr("sys.argv", ["communique", "studio", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, said = capsys.readouterr()
        for secret in (*SECRETS, *WORDS, here.studio.token, token or here.studio.token):
            assert secret not in out + said
        return Done(int(ended.value.code or 0), out, said)

    return done


COMMANDS = [("push",), ("pull",), ("status",), ("annotator", "a9", "1")]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_token_is_told(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command, token="0" * 40)

    assert done.code == 3
    assert "does not accept the token (status 401)" in done.line
    assert "LABEL_STUDIO_API_KEY" in done.line


@pytest.mark.parametrize("token", ["no token", "a\nb", "eyJhbGciOiJIUzI1NiJ9.e30.x", "löwe"])
def test_what_is_no_token_is_told(run: Run, token: str) -> None:
    done = run("push", token=token)

    assert done.code in {2, 3}
    assert "token" in done.line


def test_an_address_where_nobody_answers_is_told(run: Run) -> None:
    done = run("push", url="http://127.0.0.1:9")

    assert done.code == 3
    assert "http://127.0.0.1:9 does not answer" in done.line
    assert "communique studio up" in done.line


@pytest.mark.parametrize("url", ["label.example.org", "http://", "http://[::1", "ftp://x", "/a b"])
def test_what_is_no_address_is_told(run: Run, url: str) -> None:
    done = run("push", url=url)

    assert done.code in {2, 3}
    assert "address" in done.line


@pytest.mark.parametrize("command", COMMANDS)
def test_an_address_that_answers_with_a_page_is_told(run: Run, command: tuple[str, ...]) -> None:
    with page() as url:
        done = run(*command, url=url)

    assert done.code == 3
    assert f"{url} answers unlike Label Studio" in done.line
    assert "check its address" in done.line
    assert "doctype" not in done.line


@pytest.mark.parametrize(
    ("given", "lacking"),
    [({"token": ""}, "LABEL_STUDIO_API_KEY is not"), ({"url": ""}, "LABEL_STUDIO_URL is not")],
)
def test_half_of_a_server_in_the_environment_is_told(
    run: Run, given: dict[str, str], lacking: str
) -> None:
    done = run("push", **given)

    assert done.code == 2
    assert lacking in done.line
    assert "set both, or neither" in done.line


MADE_BY_HAND = '<View><Text name="text" value="$text"/></View>'


@pytest.mark.parametrize("command", COMMANDS[:3])
def test_a_project_that_was_made_by_hand_is_left_alone(
    here: Round, run: Run, command: tuple[str, ...]
) -> None:
    body = {"title": title(here.workspace), "label_config": MADE_BY_HAND}
    here.owner.ask("POST", "/api/projects/", body)

    done = run(*command)

    assert done.code == 2
    assert "by hand" in done.line
    assert "give it another title" in done.line
    assert here.project["label_config"] == MADE_BY_HAND
    assert here.project["task_number"] == 0


def test_a_project_whose_screen_was_changed_by_hand_is_left_alone(here: Round, run: Run) -> None:
    push(here.workspace, here.client)
    screen = here.project["label_config"].replace("Cue", "Hint")
    here.owner.ask("PATCH", f"/api/projects/{here.project['id']}/", {"label_config": screen})

    assert (run("push").code, run("pull").code) == (2, 2)


@pytest.mark.parametrize("command", COMMANDS[:3])
def test_two_projects_of_one_title_are_told(
    here: Round, run: Run, command: tuple[str, ...]
) -> None:
    made = [
        here.owner.ask("POST", "/api/projects/", {"title": title(here.workspace)}) for _ in range(2)
    ]

    done = run(*command)

    assert done.code == 2
    assert all(str(one["id"]) in done.line for one in made)
    assert "give all but one another title" in done.line


@pytest.mark.parametrize("command", ["pull", "status"])
def test_a_server_without_the_project_is_told(run: Run, command: str) -> None:
    done = run(command)

    assert done.code == 2
    assert "communique studio push" in done.line


def test_a_code_that_another_has_is_told(here: Round, run: Run) -> None:
    done = run("annotator", here.ana.code, str(here.bo.account))

    assert done.code == 2
    assert f"account {here.ana.account} has the code {here.ana.code} already" in done.line


def test_an_account_that_is_not_there_is_told(here: Round, run: Run) -> None:
    done = run("annotator", "a9", "99999")

    assert done.code == 2
    assert "has no account 99999" in done.line
    assert here.ana.email not in done.said


def test_a_task_that_was_deleted_is_pushed_again_and_its_work_stays_here(
    here: Round, run: Run
) -> None:
    push(here.workspace, here.client)
    task = here.task("made-a")
    here.ana.screen.accept(task)
    pull(here.workspace, here.client)
    before = individual_bytes(here.workspace)
    here.owner.ask("DELETE", f"/api/tasks/{task['id']}/")

    pushed, pulled = run("push"), run("pull", "--all")

    assert pushed.code == 0
    assert "1 new" in pushed.line
    assert pulled.code == 0
    assert f"the work of {here.ana.code} on made-a is not on the server; it stays" in pulled.said
    assert individual_bytes(here.workspace) == before


def test_work_is_put_back_on_the_command_line(here: Round, run: Run) -> None:
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-a"))
    pull(here.workspace, here.client)
    here.owner.ask("DELETE", f"/api/tasks/{here.task('made-a')['id']}/")

    first, second = run("push", "--individual"), run("push", "--individual")

    assert (first.code, second.code) == (0, 0)
    assert "1 annotations submitted, 0 stood" in first.said
    assert "0 annotations submitted, 1 stood" in second.said


def test_what_cannot_be_taken_is_an_issue_on_stdout(here: Round, run: Run) -> None:
    push(here.workspace, here.client)
    here.ana.screen.submit(here.task("made-a")["id"], [{"type": "relation", "from_id": "x"}])

    done = run("pull")

    assert done.code == 1
    assert re.search(r"data\?task=\d+: relation-dangling: ", done.out)
    assert "1 issues" in done.said


def test_an_annotation_of_nonsense_is_an_issue(here: Round, run: Run) -> None:
    push(here.workspace, here.client)
    nonsense = [{"type": "labels", "id": 7, "value": {"start": "x", "labels": "GPE"}}]
    here.ana.screen.submit(here.task("made-a")["id"], nonsense)

    done = run("pull")

    assert done.code == 1
    assert "result-unreadable" in done.out


def test_a_new_annotator_gets_a_login_once(here: Round, run: Run) -> None:
    email, code = f"n{here.ana.account}x@example.org", f"n{here.ana.account}x"

    first, second = run("annotator", code, email), run("annotator", code, email)

    assert (first.code, second.code) == (0, 0)
    assert re.fullmatch(
        rf"address   {here.studio.url}\ne-mail    {email}\npassword  \S+\n", first.out
    )
    assert second.out == ""


def test_status_names_nobody_but_by_code(here: Round, run: Run) -> None:
    push(here.workspace, here.client)
    someone = person(here.studio, here.client)

    done = run("status", "--json")

    assert done.code == 0
    assert someone.code in done.out
    assert "@" not in done.out
