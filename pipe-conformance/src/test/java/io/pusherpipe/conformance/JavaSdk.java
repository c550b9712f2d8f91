/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.pusher.rest.Pusher;
import com.pusher.rest.data.Event;
import com.pusher.rest.data.PresenceUser;
import com.pusher.rest.data.Result;
import com.pusher.rest.data.Validity;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The SDK for Java.
 */
final class JavaSdk implements HttpSdk {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Map<Credentials, Pusher> pushers = new HashMap<>();

	@Override
	public JsonNode call(String method, Credentials app, Map<String, ?> args) {
		return JSON.readTree(call(this.pushers.computeIfAbsent(app, JavaSdk::open), method, args));
	}

	private static Pusher open(Credentials app) {
		Pusher pusher = new Pusher(app.appId(), app.key(), app.secret(), app.masterKey());
		pusher.setHost(app.host() + ":" + app.port());
		pusher.setEncrypted(app.tls());
		return pusher;
	}

	private static String call(Pusher pusher, String method, Map<String, ?> args) {
		return switch (method) {
			case "trigger" -> trigger(pusher, args);
			case "batch" -> batch(pusher, args);
			case "channels" -> body(pusher.get("/channels", parameters(args)));
			case "channel" -> body(pusher.get("/channels/" + args.get("channel"), parameters(args)));
			case "users" -> body(pusher.get("/channels/" + args.get("channel") + "/users"));
			// the SDK has no name for it, but sends whatever one wants
			case "terminate" -> body(pusher.post("/users/" + args.get("userId") + "/terminate_connections", "{}"));
			case "authorize" -> authorize(pusher, args);
			case "webhook" -> webhook(pusher, args);
			case "sendToUser", "authenticate" -> throw new TestAbortedException("no such method");
			default -> throw new IllegalArgumentException(method);
		};
	}

	private static String trigger(Pusher pusher, Map<String, ?> args) {
		refuseInfo(args);
		List<String> channels = ((List<?>) required(args, "channels")).stream().map(String::valueOf).toList();
		String event = (String) required(args, "event");
		Object data = args.get("data");
		String socketId = (String) args.get("socketId");
		return body((socketId != null) ? pusher.trigger(channels, event, data, socketId)
				: pusher.trigger(channels, event, data));
	}

	private static String batch(Pusher pusher, Map<String, ?> args) {
		List<Event> events = new ArrayList<>();
		for (Object each : (List<?>) required(args, "events")) {
			Map<?, ?> event = (Map<?, ?>) each;
			refuseInfo(event);
			events.add(new Event((String) event.get("channel"), (String) event.get("event"), event.get("data"),
					(String) event.get("socketId")));
		}
		return body(pusher.trigger(events));
	}

	private static void refuseInfo(Map<?, ?> args) {
		if (args.containsKey("info")) {
			throw new TestAbortedException("no `info`");
		}
	}

	private static Map<String, String> parameters(Map<String, ?> args) {
		String prefix = (String) args.get("prefix");
		String info = (String) args.get("info");
		Map<String, String> parameters = new HashMap<>();
		if (prefix != null) {
			parameters.put("filter_by_prefix", prefix);
		}
		if (info != null) {
			parameters.put("info", info);
		}
		return parameters;
	}

	private static String authorize(Pusher pusher, Map<String, ?> args) {
		String socketId = (String) required(args, "socketId");
		String channel = (String) required(args, "channel");
		Map<?, ?> user = (Map<?, ?>) args.get("user");
		if (user == null) {
			return pusher.authenticate(socketId, channel);
		}
		PresenceUser presenceUser = new PresenceUser((String) user.get("user_id"), user.get("user_info"));
		return pusher.authenticate(socketId, channel, presenceUser);
	}

	// The SDK verifies, and leaves the rest to whoever uses it.
	private static String webhook(Pusher pusher, Map<String, ?> args) {
		Map<?, ?> headers = (Map<?, ?>) required(args, "headers");
		String body = (String) required(args, "body");
		Validity validity = pusher.validateWebhookSignature((String) headers.get("x-pusher-key"),
				(String) headers.get("x-pusher-signature"), body);
		if (validity != Validity.VALID) {
			return "{\"valid\":false}";
		}
		JsonNode webhook = JSON.readTree(body);
		return JSON.writeValueAsString(
				Map.of("valid", true, "timeMs", webhook.get("time_ms"), "events", webhook.get("events")));
	}

	private static String body(Result result) {
		if (result.getStatus() != Result.Status.SUCCESS) {
			Integer status = result.getHttpStatus();
			throw new SdkException((status != null) ? status : 0, result.getStatus() + ": " + result.getMessage());
		}
		return result.getMessage();
	}

	private static Object required(Map<String, ?> args, String name) {
		@Nullable Object value = args.get(name);
		if (value == null) {
			throw new IllegalArgumentException(name);
		}
		return value;
	}

	@Override
	public void close() {
		for (Pusher pusher : this.pushers.values()) {
			try {
				pusher.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
