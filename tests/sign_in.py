"""The secrets of a team's edition that runs in a test, with one service to sign in by."""

from __future__ import annotations

from collections.abc import Mapping

SECRET = "0123456789abcdef" * 4
SECRETS = """
[auth]
redirect_uri = "{home}/oauth2callback"
cookie_secret = "{secret}"
[auth.nhs]
client_id = "dashboard"
client_secret = "a-secret-of-this-test-alone"
server_metadata_url = "{service}/.well-known/openid-configuration"
{client}
[people.nhs]
claim = "roles"
has_userinfo = {has_userinfo}
[people.nhs.roles]
{roles}
"""


def secrets(
    home: str,
    service: str,
    roles: Mapping[str, str],
    *,
    has_userinfo: bool = False,
    client: str = "",
) -> str:
    """What stands in secrets.toml.

    home: the app's address. service: of who signs people in. roles: the service's word for each of
    ours. client: more lines of the section about the service.
    """
    return SECRETS.format(
        home=home,
        secret=SECRET,
        service=service,
        client=client,
        has_userinfo=str(has_userinfo).lower(),
        roles="\n".join(f'"{theirs}" = "{ours}"' for theirs, ours in roles.items()),
    )
