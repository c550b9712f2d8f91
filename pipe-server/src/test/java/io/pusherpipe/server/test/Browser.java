/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A browser's socket that has had its first message.
 */
public final class Browser extends RawWebSocket {

	private static final Pattern SOCKET_ID = Pattern.compile("socket_id\\\\\":\\\\\"([0-9]+\\.[0-9]+)");

	private final String established;

	public Browser(int port) {
		this(port, "js");
	}

	public Browser(int port, String client) {
		super(port, "/app/" + TestApps.KEY + "?protocol=7&client=" + client + "&version=8.6.0&flash=false");
		this.established = next("pusher:connection_established");
	}

	public String established() {
		return this.established;
	}

	public String id() {
		Matcher matcher = SOCKET_ID.matcher(this.established);
		if (!matcher.find()) {
			throw new IllegalStateException(this.established);
		}
		return matcher.group(1);
	}

	/**
	 * Subscribe, signed where that is needed, and wait for the answer.
	 */
	public String subscribe(String channel) {
		return subscribe(channel, null);
	}

	public String subscribe(String channel, @Nullable String channelData) {
		sendSubscribe(channel, channelData);
		return next("pusher_internal:subscription_succeeded");
	}

	public void sendSubscribe(String channel, @Nullable String channelData) {
		String auth = ChannelSignature.authorize(TestApps.KEY, Secret.of(TestApps.SECRET), id(), channel, channelData);
		send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\",\"auth\":\"" + auth + "\""
				+ ((channelData != null)
						? ",\"channel_data\":\"" + channelData.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : "")
				+ "}}");
	}

	/**
	 * Wait until everything sent so far has been handled.
	 */
	public void roundTrip() {
		send("{\"event\":\"pusher:ping\",\"data\":{}}");
		next("pusher:pong");
	}

}
