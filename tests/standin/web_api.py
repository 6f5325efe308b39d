"""The Web API: authentication, scopes, faults and rate limits around the methods, and the two other addresses apps post to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import methods_apps, methods_chat, methods_conversations, methods_files, methods_views
from .api_call import ApiCall, Method, SlackError
from .content import new_message, read_content
from .faults import Fault, Faults
from .ledger import Call, Ledger
from .model import Channel, Message, ResponseUrl, Token, User
from .pace import Pace
from .scopes import METHOD_SCOPES, depends_on_conversation
from .wire import Json, Request, Response
from .world import RESPONSE_URL_USES, World

METHODS: Mapping[str, Method] = {
    **methods_apps.METHODS,
    **methods_chat.METHODS,
    **methods_conversations.METHODS,
    **methods_files.METHODS,
    **methods_views.METHODS,
}
_OAUTH = "oauth.v2.access"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a request comes to: an answer, or the fault that spoils it."""

    response: Response
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class WebApi:
    """Answers requests of the app from the world's state, and writes each into the ledger."""

    world: World
    ledger: Ledger
    faults: Faults
    pace: Pace

    def call(self, method: str, request: Request) -> Outcome:
        """A request to `/api/<method>`."""
        with self.world.changed:
            try:
                arguments = request.fields()
            except ValueError as error:
                return Outcome(self._noted(method, {}, None, SlackError("invalid_json", [str(error)]).answer, None))
            fault = self.faults.strike(method, arguments)
            token = self.world.tokens.get(_token_sent(request, arguments))
            if fault and not fault.is_accepted:
                answer = {"ok": False, "error": fault.error} if fault.error else {}
            else:
                answer = self._answer(method, arguments, token, request)
            return Outcome(self._noted(method, arguments, token, answer, fault), fault)

    def respond(self, key: str, request: Request) -> Outcome:
        """A request to a response_url."""
        with self.world.changed:
            arguments = request.fields()
            fault = self.faults.strike("response_url", arguments)
            answer: Json = {"ok": False, "error": fault.error} if fault and fault.error else {}
            if fault is None or fault.is_accepted:
                try:
                    answer = self._use_response_url(key, arguments)
                except SlackError as refusal:
                    answer = refusal.answer
            response = self._noted("response_url", arguments, None, answer, fault)
            refused = answer.get("error") in ("expired_url", "used_url", "invalid_url")
            return Outcome(replace(response, status=404) if refused else response, fault)

    def upload(self, file_id: str, request: Request) -> Outcome:
        """The bytes of a file."""
        with self.world.changed:
            fault = self.faults.strike("upload", {"file_id": file_id})
            if fault and not fault.is_accepted:
                return Outcome(Response(fault.status), fault)
            response = methods_files.receive_upload(self.world, file_id, request.body)
            if response.status != 200:
                self.ledger.add_failure("upload", f"http {response.status}", response.body.decode())
            return Outcome(response, fault)

    def say(self, author: User, channel: Channel, arguments: Json, subject: str, *, to: str | None) -> Message:
        """A message of the app that came by another way: a response_url or an acknowledgement. Raises SlackError."""
        content = read_content(self.world, arguments, lambda error, detail: self.ledger.add_failure(subject, error, detail))
        return new_message(self.world, author, channel, content, arguments, ephemeral_to=to)

    def _noted(self, method: str, arguments: Json, token: Token | None, answer: Json, fault: Fault | None) -> Response:
        """Write a call down, and give the HTTP answer to it. Meeting an injected fault or a rate limit is not held against the app."""
        is_paced = fault is None and answer.get("error") == "ratelimited"
        status = fault.status if fault else 429 if is_paced else 200
        call = Call(
            method, arguments, answer, token.team_id if token else None, self.world.clock.time(), status, fault.name if fault else None
        )
        self.ledger.add_call(call, is_judged=not is_paced and (fault is None or fault.is_accepted))
        self.world.changed.notify_all()
        wait = fault.retry_after_s if fault else answer.get("retry_after")
        headers = {"retry-after": str(wait)} if status == 429 else {}
        if token:
            headers["x-oauth-scopes"] = ",".join(sorted(token.scopes))
        return Response.of_json(answer, status, headers) if answer else Response(status, b"", headers)

    def _answer(self, method: str, arguments: Json, token: Token | None, request: Request) -> Json:
        try:
            if method == _OAUTH:
                answer = methods_apps.oauth_access(self.world, arguments, request.headers.get("authorization", ""))
            elif method in METHODS:
                answer = METHODS[method](self._permitted(method, arguments, token, request))
            else:
                return SlackError("unknown_method", req_method=method).answer
        except SlackError as refusal:
            return refusal.answer
        return {"ok": True, **answer}

    def _permitted(self, method: str, arguments: Json, token: Token | None, request: Request) -> ApiCall:
        """The call, if its token may make it now."""
        if token is None and method == "api.test":
            token = Token("", "bot", "", "", frozenset())
        if token is None:
            raise SlackError("invalid_auth" if _token_sent(request, arguments) else "not_authed")
        if token.refused_as:
            raise SlackError(token.refused_as)
        if token.expires is not None and token.expires <= self.world.clock.time():
            raise SlackError("token_expired")
        if (method == "apps.connections.open") != (token.kind == "app"):
            raise SlackError("not_allowed_token_type")
        call = ApiCall(self.world, method, arguments, token, lambda error, detail: self.ledger.add_failure(method, error, detail))
        if not depends_on_conversation(method):
            call.need_scope(METHOD_SCOPES[method])
        if wait := self.pace.wait_s(token.team_id, method, arguments):
            raise SlackError("ratelimited", retry_after=wait)
        return call

    def _use_response_url(self, key: str, arguments: Json) -> Json:
        url = self.world.response_urls.get(key)
        if url is None:
            raise SlackError("invalid_url")
        if url.expires <= self.world.clock.time():
            raise SlackError("expired_url")
        if url.uses >= RESPONSE_URL_USES:
            raise SlackError("used_url")
        self.world.response_urls[key] = replace(url, uses=url.uses + 1)
        self._change_or_say(url, arguments)
        return {"ok": True}

    def _change_or_say(self, url: ResponseUrl, arguments: Json) -> None:
        original = self.world.messages.get((url.channel, url.message_ts or ""))
        if original and arguments.get("delete_original"):
            self.world.remove_message(original)
            return
        author, channel = self.world.bot(url.team_id), self.world.channels[url.channel]
        assert author is not None, "a response_url is given out only where the app is installed"
        if original and arguments.get("replace_original"):
            content = read_content(self.world, arguments, lambda error, detail: self.ledger.add_failure("response_url", error, detail))
            self.world.put_message(replace(original, text=content.text, blocks=content.blocks, sent=arguments))
            return
        alone = arguments.get("response_type", "ephemeral") != "in_channel"
        self.say(author, channel, arguments, "response_url", to=url.user if alone else None)


def _token_sent(request: Request, arguments: Mapping[str, Any]) -> str:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value if scheme.lower() == "bearer" else str(arguments.get("token") or "")
