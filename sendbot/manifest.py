"""What the app's manifest asks for: the single truth on scopes."""

import json

from sendbot.settings import ROOT

PATH = ROOT / "manifest.json"


def bot_scopes() -> tuple[str, ...]:
    """The scopes the bot asks for."""
    manifest = json.loads(PATH.read_text(encoding="utf-8"))
    return tuple(manifest["oauth_config"]["scopes"]["bot"])
