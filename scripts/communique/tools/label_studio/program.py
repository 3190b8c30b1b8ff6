"""The program of the annotation server: a tool with an environment of its own, made by uv.

Label Studio cannot live in this project's environment (it wants other versions of the same
libraries), so nothing of this environment is let through to it.
"""

import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path

from communique.tools.label_studio.place import API_KEY, URL, InstallError, Login

VERSION = "1.23.2"
PYTHON = ">=3.10,<3.14"
"""Tried on 3.11 and 3.13; a newer Python may lack wheels, so uv is to look for another."""

SEARCHED = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
"""Where uv may be: beside this Python, where the extra `studio` puts it, or on the path."""

LET_THROUGH = re.compile(
    "PATH|HOME|USER|LOGNAME|TMPDIR|XDG_(CACHE|CONFIG|DATA)_HOME|TZ|LANG|LANGUAGE|LC_.*|UV_.*|"
    "(HTTP|HTTPS|ALL|NO)_PROXY|(http|https|all|no)_proxy|"
    "SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE"
)
"""The variables of our environment that the server or uv may need."""

SETTINGS = {
    "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "1",  # or the token below is refused
    "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "1",
    "COLLECT_ANALYTICS": "0",
    "SENTRY_DSN": "",
    "FRONTEND_SENTRY_DSN": "",
    "LATEST_VERSION_CHECK": "0",
    "fflag_feat_utc_210_prediction_validation_15082025": "1",  # a wrong prediction is refused
    "PYTHONUNBUFFERED": "1",  # so that the log has the last line of a server that died
}
"""Closed to strangers, silent to its makers. By default it is neither."""

Say = Callable[[str], None]


def find_uv(path: str = SEARCHED) -> str:
    """The uv program in the folders of `path`.

    Raises:
        InstallError: it is in none of them.
    """
    if found := shutil.which("uv", path=path):
        return found
    raise InstallError(
        'no uv, which installs Label Studio: `pip install "communique[studio]"`, '
        f"or set {URL} and {API_KEY} to use a server that runs elsewhere"
    )


def environment(
    login: Login, data: Path, environ: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """All variables of the server: its settings, the login, and the few it needs from outside.

    Label Studio reads settings by such common names as HOST, DEBUG and CI: what is not known to
    be needed stays outside.
    """
    outside = {name: value for name, value in environ.items() if LET_THROUGH.fullmatch(name)}
    return {
        **outside,
        **SETTINGS,
        "LABEL_STUDIO_BASE_DATA_DIR": str(data),
        "LABEL_STUDIO_USERNAME": login.email,
        "LABEL_STUDIO_PASSWORD": login.password,
        "LABEL_STUDIO_USER_TOKEN": login.token,
    }


def command(uv: str, port: int) -> list[str]:
    """The command that serves at `port` of the loopback address with what is installed."""
    address = ["--internal-host", "127.0.0.1", "--port", str(port)]
    return [*_run(uv, "--offline"), "label-studio", "start", "--no-browser", *address]


def install(uv: str, env: Mapping[str, str], log: Path, say: Say) -> None:
    """See to it that the program is installed, and go to the network only if it is not.

    So a server starts without a network, and does not change by itself: uv would else look for
    newer versions of the libraries that Label Studio uses.

    Raises:
        InstallError: it cannot be installed.
    """
    if _is_done([*_run(uv, "--offline"), "python", "-c", ""], env, log):
        return
    say(f"studio: installing Label Studio {VERSION} (about 800 MB, once)")
    if not _is_done([*_run(uv), "python", "-c", ""], env, log):
        raise InstallError(
            f"Label Studio {VERSION} cannot be installed: {last_line(log)} ({log}); "
            f"is there a network? Or set {URL} and {API_KEY}"
        )


def last_line(log: Path) -> str:
    """The last line of a log that says something; empty if none does."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 4096))
        lines = file.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _run(uv: str, *options: str) -> list[str]:
    return [uv, "tool", "run", *options, "--python", PYTHON, "--from", f"label-studio=={VERSION}"]


def _is_done(arguments: list[str], env: Mapping[str, str], log: Path) -> bool:
    with log.open("wb") as file:
        done = subprocess.run(  # noqa: S603
            arguments,
            env=env,
            cwd=log.parent,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            check=False,
        )
    return done.returncode == 0
