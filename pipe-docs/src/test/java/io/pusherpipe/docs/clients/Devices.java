/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.clients;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;

final class Devices {

	private Devices() {
	}

	static Pusher connect() {
		// tag::websocket-java[]
		PusherOptions options = new PusherOptions().setHost("127.0.0.1")
			.setWsPort(6001)
			.setUseTLS(false)
			.setChannelAuthorizer((channel, socketId) -> authorize(channel, socketId))
			.setUserAuthenticator((socketId) -> authenticate(socketId));
		Pusher pusher = new Pusher("KEY", options);
		// end::websocket-java[]
		return pusher;
	}

	private static String authorize(String channel, String socketId) {
		return channel + socketId;
	}

	private static String authenticate(String socketId) {
		return socketId;
	}

}
