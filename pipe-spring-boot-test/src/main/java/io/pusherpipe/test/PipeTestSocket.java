/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import io.pusherpipe.client.PipeEndpoint;
import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser in a test: a socket at the edge over a real WebSocket, speaking the Pusher
 * protocol as pusher-js with {@code pipe-js} does. Calls that send return at once, and
 * what they send arrives in their order; calls that ask wait for the answer. Waiting ends
 * after a time-out, 5 seconds by default, with an {@link AssertionError} that shows what
 * has come. Safe for use by several threads.
 */
public final class PipeTestSocket implements AutoCloseable {

	// null for an edge of another process
	private final @Nullable PipeTestEdge edge;

	private final PipeEndpoint endpoint;

	private final Duration timeout;

	private final JsonMapper jsonMapper;

	private final Arrivals<ReceivedEvent> events = new Arrivals<>(ReceivedEvent::event);

	private final CompletableFuture<JsonNode> established = new CompletableFuture<>();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private final Queue<CompletableFuture<JsonNode>> pongs = new ConcurrentLinkedQueue<>();

	private final Queue<CompletableFuture<JsonNode>> signIns = new ConcurrentLinkedQueue<>();

	private final Map<String, CompletableFuture<JsonNode>> subscribing = new ConcurrentHashMap<>();

	private final Map<String, CompletableFuture<JsonNode>> replies = new ConcurrentHashMap<>();

	private final Set<String> channels = ConcurrentHashMap.newKeySet();

	private final AtomicLong requests = new AtomicLong();

	private final SocketConnection connection;

	private final String id;

	private volatile @Nullable String userId;

	private PipeTestSocket(@Nullable PipeTestEdge edge, PipeEndpoint endpoint, JsonMapper jsonMapper,
			Duration timeout) {
		this.edge = edge;
		this.endpoint = endpoint;
		this.jsonMapper = jsonMapper;
		this.timeout = timeout;
		URI url = URI.create(endpoint.url() + "/app/" + endpoint.key() + "?protocol=7&client=pipe-test");
		this.connection = SocketConnection.open(url, timeout, this::take, this::end);
		this.id = await(this.established, "The edge has not welcomed a socket at " + endpoint.url()).path("socket_id")
			.stringValue();
	}

	static PipeTestSocket connect(PipeTestEdge edge, PipeEndpoint endpoint, JsonMapper jsonMapper, Duration timeout) {
		return new PipeTestSocket(edge, endpoint, jsonMapper, timeout);
	}

	/**
	 * Open a socket at an edge of another process, of which nobody knows when backends
	 * have handled what it does: {@link #received()} and {@link #assertNothingElse()}
	 * wait for what the edge has sent before, and nothing more. It may send what a
	 * backend has triggered after it has replied to the backend: {@link #await(String)
	 * await} that first. To be closed by the caller.
	 * @param endpoint the edge, and the application there; its secret is needed for what
	 * the test signs, and for nothing else
	 * @param timeout how long everything waits
	 * @return the socket
	 */
	public static PipeTestSocket connect(PipeEndpoint endpoint, Duration timeout) {
		return new PipeTestSocket(null, endpoint, JsonMapper.shared(), timeout);
	}

	/**
	 * The id that the edge gave the socket.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Send an event without data on the back channel.
	 * @param event the event's name
	 * @return this socket
	 */
	public PipeTestSocket trigger(String event) {
		return trigger(event, null);
	}

	/**
	 * Send an event on the back channel, to the backends.
	 * @param event the event's name
	 * @param data the data, which becomes JSON ({@link RawJson} is sent as it is), or
	 * {@code null} to send none
	 * @return this socket
	 */
	public PipeTestSocket trigger(String event, @Nullable Object data) {
		return send(message(event, null, data));
	}

	/**
	 * Send an event on a channel that the socket is subscribed to: to the backends, and
	 * with {@code client-} to the channel's other subscribers, too.
	 * @param channel the channel's name
	 * @param event the event's name
	 * @param data the data, which becomes JSON ({@link RawJson} is sent as it is), or
	 * {@code null} to send none
	 * @return this socket
	 */
	public PipeTestSocket trigger(String channel, String event, @Nullable Object data) {
		return send(message(event, channel, data));
	}

	/**
	 * Subscribe to a channel and wait until that has begun. Where the channel needs a
	 * signature the test makes it, without asking the application: to ask it, see
	 * {@link #askToSubscribe(String)}. In a presence channel the socket is the user that
	 * has {@linkplain #signIn(String) signed in}, or else one with the socket's id.
	 * @param channel the channel's name
	 * @return this socket
	 * @throws PipeRefusalException if the edge refuses
	 */
	public PipeTestSocket subscribe(String channel) {
		boolean stranger = ChannelType.of(channel).isPresence() && this.userId == null;
		return subscribeSigned(channel, stranger ? member(this.id, null) : null);
	}

	/**
	 * Subscribe to a presence channel as a user, and wait until that has begun.
	 * @param channel the channel's name
	 * @param userId the user's id
	 * @param userInfo what the channel's members are told of the user, which becomes
	 * JSON, or {@code null}
	 * @return this socket
	 * @throws PipeRefusalException if the edge refuses
	 */
	public PipeTestSocket subscribe(String channel, String userId, @Nullable Object userInfo) {
		return subscribeSigned(channel, member(userId, userInfo));
	}

	/**
	 * Ask the application over the Pipe whether the socket may subscribe to a channel
	 * ({@code @AuthorizeChannel}), as {@code pipeAuthorization()} of {@code pipe-js}
	 * does, and subscribe.
	 * @param channel the channel's name
	 * @return this socket
	 * @throws PipeRefusalException if the application refuses
	 */
	public PipeTestSocket askToSubscribe(String channel) {
		JsonNode signed = ask("pipe:authorize", JsonWriter.object().string("channel", channel),
				"The subscription to " + channel);
		return subscribe(channel, signed.path("auth").stringValue(),
				signed.has("channel_data") ? signed.path("channel_data").stringValue() : null);
	}

	private PipeTestSocket subscribeSigned(String channel, @Nullable String channelData) {
		String auth = ChannelType.of(channel).needsSignature()
				? ChannelSignature.authorize(this.endpoint.key(), this.endpoint.secret(), this.id, channel, channelData)
				: null;
		return subscribe(channel, auth, channelData);
	}

	private PipeTestSocket subscribe(String channel, @Nullable String auth, @Nullable String channelData) {
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		if (this.channels.contains(channel) || this.subscribing.putIfAbsent(channel, answer) != null) {
			return this;
		}
		JsonWriter data = JsonWriter.object().string("channel", channel);
		if (auth != null) {
			data.string("auth", auth);
		}
		if (channelData != null) {
			data.string("channel_data", channelData);
		}
		send(message("pusher:subscribe", null, data.toRawJson()));
		await(answer, "Socket " + this.id + " is not subscribed to " + channel);
		return this;
	}

	private String member(String userId, @Nullable Object userInfo) {
		JsonWriter member = JsonWriter.object().string("user_id", userId);
		return ((userInfo != null) ? member.raw("user_info", json(userInfo)) : member).toRawJson().toString();
	}

	/**
	 * End a subscription. Does not wait.
	 * @param channel the channel's name
	 * @return this socket
	 */
	public PipeTestSocket unsubscribe(String channel) {
		this.channels.remove(channel);
		return send(message("pusher:unsubscribe", null, JsonWriter.object().string("channel", channel).toRawJson()));
	}

	/**
	 * Sign in as a user, and wait until that is done. The test makes the signature,
	 * without asking the application: to ask it, see {@link #askToSignIn()}.
	 * @param userId the user's id
	 * @return this socket
	 */
	public PipeTestSocket signIn(String userId) {
		String userData = JsonWriter.object().string("id", userId).toRawJson().toString();
		return signIn(UserSignature.authorize(this.endpoint.key(), this.endpoint.secret(), this.id, userData),
				userData);
	}

	/**
	 * Ask the application over the Pipe who the socket's user is
	 * ({@code @AuthenticateUser}), as {@code pipeAuthorization()} of {@code pipe-js}
	 * does, and sign in.
	 * @return this socket, which knows its {@link #userId()} then
	 * @throws PipeRefusalException if the application refuses
	 */
	public PipeTestSocket askToSignIn() {
		JsonNode signed = ask("pipe:authenticate", JsonWriter.object(), "The sign-in");
		return signIn(signed.path("auth").stringValue(), signed.path("user_data").stringValue());
	}

	private PipeTestSocket signIn(String auth, String userData) {
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.signIns.add(answer);
		send(message("pusher:signin", null,
				JsonWriter.object().string("auth", auth).string("user_data", userData).toRawJson()));
		await(answer, "Socket " + this.id + " has not signed in");
		this.userId = JsonMapper.shared().readTree(userData).path("id").stringValue();
		return this;
	}

	/**
	 * Who has signed in.
	 * @return the user's id, or {@code null} if nobody has
	 */
	public @Nullable String userId() {
		return this.userId;
	}

	/**
	 * Ask the application, and wait for its answer, as {@code back_channel.request(..)}
	 * of {@code pipe-js} does.
	 * @param event the event's name
	 * @param data the data, which becomes JSON, or {@code null}
	 * @return the answer, {@code NullNode} if it has no value
	 * @throws PipeRefusalException if the answer is an error, with its code
	 */
	public JsonNode request(String event, @Nullable Object data) {
		JsonWriter request = JsonWriter.object().string("event", event);
		return ask("pipe:request", (data != null) ? request.raw("data", json(data)) : request,
				"The request '" + event + "'");
	}

	/**
	 * Ask the application, and wait for its answer.
	 * @param event the event's name
	 * @param data the data, which becomes JSON, or {@code null}
	 * @param type what to convert the answer to
	 * @param <T> what to convert the answer to
	 * @return the answer
	 * @throws PipeRefusalException if the answer is an error, with its code
	 * @throws AssertionError if the answer is something else, or {@code null}
	 */
	public <T> T request(String event, @Nullable Object data, Class<T> type) {
		return new EventData(request(event, data), this.jsonMapper).as("the answer to '" + event + "'", type);
	}

	private JsonNode ask(String event, JsonWriter data, String what) {
		String request = "test-" + this.requests.incrementAndGet();
		CompletableFuture<JsonNode> reply = new CompletableFuture<>();
		this.replies.put(request, reply);
		send(message(event, null, data.string("id", request).toRawJson()));
		JsonNode answer = await(reply, what + " of socket " + this.id + " was not answered");
		JsonNode error = answer.path("error");
		if (error.isObject()) {
			throw new PipeRefusalException(what, error.path("code").intValue(), error.path("message").asString());
		}
		JsonNode result = answer.path("result");
		return result.isMissingNode() ? JsonMapper.shared().nullNode() : result;
	}

	/**
	 * Wait for an event, also if it has come already.
	 * @param event the event's name
	 * @return the first event of that name that no such call has returned or passed over
	 * before
	 */
	public ReceivedEvent await(String event) {
		return await(event, (received) -> true);
	}

	/**
	 * Wait for an event for which a condition holds, also if it has come already. Those
	 * of the name for which it does not hold are passed over.
	 * @param event the event's name
	 * @param condition what must hold for it
	 * @return the first such event that no such call has returned or passed over before
	 */
	public ReceivedEvent await(String event, Predicate<ReceivedEvent> condition) {
		return this.events.take(event, condition, this.timeout, "came to socket " + this.id);
	}

	/**
	 * Wait until the socket is closed from the other side.
	 * @return the close code
	 */
	public int awaitClosed() {
		return Timeouts.await(this.closed, this.timeout,
				() -> "Socket " + this.id + " was not closed within " + Timeouts.text(this.timeout) + ".");
	}

	/**
	 * Everything that has come. {@linkplain PipeTestOperations#awaitHandled() Waits} for
	 * what is under way, so that what is not there does not come of what was done before.
	 * @return the events in their order, without the answers to what the socket has asked
	 * for
	 */
	public List<ReceivedEvent> received() {
		settle();
		return this.events.all();
	}

	/**
	 * Check that nothing has come but what was awaited.
	 * {@linkplain PipeTestOperations#awaitHandled() Waits} for what is under way.
	 * @throws AssertionError if something has
	 */
	public void assertNothingElse() {
		settle();
		List<ReceivedEvent> events = this.events.notTaken();
		if (!events.isEmpty()) {
			throw new AssertionError("Socket " + this.id + " has got what nobody has awaited: " + events);
		}
	}

	private void settle() {
		if (this.edge != null) {
			this.edge.awaitHandled();
		}
		else {
			roundTrip();
		}
	}

	/**
	 * Whether the socket is open.
	 * @return {@code false} once it is closed, by whichever side
	 */
	public boolean isOpen() {
		return !this.closed.isDone();
	}

	// Wait until the edge has taken all that was sent, and all that it has sent is here.
	void roundTrip() {
		if (!isOpen()) {
			return;
		}
		CompletableFuture<JsonNode> pong = new CompletableFuture<>();
		synchronized (this.pongs) {
			this.pongs.add(pong);
			this.connection.send("{\"event\":\"pusher:ping\",\"data\":{}}");
		}
		CompletableFuture<?> answered = CompletableFuture.anyOf(pong, this.closed);
		Timeouts.await(answered, this.timeout,
				() -> "The edge has not answered socket " + this.id + " within " + Timeouts.text(this.timeout) + ".");
	}

	/**
	 * Close the socket as a browser does that leaves the page, and wait until the edge
	 * has noticed. Does nothing if it is closed.
	 */
	@Override
	public void close() {
		if (isOpen()) {
			this.connection.close();
			try {
				awaitClosed();
			}
			catch (AssertionError ex) {
				this.connection.abort();
				end(1006, "aborted");
			}
		}
		if (this.edge != null) {
			this.edge.closed(this);
		}
	}

	private PipeTestSocket send(String message) {
		if (!isOpen()) {
			throw new IllegalStateException("Socket " + this.id + " is closed: " + this.closed.join());
		}
		this.connection.send(message);
		return this;
	}

	private String message(String event, @Nullable String channel, @Nullable Object data) {
		JsonWriter message = JsonWriter.object().string("event", event);
		if (channel != null) {
			message.string("channel", channel);
		}
		if (data != null) {
			message.raw("data", json(data));
		}
		return message.toRawJson().toString();
	}

	private RawJson json(Object data) {
		return (data instanceof RawJson json) ? json : RawJson.of(this.jsonMapper.writeValueAsBytes(data));
	}

	private JsonNode await(CompletableFuture<JsonNode> answer, String failed) {
		return Timeouts.await(answer, this.timeout,
				() -> failed + " within " + Timeouts.text(this.timeout) + ". What came: " + this.events.all());
	}

	// What the edge sends, on a thread of the connection.
	private void take(JsonNode message) {
		String event = message.path("event").stringValue();
		EventData data = EventData.of(message.path("data"), this.jsonMapper);
		String channel = message.has("channel") ? message.path("channel").stringValue() : "";
		CompletableFuture<JsonNode> asked = switch (event) {
			case "pusher:connection_established" -> this.established;
			case "pusher:pong" -> this.pongs.poll();
			case "pusher:signin_success" -> this.signIns.poll();
			case "pipe:reply" -> this.replies.remove(data.json().path("id").asString());
			case "pusher_internal:subscription_succeeded", "pusher:subscription_error" ->
				this.subscribing.remove(channel);
			default -> null;
		};
		switch (event) {
			case "pusher:ping" -> this.connection.send("{\"event\":\"pusher:pong\",\"data\":{}}");
			case "pusher_internal:subscription_succeeded" -> this.channels.add(channel);
			default -> {
			}
		}
		if (asked == null) {
			tell(message, event, channel, data);
		}
		else if (event.equals("pusher:subscription_error")) {
			asked.completeExceptionally(new PipeRefusalException("The subscription to " + channel,
					data.json().path("status").intValue(), data.json().path("error").asString()));
		}
		else {
			asked.complete(data.json());
		}
	}

	private void tell(JsonNode message, String event, String channel, EventData data) {
		if (!event.equals("pusher:ping") && !event.equals("pusher:pong")) {
			this.events.add(new ReceivedEvent(event.replaceFirst("^pusher_internal:", "pusher:"),
					channel.isEmpty() ? null : channel,
					message.has("user_id") ? message.path("user_id").stringValue() : null, data));
		}
	}

	private void end(int code, String reason) {
		this.closed.complete(code);
		String why = "the socket was closed with " + code + (reason.isEmpty() ? "" : " (" + reason + ")");
		this.events.end(why);
		AssertionError failure = new AssertionError("But " + why + ".");
		this.established.completeExceptionally(failure);
		this.signIns.forEach((waiting) -> waiting.completeExceptionally(failure));
		this.subscribing.values().forEach((waiting) -> waiting.completeExceptionally(failure));
		this.replies.values().forEach((waiting) -> waiting.completeExceptionally(failure));
	}

	@Override
	public String toString() {
		return "socket " + this.id;
	}

}
