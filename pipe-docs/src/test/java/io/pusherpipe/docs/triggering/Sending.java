/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.triggering;

import java.util.Map;

import io.pusherpipe.spring.core.PipeTemplate;

import org.springframework.stereotype.Component;

@Component
class Sending {

	private final PipeTemplate pipe;

	Sending(PipeTemplate pipe) {
		this.pipe = pipe;
	}

	void everyWay(String socketId, String userId, Object message, Object notice) {
		// tag::sending[]
		this.pipe.socket(socketId).trigger("acknowledge", Map.of("message", "Roger"));
		this.pipe.channel("room").trigger("said", message);
		this.pipe.channel("room").except(socketId).trigger("said", message);
		this.pipe.channels("lobby", "room").trigger("said", message);
		this.pipe.user(userId).trigger("notice", notice);
		// end::sending[]
	}

}
