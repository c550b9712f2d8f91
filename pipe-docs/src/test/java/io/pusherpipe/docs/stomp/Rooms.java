/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.stomp;

import io.pusherpipe.spring.annotation.ChannelVariable;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.TriggerOnChannel;
import io.pusherpipe.spring.core.PipeTemplate;

import org.springframework.stereotype.Component;

// tag::pipe-handler[]
@Component
class Rooms {

	private final PipeTemplate pipe;

	Rooms(PipeTemplate pipe) {
		this.pipe = pipe;
	}

	@OnChannelEvent(channel = "room-{room}", event = "say")
	@TriggerOnChannel("said")
	Said said(@ChannelVariable String room, @SocketId String socket, Say say) {
		return new Said(socket, say.text());
	}

	void close(String room) {
		this.pipe.channel("room-" + room).trigger("said", new Said("the house", "We are closing"));
	}

	record Say(String text) {
	}

	record Said(String from, String text) {
	}

}
// end::pipe-handler[]
