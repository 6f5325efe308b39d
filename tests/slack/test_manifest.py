"""The manifest is the single truth: it asks for what the code needs, and for nothing more."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from slack_sdk import WebClient
from standin import METHOD_SCOPES
from standin.scopes import EVENT_SCOPES

from sendbot.manifest import bot_scopes
from sendbot.settings import ROOT

MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
SLACK = ROOT / "sendbot"
# Methods of the SDK that call others: what they call. Its helper for files asks for an address, sends there, and shares.
COMPOSED = {"files_upload_v2": ("files_getUploadURLExternal", "files_completeUploadExternal")}
# What a scope of history is needed for, in each kind of conversation where the bot answers.
KINDS = ("channels", "groups", "im")
FEATURE_SCOPES = {"slash_commands": "commands", "shortcuts": "commands", "agent_view": "assistant:write"}


def names(tree: ast.AST) -> Iterator[str]:
    """Every attribute that is called: `client.chat_postMessage(...)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def methods_called() -> dict[str, set[str]]:
    """The Web API methods that the code calls, by their name in Slack's reference, and the files that call them."""
    found: dict[str, set[str]] = {}
    by_name = {method.replace(".", "_"): method for method in METHOD_SCOPES}
    for path in sorted(SLACK.rglob("*.py")):
        for name in names(ast.parse(path.read_text(encoding="utf-8"))):
            for called in COMPOSED.get(name, (name,)):
                if is_web_api(called):
                    assert called in by_name, f"{path.name} calls {called}, whose scope is not known: add it to the stand-in's scopes"
                    found.setdefault(by_name[called], set()).add(path.name)
    return found


def is_web_api(name: str) -> bool:
    """Whether a method of this name of the SDK's client is one of the Web API."""
    return "_" in name and hasattr(WebClient, name) and not name.startswith("_") and name != "api_call"


def needed() -> dict[str, str]:
    """Every scope that something needs, and what."""
    wanted: dict[str, str] = {}
    for method, files in methods_called().items():
        scope = METHOD_SCOPES[method]
        if scope in ("read", "history"):
            wanted |= {f"{kind}:{scope}": method for kind in KINDS}
        elif scope and scope != "connections:write":
            wanted[scope] = f"{method} ({', '.join(files)})"
    wanted |= {EVENT_SCOPES[event]: event for event in MANIFEST["settings"]["event_subscriptions"]["bot_events"] if event in EVENT_SCOPES}
    return wanted | {scope: feature for feature, scope in FEATURE_SCOPES.items() if feature in MANIFEST["features"]}


def test_the_walk_finds_the_calls() -> None:
    assert {"chat.postMessage", "views.open", "files.completeUploadExternal", "usergroups.users.list"} <= methods_called().keys()


def test_every_call_event_and_feature_has_its_scope() -> None:
    assert {scope: what for scope, what in needed().items() if scope not in bot_scopes()} == {}


def test_no_scope_is_asked_for_that_nothing_needs() -> None:
    assert set(bot_scopes()) - needed().keys() == set()


def test_what_is_listened_to_is_in_the_manifest() -> None:
    listeners = "\n".join(path.read_text(encoding="utf-8") for path in (SLACK / "slack" / "listeners").glob("*.py"))
    features = MANIFEST["features"]
    assert [c["command"] for c in features["slash_commands"]] == ["/sendbot"]
    assert '@app.command("/sendbot")' in listeners
    for callback in (*(s["callback_id"] for s in features["shortcuts"]), *MANIFEST["functions"]):
        assert f'"{callback}"' in listeners


def test_the_prompts_are_answered(brain: object) -> None:
    import datetime as dt

    from sendbot.brain import Brain

    assert isinstance(brain, Brain)
    prompts = MANIFEST["features"]["agent_view"]["suggested_prompts"]
    assert len(MANIFEST["features"]["agent_view"]["agent_description"]) <= 300
    assert 1 <= len(prompts) <= 4
    assert all(brain.ask(prompt["message"], dt.date(2026, 11, 24))[0].answered for prompt in prompts)


def test_the_slack_cli_gets_this_manifest(tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "slack_cli_hooks.hooks.get_manifest"]
    given = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert json.loads(given) == MANIFEST
