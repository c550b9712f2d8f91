/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.readme;

import java.util.Map;

import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeTemplate;

import org.springframework.stereotype.Component;

// tag::quickstart[]
@Component
class Quickstart {

	private final PipeTemplate pipe;

	Quickstart(PipeTemplate pipe) {
		this.pipe = pipe;
	}

	@OnSocketEvent("eventFromBrowser")
	void received(PipeSocket socket, Map<String, Object> data) {
		socket.trigger("acknowledge", Map.of("message", "Roger"));
	}

	@OnChannelEvent(channel = "private-room-*", event = "say")
	void said(@ChannelName String channel, @SocketId String from, Message message) {
		this.pipe.channel(channel).except(from).trigger("said", message);
	}

	record Message(String text) {
	}

}
// end::quickstart[]
