/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import io.pusherpipe.protocol.ChannelNames;
import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeTrace;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.protocol.pusher.UserData;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.tally.Rejection;
import io.pusherpipe.server.tally.RequestOutcome;
import io.pusherpipe.server.tally.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What one socket asks of the backends and awaits a reply to (Pipe protocol 1.0, request
 * and reply). Belongs to the socket's loop.
 */
final class BrowserRequests {

	static final int MAX_PENDING = 100;

	private static final String REQUEST = "pipe:request";

	private static final String REPLY = "pipe:reply";

	private static final String BAD_ANSWER = "The backend's answer cannot be used: ";

	private final Socket socket;

	private final SocketContext context;

	private final RateLimit rate;

	private final PendingReplies requests;

	private final PendingReplies decisions;

	private long lastToken;

	BrowserRequests(Socket socket, SocketContext context, RateLimit rate) {
		this.socket = socket;
		this.context = context;
		this.rate = rate;
		AppOptions options = socket.app().options();
		this.requests = pending(askedRequests(), options.requestTimeout(), "request-timeout");
		this.decisions = pending(askedDecisions(), options.decisionTimeout(), "decision-timeout");
	}

	private PendingReplies pending(Tally<RequestOutcome> asked, Duration timeout, String option) {
		return new PendingReplies(this.socket.loop(), timeout, (id) -> fail(asked, RequestOutcome.TIMEOUT, id,
				BrowserError.TIMEOUT, "No answer within " + timeout.toMillis() + " ms (" + option + ")"));
	}

	private Tally<RequestOutcome> askedRequests() {
		return this.socket.tally().requests();
	}

	private Tally<RequestOutcome> askedDecisions() {
		return this.socket.tally().decisions();
	}

	/**
	 * Take a message whose event begins with {@code pipe:}.
	 * @param message the message
	 * @throws ProtocolException if it cannot be answered
	 */
	void take(PusherMessage message) {
		if (message.channel() != null) {
			throw new ProtocolException("it belongs on the back channel, without a channel");
		}
		BrowserRequest request = BrowserRequest.read(message.data());
		RawJson id = request.id();
		Tally<RequestOutcome> asked = message.event().equals(REQUEST) ? askedRequests() : askedDecisions();
		if (!this.rate.allows(this.socket.loop().nanoTime())) {
			reject(asked, Rejection.BACKEND_EVENT_RATE, id, BrowserError.REJECTED,
					"More than " + this.socket.app().options().backendEventRate() + " events in a second");
		}
		else if (this.requests.size() + this.decisions.size() >= MAX_PENDING) {
			reject(asked, Rejection.PENDING_REQUESTS, id, BrowserError.REJECTED,
					"More than " + MAX_PENDING + " requests await an answer");
		}
		else {
			switch (message.event()) {
				case REQUEST -> request(id, request.event(), request.data(), message.trace());
				case "pipe:authorize" -> authorize(id, request.channel());
				case "pipe:authenticate" -> authenticate(id);
				default -> throw new ProtocolException("there is no such event");
			}
		}
	}

	private void request(RawJson id, @Nullable String event, @Nullable RawJson data, @Nullable PipeTrace trace) {
		if (event == null || !EventNames.isValid(event) || EventNames.isClient(event)) {
			reject(askedRequests(), Rejection.MALFORMED, id, BrowserError.MALFORMED,
					"data.event must be 1 to " + EventNames.MAX_LENGTH
							+ " characters and not begin with pusher:, pusher_internal:, pipe: or client-");
			return;
		}
		int limit = this.socket.app().options().maxEventSize();
		if (data != null && data.length() > limit && PusherMessages.size(data) > limit) {
			reject(askedRequests(), Rejection.TOO_LARGE, id, BrowserError.REJECTED,
					"The event data is larger than " + limit + " bytes");
			return;
		}
		String token = nextToken();
		// before it is told, since the reply may be here before the listener returns
		this.requests.add(token, id);
		Acceptance acceptance = this.context.listener()
			.requested(this.socket, new PusherMessage(event, null, data, trace), token);
		if (acceptance != Acceptance.TAKEN && this.requests.remove(token) != null) {
			if (acceptance == Acceptance.REJECTED) {
				reject(askedRequests(), Rejection.BACKENDS_FULL, id, BrowserError.REJECTED,
						"The backends can take no more at present");
			}
			else {
				fail(askedRequests(), RequestOutcome.NO_BACKEND, id, BrowserError.NO_BACKEND,
						"No backend answers such requests");
			}
		}
	}

	private void authorize(RawJson id, @Nullable String channel) {
		if (channel == null || !ChannelNames.isValid(channel)) {
			reject(askedDecisions(), Rejection.MALFORMED, id, BrowserError.MALFORMED,
					"data.channel must be 1 to " + ChannelNames.MAX_LENGTH + " letters, digits and any of _-=@,.;");
			return;
		}
		ChannelType type = ChannelType.of(channel);
		if (!type.needsSignature()) {
			reject(askedDecisions(), Rejection.MALFORMED, id, BrowserError.MALFORMED,
					"data.channel needs no authorization");
			return;
		}
		if (type.isEncrypted()) {
			// The answer would need the channel's key, which the edge must not see.
			reject(askedDecisions(), Rejection.NOT_ALLOWED, id, BrowserError.REFUSED,
					"Encrypted channels are authorized by an endpoint of the application, not over the Pipe");
			return;
		}
		UserData user = this.socket.user();
		String userId = (user != null) ? user.id() : null;
		await(id, () -> this.context.decisions().authorizeChannel(this.socket, channel, userId),
				(decision) -> (decision instanceof Decision.ChannelAuthorized authorized)
						? authorization(channel, type, authorized.channelData()) : null);
	}

	private void authenticate(RawJson id) {
		await(id, () -> this.context.decisions().authenticateUser(this.socket),
				(decision) -> (decision instanceof Decision.UserAuthenticated authenticated)
						? authentication(authenticated.user()) : null);
	}

	private void await(RawJson id, Supplier<CompletionStage<Decision>> question,
			Function<Decision, @Nullable RawJson> signature) {
		String token = nextToken();
		this.decisions.add(token, id);
		question.get()
			.whenComplete((decided, failure) -> this.socket.loop().execute(() -> decided(token, decided, signature)));
	}

	private void decided(String token, @Nullable Decision decision, Function<Decision, @Nullable RawJson> signature) {
		RawJson id = this.decisions.remove(token);
		if (id == null) {
			return;
		}
		if (decision instanceof Decision.Refused refused) {
			fail(askedDecisions(), outcome(refused), id, refused.code(), refused.reason());
			return;
		}
		try {
			RawJson signed = (decision != null) ? signature.apply(decision) : null;
			if (signed != null) {
				succeed(askedDecisions(), id, signed);
			}
			else {
				fail(askedDecisions(), RequestOutcome.UNUSABLE, id, BrowserError.BACKEND_FAILED,
						"There was no decision");
			}
		}
		catch (ProtocolException ex) {
			fail(askedDecisions(), RequestOutcome.UNUSABLE, id, BrowserError.BACKEND_FAILED,
					BAD_ANSWER + ex.getMessage());
		}
	}

	private static RequestOutcome outcome(Decision.Refused refused) {
		return switch (refused.code()) {
			case BrowserError.NO_BACKEND -> RequestOutcome.NO_BACKEND;
			case BrowserError.BACKEND_FAILED -> RequestOutcome.UNUSABLE;
			default -> RequestOutcome.REFUSED;
		};
	}

	private RawJson authorization(String channel, ChannelType type, @Nullable RawJson channelData) {
		String text = (type.isPresence() && channelData != null) ? text(channelData) : null;
		if (type.isPresence()) {
			checkMember(text);
		}
		App app = this.socket.app();
		JsonWriter out = JsonWriter.object()
			.string("auth", ChannelSignature.authorize(app.key(), app.secret(), this.socket.id(), channel, text));
		return ((text != null) ? out.string("channel_data", text) : out).toRawJson();
	}

	// What the edge signs it must also take.
	private void checkMember(@Nullable String channelData) {
		if (channelData == null) {
			if (this.socket.user() == null) {
				throw new ProtocolException("channel_data is missing, and nobody is signed in");
			}
			return;
		}
		int limit = this.socket.app().options().maxPresenceMemberSize();
		if (channelData.getBytes(StandardCharsets.UTF_8).length > limit) {
			throw new ProtocolException("channel_data is larger than " + limit + " bytes (max-presence-member-size)");
		}
		PresenceMember.read(channelData);
	}

	private RawJson authentication(RawJson user) {
		String text = text(user);
		UserData.read(text);
		App app = this.socket.app();
		return JsonWriter.object()
			.string("auth", UserSignature.authorize(app.key(), app.secret(), this.socket.id(), text))
			.string("user_data", text)
			.toRawJson();
	}

	private static String text(RawJson value) {
		return value.isString() ? JsonReader.text(value) : value.toString();
	}

	/**
	 * A backend has answered. The first answer counts, and late ones are dropped.
	 * @param token what the backend was given with the request
	 * @param result the answer
	 */
	void answered(String token, RawJson result) {
		RawJson id = this.requests.remove(token);
		if (id != null) {
			succeed(askedRequests(), id, result);
		}
	}

	/**
	 * A backend cannot answer.
	 * @param token what the backend was given with the request
	 * @param code why, as a code
	 * @param message why, for the browser's eyes
	 */
	void failed(String token, int code, String message) {
		RawJson id = this.requests.remove(token);
		if (id != null) {
			fail(askedRequests(), RequestOutcome.REFUSED, id, code, message);
		}
	}

	void end() {
		askedRequests().add(RequestOutcome.ABANDONED, this.requests.size());
		askedDecisions().add(RequestOutcome.ABANDONED, this.decisions.size());
		this.requests.clear();
		this.decisions.clear();
	}

	private String nextToken() {
		return Long.toString(++this.lastToken);
	}

	private void succeed(Tally<RequestOutcome> asked, RawJson id, RawJson result) {
		asked.add(RequestOutcome.ANSWERED);
		send(JsonWriter.object().raw("id", id).raw("result", result));
	}

	private void reject(Tally<RequestOutcome> asked, Rejection why, RawJson id, int code, String message) {
		this.socket.tally().rejected().add(why);
		fail(asked, RequestOutcome.REJECTED, id, code, message);
	}

	private void fail(Tally<RequestOutcome> asked, RequestOutcome outcome, RawJson id, int code, String message) {
		asked.add(outcome);
		send(JsonWriter.object().raw("id", id).begin("error").number("code", code).string("message", message).end());
	}

	private void send(JsonWriter data) {
		this.socket.send(PusherMessages.socketEvent(REPLY, PusherMessages.encode(data.toRawJson())));
	}

}
