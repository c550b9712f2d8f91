/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fallback;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.WholeNumbers;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.server.net.HttpEndpoint;
import io.pusherpipe.server.net.HttpExchange;
import io.pusherpipe.server.net.HttpStream;
import io.pusherpipe.server.socket.SocketAdmission;
import io.pusherpipe.server.tally.ConnectionKind;
import org.jspecify.annotations.Nullable;

/**
 * Where browsers connect that cannot have a WebSocket:
 * <code>{path}/app/{key}/{n}/{s}/xhr_streaming</code>, {@code xhr} and {@code xhr_send}
 * (Pusher protocol 7, HTTP fallback transports). Whoever knows the last two parts of a
 * session's path may send and receive in its place; the client draws them at random.
 */
public final class FallbackEndpoint implements HttpEndpoint {

	private static final Pattern PATH = Pattern
		.compile("/app/([^/]+)/([0-9]{1,10}/[A-Za-z0-9]{1,64})/(xhr_streaming|xhr|xhr_send)");

	private static final int MAX_NUMBER_DIGITS = 15;

	private final SocketAdmission admission;

	private final FallbackOptions options;

	private final Map<String, FallbackSession> sessions = new ConcurrentHashMap<>();

	/**
	 * Create the endpoint.
	 * @param admission decides who becomes a socket
	 * @param options what the sockets may do
	 */
	public FallbackEndpoint(SocketAdmission admission, FallbackOptions options) {
		this.admission = admission;
		this.options = options;
	}

	@Override
	public boolean handle(HttpExchange exchange) {
		String path = exchange.target().pathAfter(this.options.path());
		if (path == null) {
			return false;
		}
		Matcher matcher = PATH.matcher(path);
		if (!matcher.matches()) {
			return false;
		}
		// No cookies take part, so there is nothing that another site could abuse.
		exchange.answerHeader("Access-Control-Allow-Origin", "*");
		switch (exchange.method()) {
			case "OPTIONS" -> answerPreflight(exchange);
			case "POST" -> answer(matcher.group(1), matcher.group(2), matcher.group(3), exchange);
			default -> {
				exchange.answerHeader("Allow", "POST, OPTIONS");
				exchange.respondText(405, "Use POST");
			}
		}
		return true;
	}

	private static void answerPreflight(HttpExchange exchange) {
		exchange.answerHeader("Access-Control-Allow-Methods", "POST");
		exchange.answerHeader("Access-Control-Allow-Headers", "Content-Type");
		exchange.answerHeader("Access-Control-Max-Age", "86400");
		exchange.respondEmpty();
	}

	private void answer(String key, String name, String action, HttpExchange exchange) {
		exchange.answerHeader("Cache-Control", "no-store, no-transform");
		String id = key + "/" + name;
		switch (action) {
			case "xhr_send" -> send(this.sessions.get(id), exchange);
			case "xhr_streaming" -> receive(session(key, id, exchange), exchange, true);
			default -> receive(session(key, id, exchange), exchange, false);
		}
	}

	private FallbackSession session(String key, String id, HttpExchange exchange) {
		return this.sessions.computeIfAbsent(id,
				(absent) -> new FallbackSession(exchange.loop(), exchange.remoteAddress(), this.options,
						this.admission.admit(key, ConnectionKind.HTTP, exchange),
						(ended) -> this.sessions.remove(id, ended)));
	}

	private static void receive(FallbackSession session, HttpExchange exchange, boolean streaming) {
		// What stands in between is not to wait for the end.
		exchange.answerHeader("X-Accel-Buffering", "no");
		exchange.answerHeader("X-Content-Type-Options", "nosniff");
		HttpStream stream = exchange.stream("text/plain; charset=utf-8");
		Receiver receiver = new Receiver(stream, streaming);
		stream.onLost(() -> session.loop().execute(() -> session.lost(receiver)));
		long number = number(exchange);
		session.loop().execute(() -> session.attach(receiver, number));
	}

	private static void send(@Nullable FallbackSession session, HttpExchange exchange) {
		if (session == null) {
			exchange.respondText(404, "No such session");
			return;
		}
		byte[] body = exchange.body();
		long number = number(exchange);
		List<String> texts;
		try {
			texts = JsonReader.strings(body);
		}
		catch (ProtocolException ex) {
			session.loop().execute(() -> session.pass(number));
			exchange.respondText(400, "The body must be a JSON array of strings: " + ex.getMessage());
			return;
		}
		Send send = new Send(texts, body.length, exchange);
		session.loop().execute(() -> session.receive(number, send));
	}

	// The client numbers what it requests, whatever it is for.
	private static long number(HttpExchange exchange) {
		String number = exchange.target().parameter("n");
		return (number != null) ? WholeNumbers.parse(number, MAX_NUMBER_DIGITS) : -1;
	}

}
