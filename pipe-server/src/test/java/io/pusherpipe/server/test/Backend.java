/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.test;

import java.time.Instant;

import io.pusherpipe.protocol.auth.PipeSignature;
import io.pusherpipe.protocol.auth.Secret;

/**
 * A backend's Pipe.
 */
public final class Backend extends RawWebSocket {

	private int requests;

	private Backend(int port, String target) {
		super(port, target);
	}

	/**
	 * A Pipe of protocol 0.2 that has had its first message.
	 */
	public static Backend connect(int port) {
		Backend backend = new Backend(port, target("&protocol_version=0.2"));
		backend.next("connection_established");
		return backend;
	}

	/**
	 * A Pipe of protocol 0.2 that is told everything.
	 */
	public static Backend subscribed(int port) {
		Backend backend = connect(port);
		backend.request("subscribe", "{\"events\":[\"socket_existence\",\"socket_message\",\"channel_existence\"]}");
		return backend;
	}

	public static Backend connect(int port, String target) {
		return new Backend(port, target);
	}

	public static String target(String parameters) {
		String path = "/app/" + TestApps.ID;
		String query = "auth_key=" + TestApps.KEY + "&auth_timestamp=" + Instant.now().getEpochSecond()
				+ "&auth_version=1.0" + parameters;
		return path + "?" + PipeSignature.sign(Secret.of(TestApps.SECRET), path, query);
	}

	/**
	 * Ask, and wait for the answer, passing over notifications.
	 */
	public String request(String method, String params) {
		String id = "\"r" + this.requests++ + "\"";
		send("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
		String text = next();
		while (!text.startsWith("{\"id\":" + id)) {
			text = next();
		}
		return text;
	}

}
