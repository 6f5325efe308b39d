"""The Web API by itself: what it keeps, what it refuses, and what goes wrong on demand."""

import urllib.error
import urllib.request
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from . import METHOD_SCOPES, Standin
from .fixtures import call, client
from .web_api import METHODS

LEAST_MANIFEST = {
    "features": {"slash_commands": [{"command": "/sendbot"}], "agent_view": {}, "app_home": {"home_tab_enabled": False}},
    "oauth_config": {"scopes": {"bot": ["chat:write", "assistant:write", "im:read", "commands"]}},
    "settings": {"event_subscriptions": {"bot_events": ["message.im"]}},
}


def test_every_method_has_its_scopes_written_down() -> None:
    assert METHODS.keys() | {"oauth.v2.access"} == METHOD_SCOPES.keys()


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C404", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "{elsewhere}", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "{secret}", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "{old}", "text": "x"}, "is_archived"),
        ("chat.postMessage", {"channel": "{team}", "text": "x", "thread_ts": "1.1"}, "thread_not_found"),
        ("chat.postEphemeral", {"channel": "{team}", "text": "x", "user": "U404"}, "user_not_in_channel"),
        ("chat.update", {"channel": "{team}", "ts": "1.1", "text": "x"}, "message_not_found"),
        ("conversations.history", {"channel": "{elsewhere}"}, "not_in_channel"),
        ("conversations.replies", {"channel": "{team}", "ts": "1.1"}, "thread_not_found"),
        ("files.getUploadURLExternal", {"filename": "a.csv", "length": 0}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": [{"id": "F404"}]}, "file_not_found"),
        ("functions.completeSuccess", {"function_execution_id": "Fx404", "outputs": {}}, "function_execution_not_found"),
        ("usergroups.users.list", {"usergroup": "S404"}, "no_such_subteam"),
        ("users.info", {"user": "U404"}, "user_not_found"),
        ("views.update", {"view_id": "V404", "view": {}}, "not_found"),
        ("chat.scheduleMessage", {"channel": "{team}", "text": "x"}, "unknown_method"),
    ],
)
def test_refusals(method: str, arguments: dict[str, Any], error: str) -> None:
    manifest = {"oauth_config": {"scopes": {"bot": [scope for scope in _scopes() if scope != "chat:write.public"]}}}
    with Standin(manifest) as slack:
        places = {"team": slack.channel("team").id, "elsewhere": slack.channel("elsewhere", with_bot=False).id}
        places["secret"] = slack.channel("secret", private=True, with_bot=False).id
        places["old"] = slack.set_channel(slack.channel("old"), archived=True).id
        filled = {name: value.format(**places) if isinstance(value, str) else value for name, value in arguments.items()}
        slack.expect(method, error)
        assert call(slack, method, **filled)["error"] == error


def _scopes() -> list[str]:
    with Standin() as slack:
        return sorted(slack.app.scopes)


def test_manifest_decides_what_is_allowed() -> None:
    with Standin(LEAST_MANIFEST, strict=False) as slack:
        anna, team = slack.user("anna"), slack.channel("team")
        assert call(slack, "chat.postMessage", channel=team.id, text="x")["ok"]
        refused = call(slack, "conversations.history", channel=team.id)
        assert (refused["error"], refused["needed"]) == ("missing_scope", "channels:history")
        assert call(slack, "views.publish", user_id=anna.id, view={"type": "home", "blocks": []})["error"] == "not_enabled"
        with pytest.raises(AssertionError, match="no command /other"):
            anna.runs("/other")
        assert not slack.send_event({"type": "app_home_opened", "user": anna.id})
        assert [str(failure) for failure in slack.failures[:1]] == [
            "manifest: missing_scope - the event message.im needs the scope im:history"
        ]


def test_prompts_of_an_agent_must_not_name_a_thread() -> None:
    with Standin(LEAST_MANIFEST, strict=False) as slack:
        anna = slack.user("anna")
        direct = anna.direct_channel
        prompts = [{"title": "Help", "message": "What can you do?"}]
        call(slack, "assistant.threads.setSuggestedPrompts", channel_id=direct.id, prompts=prompts, thread_ts="1.1")
        assert slack.failures[-1].error == "thread_ts_with_agent_view"
        call(slack, "assistant.threads.setSuggestedPrompts", channel_id=direct.id, prompts=prompts)
        assert slack.prompts(anna) == {"title": None, "prompts": prompts}


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "chat.postMessage", "not_authed"),
        ("xoxb-nonsense", "chat.postMessage", "invalid_auth"),
        ("{app}", "chat.postMessage", "not_allowed_token_type"),
        ("{bot}", "apps.connections.open", "not_allowed_token_type"),
    ],
)
def test_tokens_that_do_not_fit_are_refused(slack: Standin, token: str, method: str, error: str) -> None:
    slack.expect(method, error)
    given = token.format(app=slack.app.app_token, bot=slack.bot_token)
    assert WebClient(base_url=slack.base_url).api_call("api.test")["ok"]
    with pytest.raises(SlackApiError, match=error):
        WebClient(given, base_url=slack.base_url).api_call(method)


def test_revoked_and_uninstalled_tokens_no_longer_work(slack: Standin) -> None:
    other = slack.add_team("other council").value
    for error in ("token_revoked", "account_inactive"):
        slack.expect("auth.test", error)
    slack.revoke_tokens()
    assert call(slack, "auth.test")["error"] == "token_revoked"
    assert call(slack, "auth.test", token=other)["team"] == "other council"
    slack.uninstall(slack.world.tokens[other].team_id)
    assert call(slack, "auth.test", token=other)["error"] == "account_inactive"


def test_install_by_oauth_and_rotation_of_its_token() -> None:
    manifest = {"settings": {"token_rotation_enabled": True}}
    with Standin(manifest) as slack:
        secrets = {"client_id": slack.app.client_id, "client_secret": slack.app.client_secret}
        anonymous = WebClient(base_url=slack.base_url)
        anna = slack.user("anna")
        granted = anonymous.oauth_v2_access(**secrets, code=slack.install_code(anna, ["chat:write"]))
        assert (granted["authed_user"]["id"], granted["scope"]) == (anna.id, "chat:write")
        slack.clock.advance(granted["expires_in"])
        slack.expect("auth.test", "token_expired")
        assert call(slack, "auth.test", token=granted["access_token"])["error"] == "token_expired"
        fresh = anonymous.oauth_v2_access(**secrets, grant_type="refresh_token", refresh_token=granted["refresh_token"])
        assert call(slack, "auth.test", token=fresh["access_token"])["ok"]
        slack.expect("oauth.v2.access", "invalid_code")
        with pytest.raises(SlackApiError, match="invalid_code"):
            anonymous.oauth_v2_access(**secrets, code="used before")


def test_history_is_paged_newest_first_and_bounded(slack: Standin) -> None:
    team = slack.channel("team")
    stamps = [call(slack, "chat.postMessage", channel=team.id, text=f"{number}")["ts"] for number in range(7)]
    call(slack, "chat.postMessage", channel=team.id, text="reply", thread_ts=stamps[0])
    call(slack, "chat.postEphemeral", channel=team.id, user=slack.bot.id, text="for you")
    web, pages = client(slack), []
    for page in web.conversations_history(channel=team.id, limit=3):
        pages.append([message["text"] for message in page["messages"]])
    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"]]
    between = {"oldest": stamps[2], "latest": stamps[4]}
    assert [message["text"] for message in web.conversations_history(channel=team.id, **between)["messages"]] == ["3"]
    assert len(web.conversations_history(channel=team.id, inclusive=True, **between)["messages"]) == 3
    thread = web.conversations_replies(channel=team.id, ts=stamps[0])["messages"]
    assert [(message["text"], message.get("reply_count")) for message in thread] == [("0", 1), ("reply", None)]


def test_own_messages_are_updated_and_deleted_and_others_are_not(slack: Standin) -> None:
    team = slack.channel("team")
    mine, hers = call(slack, "chat.postMessage", channel=team.id, text="x")["ts"], slack.user("anna").writes(team, "y").ts
    call(slack, "chat.update", channel=team.id, ts=mine, text="z")
    assert [(message.text, message.edited is not None) for message in slack.posts(team)] == [("z", True)]
    call(slack, "chat.delete", channel=team.id, ts=mine)
    assert slack.posts(team) == []
    slack.expect("chat.update", "cant_update_message")
    assert call(slack, "chat.update", channel=team.id, ts=hers, text="z")["error"] == "cant_update_message"


def test_file_is_uploaded_and_shared_in_a_thread(slack: Standin) -> None:
    team = slack.channel("team")
    root = slack.user("anna").writes(team, "the list, please")
    client(slack).files_upload_v2(
        channel=team.id,
        thread_ts=root.ts,
        filename="areas.csv",
        content="area,due\n",
        title="Areas",
        alt_txt="A table",
        initial_comment="Here",
    )
    (post,) = slack.posts(team)
    (file,) = slack.world.files.values()
    assert (post.text, post.thread_ts, post.subtype, post.files[0]["title"]) == ("Here", root.ts, "file_share", "Areas")
    assert (file.content, file.alt_text, file.channel) == (b"area,due\n", "A table", team.id)


def test_upload_of_another_length_than_announced_is_refused(slack: Standin) -> None:
    slack.expect("upload", "http 400")
    address = call(slack, "files.getUploadURLExternal", filename="a.csv", length=10)["upload_url"]
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(address, data=b"too short")  # noqa: S310 - the stand-in's own address


def test_response_url_serves_five_times_in_half_an_hour(slack: Standin) -> None:
    slack.deliveries.request_url = "http://127.0.0.1:9/nobody"
    slack.expect("/sendbot", "dispatch_failed")
    slack.expect("response_url", "used_url")
    slack.expect("response_url", "expired_url")
    anna, team = slack.user("anna"), slack.channel("team")
    urls = [anna.runs("/sendbot", channel=team).wait().payload["response_url"] for _ in range(2)]
    statuses = [WebhookClient(urls[0]).send(text=f"{number}").status_code for number in range(6)]
    assert statuses == [200] * 5 + [404]
    slack.clock.advance(minutes=30)
    assert WebhookClient(urls[1]).send(text="late").status_code == 404
    assert len(slack.posts(team)) == 5


def test_public_and_private_channels_are_listed_for_members(slack: Standin) -> None:
    slack.channel("open", with_bot=False)
    slack.channel("mine", private=True)
    slack.channel("theirs", private=True, with_bot=False)
    found = client(slack).conversations_list(types="public_channel,private_channel")["channels"]
    assert [(channel["name"], channel["is_member"]) for channel in found] == [("open", False), ("mine", True)]


def test_people_and_groups_can_be_looked_up(slack: Standin) -> None:
    anna = slack.user("anna", admin=True)
    slack.world.user_groups["S1"] = frozenset({anna.id})
    web = client(slack)
    assert web.users_info(user=anna.id)["user"]["is_admin"]
    assert web.usergroups_users_list(usergroup="S1")["users"] == [anna.id]
    direct = web.conversations_open(users=anna.id)["channel"]["id"]
    assert direct == anna.direct_channel.id
    assert {member["id"] for member in web.users_list()["members"]} == {anna.id, slack.bot.id}


def test_bot_joins_public_channels_and_sees_who_is_there(slack: Standin) -> None:
    anna = slack.user("anna")
    team = slack.channel("team", members=[anna], with_bot=False)
    web = client(slack)
    assert web.conversations_join(channel=team.id)["channel"]["is_member"]
    assert set(web.conversations_members(channel=team.id)["members"]) == {anna.id, slack.bot.id}
    assert web.conversations_info(channel=slack.set_channel(team, archived=True).id)["channel"]["is_archived"]


def test_links_reactions_and_status_stand_on_messages_that_are_there(slack: Standin) -> None:
    anna, web = slack.user("anna"), client(slack)
    message = anna.writes_dm("hello")
    reply = web.chat_postMessage(channel=anna.id, text="hi", thread_ts=message.ts)
    link = web.chat_getPermalink(channel=reply["channel"], message_ts=reply["ts"])["permalink"]
    assert (
        link
        == f"https://council.slack.com/archives/{message.channel}/p{reply['ts'].replace('.', '')}?thread_ts={message.ts}&cid={message.channel}"
    )
    web.reactions_add(channel=message.channel, timestamp=message.ts, name="eyes")
    slack.expect("reactions.add", "already_reacted")
    assert call(slack, "reactions.add", channel=message.channel, timestamp=message.ts, name="eyes")["error"] == "already_reacted"
    web.assistant_threads_setStatus(channel_id=message.channel, thread_ts=message.ts, status="is thinking")
    assert slack.world.statuses[message.channel] == "is thinking"


def test_step_must_give_the_outputs_it_declares() -> None:
    manifest = {
        "functions": {"days_left": {"output_parameters": {"days": {"type": "integer", "is_required": True}}}},
        "settings": {"event_subscriptions": {"bot_events": ["function_executed"]}},
    }
    with Standin(manifest) as slack:
        started = slack.run_step("days_left", {})
        ended = {"function_execution_id": started.id, "token": started.token}
        slack.expect("functions.completeSuccess", "parameter_validation_failed")
        assert call(slack, "functions.completeSuccess", outputs={"hours": 1}, **ended)["error"] == "parameter_validation_failed"
        assert call(slack, "functions.completeError", error="Unknown area", **ended)["ok"]
        assert slack.execution(started).error == "Unknown area"
        slack.expect("functions.completeSuccess", "execution_not_in_running_state")
        again = call(slack, "functions.completeSuccess", outputs={}, function_execution_id=started.id)
        assert again["error"] == "execution_not_in_running_state"


def test_app_can_revoke_its_own_token(slack: Standin) -> None:
    assert not client(slack).auth_revoke(test=True)["revoked"]
    assert client(slack).auth_revoke()["revoked"]
    slack.expect("auth.test", "token_revoked")
    assert call(slack, "auth.test")["error"] == "token_revoked"
