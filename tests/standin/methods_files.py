"""File uploads in three steps: ask for an address, send the bytes there, share the file."""

from dataclasses import replace

from .api_call import ApiCall, SlackError
from .content import Content, new_message
from .model import Channel, File
from .wire import Json, Response
from .world import World


def get_upload_url(call: ApiCall) -> Json:
    """files.getUploadURLExternal."""
    length = call.needed("length")
    if not length.isdigit() or int(length) < 1:
        raise SlackError("invalid_arguments", ["length must be more than 0"])
    file = File(call.world.new_id("F"), call.needed("filename"), int(length), call.token.team_id, alt_text=call.text("alt_txt"))
    call.world.files[file.id] = file
    return {"upload_url": f"{call.world.address}/upload/{file.id}", "file_id": file.id}


def receive_upload(world: World, file_id: str, content: bytes) -> Response:
    """The bytes of a file, as many as were announced."""
    file = world.files.get(file_id)
    if file is None or file.content is not None:
        return Response(404, b"no upload is awaited here")
    if len(content) != file.length:
        return Response(400, f"{file.length} bytes were announced and {len(content)} came".encode())
    world.files[file_id] = replace(file, content=content)
    return Response(200, f"OK - {len(content)}".encode())


def complete_upload(call: ApiCall) -> Json:
    """files.completeUploadExternal: with a channel, a message with the files is posted there."""
    wanted = call.structure("files") or []
    files = [_uploaded(call, one) for one in wanted]
    if not files:
        raise SlackError("invalid_arguments", ["missing required field: files"])
    channel = call.channel_to_write("channel_id") if call.text("channel_id") else None
    shown = [_file_json(file) for file in files]
    for file in files:
        call.world.files[file.id] = replace(file, channel=channel.id if channel else None)
    if channel:
        _share(call, channel, shown)
    return {"files": shown}


def _uploaded(call: ApiCall, wanted: Json) -> File:
    file = call.world.files.get(str(wanted.get("id")))
    if file is None or file.content is None or file.team_id != call.token.team_id:
        raise SlackError("file_not_found")
    return replace(file, title=wanted.get("title") or file.name)


def _share(call: ApiCall, channel: Channel, files: list[Json]) -> None:
    content = Content(call.text("initial_comment") or "", (), None)
    new_message(call.world, call.caller, channel, content, {**call.arguments, "files": files})


def _file_json(file: File) -> Json:
    shown = {"id": file.id, "name": file.name, "title": file.title, "size": file.length, "mode": "hosted"}
    return shown | ({"alt_txt": file.alt_text} if file.alt_text else {})


METHODS = {"files.completeUploadExternal": complete_upload, "files.getUploadURLExternal": get_upload_url}
