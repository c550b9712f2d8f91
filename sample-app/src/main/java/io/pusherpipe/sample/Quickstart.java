/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import java.util.Map;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeSocket;

import org.springframework.stereotype.Component;

/**
 * The quickstart of 2011: hears an event from a browser and answers. The page shows these
 * lines.
 */
@Component
class Quickstart {

	@OnSocketEvent("eventFromBrowser")
	void received(PipeSocket socket, Map<String, Object> data) {
		socket.trigger("acknowledge", Map.of("message", "Roger"));
	}

}
