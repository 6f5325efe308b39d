"""Which scope each Web API method and each event needs, so that a call the manifest does not allow is refused."""

from collections.abc import Mapping
from types import MappingProxyType

# Methods whose scope depends on the kind of conversation name the right they need; `conversation_scope` completes it.
_READ, _HISTORY = "read", "history"

METHOD_SCOPES: Mapping[str, str | None] = MappingProxyType(
    {
        "api.test": None,
        "auth.test": None,
        "auth.revoke": None,
        "oauth.v2.access": None,
        "apps.connections.open": "connections:write",
        "assistant.threads.setStatus": "assistant:write",
        "assistant.threads.setSuggestedPrompts": "assistant:write",
        "chat.delete": "chat:write",
        "chat.getPermalink": None,
        "chat.postEphemeral": "chat:write",
        "chat.postMessage": "chat:write",
        "chat.update": "chat:write",
        "conversations.history": _HISTORY,
        "conversations.info": _READ,
        "conversations.join": "channels:join",
        "conversations.list": "channels:read",
        "conversations.members": _READ,
        "conversations.open": "im:write",
        "conversations.replies": _HISTORY,
        "files.completeUploadExternal": "files:write",
        "files.getUploadURLExternal": "files:write",
        "functions.completeError": None,
        "functions.completeSuccess": None,
        "reactions.add": "reactions:write",
        "usergroups.users.list": "usergroups:read",
        "users.info": "users:read",
        "users.list": "users:read",
        "views.open": None,
        "views.publish": None,
        "views.push": None,
        "views.update": None,
    }
)

EVENT_SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "app_mention": "app_mentions:read",
        "member_joined_channel": "channels:read",
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
    }
)

ALL_BOT_SCOPES = frozenset(
    {scope for scope in METHOD_SCOPES.values() if scope and ":" in scope and scope != "connections:write"}
    | {f"{kind}:{right}" for kind in ("channels", "groups", "im") for right in (_READ, _HISTORY)}
    | {"app_mentions:read", "commands", "chat:write.public"}
)


def conversation_scope(method: str, kind: str) -> str | None:
    """The scope a method needs in a conversation of this kind (`channels`, `groups` or `im`)."""
    scope = METHOD_SCOPES[method]
    return f"{kind}:{scope}" if scope in (_READ, _HISTORY) else scope


def depends_on_conversation(method: str) -> bool:
    """Whether the method's scope is known only with the conversation."""
    return METHOD_SCOPES.get(method) in (_READ, _HISTORY)
