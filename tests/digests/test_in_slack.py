"""The slash subcommand, its form and the Home tab, over both transports: what people see, and that Slack would object to nothing."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from digest_parts import Desk, desk, in_slack, london
from standin import Channel, Message, Person, faults

from sendbot.store import Asked, Asker

DAY = london(2017, 10, 2)


@pytest.fixture(params=["socket", "http"])
def s(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """The bot and its worker, over each transport."""
    with desk(tmp_path / "bot.db") as made, in_slack(made, request.param):
        yield made


def types(s: Desk, text: str, who: Person | None = None, channel: Channel | None = None) -> Message:
    """What somebody sees who types `/sendbot digest …` in a channel."""
    where = channel or s.team
    before = len(s.slack.messages(where))
    (who or s.slack.user("anna")).runs("/sendbot", f"digest {text}".strip(), channel=where).wait()
    seen: Message = s.slack.wait_for(lambda: s.slack.messages(where)[before:], "an answer")[0]
    return seen


def test_a_channel_is_subscribed_and_gets_its_digest(s: Desk) -> None:
    said = types(s, "subscribe")
    assert said.ephemeral_to == s.slack.user("anna").id
    assert "Mondays at 09:00: about all areas; 30 days ahead. The next one comes on Monday 2 October 2017 at 09:00." in said.text
    assert s.at(DAY) == 1
    assert len(s.digests()) == 2  # what anna alone saw, and the digest


def test_another_channel_with_options(s: Desk) -> None:
    other = s.slack.channel("other")
    said = types(s, f"subscribe <#{other.id}|other> tuesday 8.30am london, bury horizon 60 skip quiet")
    assert f"<#{other.id}> gets a digest on Tuesdays at 08:30: about London and Bury; 60 days ahead; quiet weeks skipped" in said.text
    assert s.ledger.subscription(s.team.id) is None
    subscription = s.ledger.subscription(other.id)
    assert subscription
    assert (subscription.team, subscription.created_by) == (s.slack.team.id, s.slack.user("anna").id)


@pytest.mark.parametrize("private", [False, True])
def test_where_the_bot_is_not_it_says_how_to_invite_it_and_subscribes_nothing(s: Desk, private: bool) -> None:
    outside = s.slack.channel("outside", with_bot=False, private=private, members=[s.slack.user("anna")])
    s.slack.expect("conversations.history", "channel_not_found" if private else "not_in_channel")
    assert "/invite @sendbot" in types(s, "subscribe", channel=outside).text
    assert s.ledger.subscription(outside.id) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "subscribe"),
        ("help", "subscribe"),
        ("subscribe 01:30", "Between 01:00 and 02:00"),
        ("subscribe blorp <!channel>", "I do not know"),
        ("subscribe blorp `<!channel>`", "I do not know"),
        ("subscribe #elsewhere", "Choose it from the list"),
        ("subscribe admin", "Only an admin"),
        ("now", "Only an admin"),
        ("unsubscribe", "Subscribe first"),
        ("pause until tomorrow", "Subscribe first"),
        ("status", "Subscribe first"),
        ("list", "No channel has a digest yet"),
    ],
)
def test_what_cannot_be_done_is_told(s: Desk, text: str, says: str) -> None:
    said = types(s, text)
    assert says in said.text
    assert said.ephemeral_to
    assert "<!channel>" not in said.text
    assert not s.ledger.subscriptions()


def test_pause_resume_status_list_and_unsubscribe(s: Desk) -> None:
    types(s, "subscribe")
    assert "no digest until 10 October 2017. The next one comes on Monday 16 October 2017" in types(s, "pause until 10 October").text
    assert "no date that I can read" in types(s, "pause until whenever").text
    s.at(DAY)
    status = types(s, "status").text
    assert "Last: Monday 2 October 2017 at 09:00, skipped: Paused until 10 October 2017." in status
    assert "Next: Monday 16 October 2017 at 09:00" in status
    assert "gets digests again. The next one comes on Monday 9 October 2017" in types(s, "resume").text
    assert f"<#{s.team.id}>: Mondays at 09:00" in types(s, "list").text
    assert "gets no digest any more" in types(s, "unsubscribe").text


def test_a_preview_is_private_and_the_ledger_does_not_hear_of_it(s: Desk) -> None:
    said = types(s, "preview horizon 100")
    assert "due in the next 100 days" in said.text.split("\n")[0]
    assert said.ephemeral_to
    assert "only you see it" in said.text
    assert not s.ledger.entries()
    assert not s.ledger.subscriptions()


def test_an_admin_has_one_posted_at_once_and_the_weekly_one_still_comes(s: Desk) -> None:
    types(s, "subscribe")
    assert "I am posting it" in types(s, "now", s.boss).text
    s.slack.wait_for(lambda: [m for m in s.slack.messages(s.team) if m.metadata], "a digest")
    s.slack.settle()
    types(s, "now", s.boss)  # within the same minute
    s.slack.settle()
    assert len([m for m in s.slack.messages(s.team) if m.metadata]) == 1
    assert s.at(DAY) == 1


def test_topics_asked_about_and_what_could_not_be_answered(s: Desk) -> None:
    admins = s.slack.channel("admins")
    types(s, f"subscribe <#{admins.id}|admins> admin", s.boss)
    types(s, "subscribe")
    anna = s.slack.user("anna")
    asker = Asker(anna.id, s.slack.team.id)
    for number, (question, query) in enumerate(
        (
            (
                "which areas had DMO problems",
                '{"asks":"areas","intent":"i","which":{"type":"is","condition":{"kind":"topic","values":["dmo-dco"]}}}',
            ),
            ("who <!here> is it", None),
        )
    ):
        asked = Asked(f"q{number}", question, DAY.date(), None, query is not None, "", query, "", asker)
        s.state.questions.keep(asked)
    s.at(DAY)
    for_all, for_admins = s.digests()[-1].text, s.digests(admins)[-1].text
    assert "1 question." in for_all
    assert "who" not in for_all
    assert "1 question I could not answer" in for_admins
    assert "who &lt;!here&gt; is it" in for_admins


# --- the form
def test_the_form_subscribes(s: Desk) -> None:
    anna = s.slack.user("anna")
    anna.runs("/sendbot", "digest settings", channel=s.team).wait()
    form = s.slack.wait_for_modal(anna)
    anna.submits(
        form,
        {"weekday": "friday", "time": "14:30", "regions": ["London"], "areas": "Bury, Brent", "horizon": "60", "quiet": "skip"},
    ).wait()
    found = s.ledger.subscription(s.team.id)
    assert found
    assert (found.weekday, found.time, found.regions, found.areas) == (4, dt.time(14, 30), ("London",), ("bury", "brent"))
    assert (found.horizon_days, found.quiet, found.sections) == (60, False, ())
    assert "Fridays at 14:30" in str(s.slack.modal(anna))


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("time", "01:30", "Between 01:00 and 02:00"),
        ("areas", "Bury, Blorp", "I do not know"),
        ("areas", "London", "is a region"),
        ("horizon", "3", "Choose 7 to 366"),
        ("horizon", "many", "whole number"),
        ("pause", "2016-01-01", "not ahead"),
    ],
)
def test_what_is_wrong_in_the_form_is_told_at_its_field(s: Desk, field: str, value: str, says: str) -> None:
    anna = s.slack.user("anna")
    anna.runs("/sendbot", "digest settings", channel=s.team).wait()
    sent = anna.submits(s.slack.wait_for_modal(anna), {field: value})
    sent.wait()
    assert says in str(sent.answer)
    assert f"'{field}'" in str(sent.answer)
    assert s.ledger.subscription(s.team.id) is None


def test_the_form_of_a_channel_that_has_a_digest_shows_it(s: Desk) -> None:
    types(s, "subscribe friday 14:30 bury due overdue")
    anna = s.slack.user("anna")
    anna.runs("/sendbot", "digest settings", channel=s.team).wait()
    form = s.slack.wait_for_modal(anna)
    anna.submits(form, {}).wait()
    found = s.ledger.subscription(s.team.id)
    assert found
    assert (found.weekday, found.time, found.areas, found.sections) == (4, dt.time(14, 30), ("bury",), ("due", "overdue"))


def test_the_form_tells_where_the_bot_is_not_in_the_channel(s: Desk) -> None:
    outside = s.slack.channel("outside", with_bot=False)
    s.slack.expect("conversations.history", "not_in_channel")
    anna = s.slack.user("anna")
    anna.runs("/sendbot", "digest settings", channel=s.team).wait()
    sent = anna.submits(s.slack.wait_for_modal(anna), {"channel": outside.id})
    sent.wait()
    assert "/invite @sendbot" in str(sent.answer)
    assert s.ledger.subscription(outside.id) is None


def test_home_shows_the_digests_one_set_up(s: Desk) -> None:
    types(s, "subscribe")
    anna = s.slack.user("anna")
    anna.opens_home()
    assert f"<#{s.team.id}>: Mondays at 09:00" in str(s.slack.wait_for_home(anna).payload)
    ben = s.slack.user("ben")
    ben.opens_home()
    assert "Digests you set up" not in str(s.slack.wait_for_home(ben).payload)


def test_a_lost_reply_to_a_command_leaves_the_subscription(s: Desk) -> None:
    s.slack.add_fault("response_url", faults.lost_answer())
    s.slack.user("anna").runs("/sendbot", "digest subscribe", channel=s.team).wait()
    assert s.slack.wait_for(lambda: s.ledger.subscription(s.team.id), "a subscription")
