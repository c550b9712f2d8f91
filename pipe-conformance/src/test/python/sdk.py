"""The methods of HttpSdkChecks, each a call of the SDK for Python."""

import json
import sys

import pusher
from pusher.errors import PusherBadAuth, PusherBadRequest, PusherBadStatus, PusherForbidden
from requests.exceptions import SSLError


class Unsupported(Exception):
    pass


def trigger(client, channels, event, data, socketId=None, info=None):
    if info:
        raise Unsupported("no `info`")
    return client.trigger(channels, event, data, socketId)


def batch(client, events):
    return client.trigger_batch([to_event(**event) for event in events])


def to_event(channel, event, data, socketId=None, info=None):
    all_members = {"channel": channel, "name": event, "data": data, "socket_id": socketId, "info": info}
    return {name: value for name, value in all_members.items() if value is not None or name == "data"}


def channels(client, prefix=None, info=None):
    return client.channels_info(prefix, info.split(",") if info else [])


def channel(client, channel, info=None):
    return client.channel_info(channel, info.split(",") if info else [])


def users(client, channel):
    return client.users_info(channel)


def send_to_user(client, userId, event, data):
    raise Unsupported("no such method")


def terminate(client, userId):
    if " " in userId:
        raise Unsupported("ids are limited to the characters of channel names")
    return client.terminate_user_connections(userId)


def authorize(client, socketId, channel, user=None):
    authorization = client.authenticate(channel, socketId, user)
    secret = authorization.get("shared_secret")
    # bytes, which json.dumps refuses
    return {**authorization, "shared_secret": secret.decode()} if secret else authorization


def authenticate(client, socketId, user):
    raise Unsupported("no such method")


def webhook(client, headers, body):
    told = client.validate_webhook(headers.get("x-pusher-key"), headers.get("x-pusher-signature"), body)
    return {"valid": True, "timeMs": told["time_ms"], "events": told["events"]} if told else {"valid": False}


METHODS = {
    "trigger": trigger,
    "batch": batch,
    "channels": channels,
    "channel": channel,
    "users": users,
    "sendToUser": send_to_user,
    "terminate": terminate,
    "authorize": authorize,
    "authenticate": authenticate,
    "webhook": webhook,
}


def open_client(appId, key, secret, host, port, tls, masterKey):
    return pusher.Pusher(
        app_id=appId, key=key, secret=secret, host=host, port=port, ssl=tls, encryption_master_key_base64=masterKey)


def status_of(error):
    statuses = {PusherBadRequest: 400, PusherBadAuth: 401, PusherForbidden: 403}
    if isinstance(error, PusherBadStatus):
        return int(str(error).split(":")[0])
    return statuses.get(type(error))


def answer(request):
    try:
        return {"result": METHODS[request["method"]](open_client(**request["app"]), **request["args"])}
    except Unsupported as error:
        return {"unsupported": str(error)}
    except SSLError:
        return {"unsupported": "trusts the authorities that it brings along alone"}
    except Exception as error:
        return {"error": {"status": status_of(error), "message": repr(error)}}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
