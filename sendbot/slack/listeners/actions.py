"""Buttons under an answer: a suggested question asks itself when pressed."""

import re
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from sendbot.slack.blocks import ASK_ACTION, answer_message
from sendbot.slack.service import Service


def register(app: App, service: Service) -> None:
    """Register the buttons."""

    @app.action(re.compile(rf"{ASK_ACTION}_\d"))
    def ask(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, respond: Respond) -> None:
        """Under a private answer the next one is private too; else it goes where the button is."""
        ack()
        container = body.get("container", {})
        channel = container.get("channel_id")
        if container.get("is_ephemeral") or not channel:
            respond(**answer_message(service.ask(action["value"])), response_type="ephemeral", replace_original=False)
            return
        message = body.get("message", {})
        root = message.get("thread_ts") or (None if channel.startswith("D") else message.get("ts"))
        answer = service.ask(action["value"], f"{channel}:{root}" if root else channel)
        client.chat_postMessage(**answer_message(answer), channel=channel, thread_ts=root)
