"""A new annotator's account, by the invitation that the server's owner has: sign-up is closed.

`POST /api/users` makes an account that belongs to no organisation and sees no project; the form
that an invited person fills in makes one that works.
"""

import time
import urllib.parse

import httpx

from communique.tools.label_studio.place import StudioError, StudioUsageError

TIMEOUT_S = 60
WAITS_S = (0.5, 1, 2, 4)
"""A server whose database is locked fails at once; of other requests it takes care itself."""


def sign_up(invitation: str, email: str, password: str) -> None:
    """Fill in the form of an invitation for somebody.

    Raises:
        StudioUsageError: the server takes no such address or password.
        StudioError: it does not answer, or fails.
    """
    parts = urllib.parse.urlsplit(invitation)
    base = f"{parts.scheme}://{parts.netloc}"
    form = {"email": email, "password": password}
    try:
        done = _filled_in(invitation, form)
        for wait_s in WAITS_S:
            if not done.is_server_error:
                break
            time.sleep(wait_s)
            done = _filled_in(invitation, form)
    except httpx.HTTPError as error:
        message = f"{base} does not answer ({type(error).__name__}); is it running?"
        raise StudioError(message) from None
    if done.is_server_error:
        message = f"{base} failed to make an account (status {done.status_code})"
        raise StudioError(f"{message}; look at the server's log, then run again")
    if done.is_error or "signup" in done.url.path:
        raise StudioUsageError(
            f"{base} makes no account for {email}; is the address right and new?"
        )


def _filled_in(invitation: str, form: dict[str, str]) -> httpx.Response:
    with httpx.Client(timeout=TIMEOUT_S, follow_redirects=True, trust_env=False) as browser:
        browser.get(invitation)
        sent = {**form, "csrfmiddlewaretoken": browser.cookies.get("csrftoken", "")}
        return browser.post(invitation, data=sent, headers={"Referer": invitation})
