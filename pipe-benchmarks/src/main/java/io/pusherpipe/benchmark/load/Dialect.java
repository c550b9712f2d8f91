/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is spoken with a server.
 */
enum Dialect {

	/** Pusher's protocol 7. */
	PUSHER("/app/%s?protocol=7&client=load&version=1.0&flash=false", "") {

		@Override
		void opened(Client client) {
			// the server speaks first
		}

		@Override
		void text(Client client, String text) {
			if (text.contains("pusher:connection_established")) {
				String[] channels = client.channels();
				if (channels.length == 0) {
					client.ready();
				}
				for (String channel : channels) {
					client.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\""
							+ authorization(client, channel, text) + "}}");
				}
			}
			else if (text.contains("subscription_succeeded")) {
				client.subscribed();
			}
			else if (text.contains("\"pusher:ping\"")) {
				client.send("{\"event\":\"pusher:pong\",\"data\":{}}");
			}
			else if (text.contains("pusher:error")) {
				client.failed(text);
			}
		}

		private static String authorization(Client client, String channel, String established) {
			if (!channel.startsWith("private-")) {
				return "";
			}
			Matcher id = SOCKET_ID.matcher(established);
			return id.find() ? ",\"auth\":\"" + client.authorize(id.group(1), channel) + "\"" : "";
		}

		@Override
		String message(String channel, String payload) {
			return "{\"event\":\"client-bench\",\"channel\":\"" + channel + "\",\"data\":\"" + payload + "\"}";
		}

	},

	/** Nothing: what one connection sends goes to all. */
	RAW("/", "") {

		@Override
		void opened(Client client) {
			client.ready();
		}

		@Override
		void text(Client client, String text) {
			// there is nothing but messages
		}

		@Override
		String message(String channel, String payload) {
			return payload;
		}

	},

	/** STOMP 1.2. */
	STOMP("/ws", "v12.stomp") {

		@Override
		void opened(Client client) {
			client.send("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\0");
		}

		@Override
		void text(Client client, String text) {
			if (text.startsWith("CONNECTED")) {
				for (String channel : client.channels()) {
					client.send("SUBSCRIBE\nid:0\ndestination:/topic/" + channel + "\nack:auto\n\n\0");
				}
				// A simple broker acknowledges no subscription: the warm-up covers the
				// gap.
				client.ready();
			}
			else if (text.startsWith("ERROR")) {
				client.failed(text);
			}
		}

		@Override
		String message(String channel, String payload) {
			return "SEND\ndestination:/topic/" + channel + "\ncontent-type:text/plain\n\n" + payload + "\0";
		}

	};

	private static final Pattern SOCKET_ID = Pattern.compile("socket_id\\W+([0-9.]+)");

	private static final Map<String, Dialect> NAMES = Map.of("pusher", PUSHER, "raw", RAW, "stomp", STOMP);

	private final String path;

	private final String subprotocol;

	Dialect(String path, String subprotocol) {
		this.path = path;
		this.subprotocol = subprotocol;
	}

	static Dialect of(String name) {
		Dialect dialect = NAMES.get(name);
		if (dialect == null) {
			throw new IllegalArgumentException("No such protocol: " + name);
		}
		return dialect;
	}

	String handshake(Settings settings) {
		String protocol = this.subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + this.subprotocol + "\r\n";
		String target = this.path.replace("%s", settings.text("key", "key"));
		return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + settings.integer("port", 0)
				+ "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://localhost\r\n"
				+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + protocol + "\r\n";
	}

	/**
	 * The WebSocket handshake is done.
	 * @param client who has done it
	 */
	abstract void opened(Client client);

	/**
	 * A text has come that is no message of the run.
	 * @param client to whom
	 * @param text the text
	 */
	abstract void text(Client client, String text);

	/**
	 * What a connection sends to publish.
	 * @param channel the channel's name
	 * @param payload the payload, which needs no escaping
	 * @return the text
	 */
	abstract String message(String channel, String payload);

}
