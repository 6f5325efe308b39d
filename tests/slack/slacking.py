"""What Slack does in a scenario, by itself or to the bot's calls."""

from collections.abc import Callable
from typing import Any

from play import SECONDS, Play, Step, slack
from standin import faults
from standin.faults import Fault

HOW: dict[str, Callable[[], Fault]] = {
    "asks to slow down": faults.rate_limited,
    "errs": faults.server_error,
    "loses the answer": faults.lost_answer,
    "loses the call": faults.lost_request,
    "takes it and never answers": faults.hanging,
    "never answers": lambda: faults.hanging(accepted=False),
}


@slack
def redelivers(play: Play, *, event: str, times: int = 1) -> None:
    delivery = play.slack.delivered(event)[-1].wait(SECONDS)
    for number in range(1, times + 1):
        play.slack.redeliver(delivery, number=number).wait(SECONDS)


@slack
def holds_events_back(play: Play) -> None:
    play.slack.deliveries.hold()


@slack
def delivers_them_last_first(play: Play) -> None:
    play.slack.deliveries.release()


@slack
def refreshes_the_socket(play: Play) -> None:
    play.slack.disconnect()
    play.slack.wait_for_sockets(1, SECONDS)


@slack
def drops_the_socket(play: Play) -> None:
    play.slack.drop_sockets()
    play.slack.wait_for_sockets(1, SECONDS)


@slack
def sends(play: Play, *, event: Step) -> None:
    sent = play.slack.send_event({"ts": play.slack.world.new_ts(), **event})
    assert sent, "the app does not subscribe to this event"


@slack
def archives(play: Play, *, channel: str) -> None:
    play.slack.set_channel(play.slack.channel(channel), archived=True)


@slack
def will_object(play: Play, *, to: str, error: str) -> None:
    """The bot's call is refused by Slack's own rules, without a fault; it must come."""
    play.slack.expect(to, error)


@slack
def fails(play: Play, *, at: str, how: str, times: int = 1) -> None:
    """The next calls of a method go wrong on their way."""
    play.slack.add_fault(at, HOW[how](), times=times)


@slack
def refuses(play: Play, *, at: str, error: str, times: int | None = 1, in_: str | None = None) -> None:
    """The next calls of a method, or those for one channel, are refused with an error; `times: null` is for good."""
    channel = play.channel(in_) if in_ else None

    def is_meant(sent: Any) -> bool:
        return channel is None or sent.get("channel") == channel

    play.slack.add_fault(at, faults.refused(error), times=times, when=is_meant)


@slack
def comes_to_a_step(play: Play, *, step: str, inputs: Step) -> None:
    play.execution = play.slack.run_step(step, dict(inputs))
