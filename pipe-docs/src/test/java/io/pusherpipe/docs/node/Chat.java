/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeTemplate;

import org.springframework.stereotype.Component;

// tag::node-application[]
@Component
class Chat {

	private final Map<String, String> names = new ConcurrentHashMap<>();

	private final PipeTemplate pipe;

	Chat(PipeTemplate pipe) {
		this.pipe = pipe;
	}

	@OnSocketClose
	void left(@SocketId String socketId) {
		this.names.remove(socketId);
	}

	@OnSocketEvent("sign-in")
	void signedIn(PipeSocket socket, SignIn data) {
		this.names.put(socket.id(), data.name());
		socket.trigger("acknowledge", Map.of("message", "Roger, " + data.name()));
	}

	@OnChannelEvent(event = "say")
	void said(@ChannelName String channel, @SocketId String socketId, Say data) {
		String name = this.names.getOrDefault(socketId, "somebody");
		this.pipe.channel(channel).trigger("said", Map.of("name", name, "text", data.text()));
	}

	record SignIn(String name) {
	}

	record Say(String text) {
	}

}
// end::node-application[]
