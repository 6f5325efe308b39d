"""The app under test as its settings page would show it: scopes, events, commands and secrets, best read from its manifest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .scopes import ALL_BOT_SCOPES, EVENT_SCOPES

_USUAL_EVENTS = frozenset(
    {"app_mention", "message.channels", "message.groups", "message.im"}
    | {"app_home_opened", "app_uninstalled", "function_executed", "tokens_revoked"}
)


@dataclass(frozen=True, slots=True)
class AppSettings:
    """What Slack knows of the app. `commands`, `shortcuts` and `functions` of None mean that any is taken as registered."""

    name: str = "sendbot"
    scopes: frozenset[str] = ALL_BOT_SCOPES
    events: frozenset[str] = _USUAL_EVENTS
    commands: Mapping[str, bool] | None = None
    shortcuts: frozenset[str] | None = None
    functions: Mapping[str, Any] | None = None
    home_tab: bool = True
    messages_tab: bool = True
    agent_view: bool = False
    token_rotation: bool = False
    app_id: str = "A0SENDBOT1"
    signing_secret: str = field(default="8f742231b10e8888abcd99yyyzzz85a5", repr=False)
    client_id: str = "11111.22222"
    client_secret: str = field(default="a-client-secret", repr=False)
    app_token: str = field(default="xapp-1-A0SENDBOT1-1-stand-in", repr=False)

    @classmethod
    def of(cls, app: "AppSettings | Mapping[str, Any] | None") -> "AppSettings":
        """Settings as they are, from a manifest, or the usual ones."""
        if app is None:
            return cls()
        return app if isinstance(app, AppSettings) else cls.from_manifest(app)

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> "AppSettings":
        """The settings that an app manifest gives; nothing it does not ask for is granted."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        home = features.get("app_home", {})
        return cls(
            name=manifest.get("display_information", {}).get("name", "app"),
            scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            commands={entry["command"]: bool(entry.get("should_escape")) for entry in features.get("slash_commands", ())},
            shortcuts=frozenset(entry["callback_id"] for entry in features.get("shortcuts", ())),
            functions=dict(manifest.get("functions", {})),
            home_tab=bool(home.get("home_tab_enabled")),
            messages_tab=bool(home.get("messages_tab_enabled", True)) and not home.get("messages_tab_read_only_enabled"),
            agent_view="agent_view" in features,
            token_rotation=bool(settings.get("token_rotation_enabled")),
        )

    def faults(self) -> list[str]:
        """What Slack would not save: events whose scope is not asked for."""
        wanting = ((event, EVENT_SCOPES.get(event)) for event in sorted(self.events))
        return [f"the event {event} needs the scope {scope}" for event, scope in wanting if scope and scope not in self.scopes]
