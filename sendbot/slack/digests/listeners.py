"""What Slack sends about digests: the form of settings."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from sendbot.digests.subscription import DigestError, Subscription, say_slot
from sendbot.newsroom import Newsroom, Orders, standing
from sendbot.slack.admins import Admins
from sendbot.slack.digests import form
from sendbot.slack.digests.channels import require_member
from sendbot.slack.text import escape


def register(app: App, newsroom: Newsroom, admins: Admins) -> None:
    """Register the form."""
    orders = Orders(newsroom)

    @app.view(form.CALLBACK)
    def saved(ack: Ack, view: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        """Enter what the form says; what is wrong is told at its field."""
        channel = form.chosen_channel(view)
        base = newsroom.ledger.subscription(channel) or Subscription(channel)
        try:
            wanted = form.wanted(view, base, newsroom)
            require_member(client, channel)
            user = body["user"]["id"]
            is_admin = admins.includes(user, client)
            entered = orders.subscribe(wanted, by=user, team=body["team"]["id"], is_by_admin=is_admin)
        except DigestError as error:
            ack(response_action="errors", errors={error.field or "channel": str(error).replace("`", "")})
            return
        shown = standing(newsroom, entered)
        words = f"<#{channel}> gets a digest on {say_slot(entered)}: {escape(shown.options)}. The next one comes on {shown.said_next}."
        ack(response_action="update", view=form.saved(words))
