/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.stomp.before;

import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.stereotype.Controller;

// tag::stomp-handler[]
@Controller
class RoomController {

	private final SimpMessagingTemplate template;

	RoomController(SimpMessagingTemplate template) {
		this.template = template;
	}

	@MessageMapping("/rooms/{room}/say")
	@SendTo("/topic/rooms/{room}")
	Said said(@DestinationVariable String room, @Header("simpSessionId") String session, Say say) {
		return new Said(session, say.text());
	}

	void close(String room) {
		this.template.convertAndSend("/topic/rooms/" + room, new Said("the house", "We are closing"));
	}

	record Say(String text) {
	}

	record Said(String from, String text) {
	}

}
// end::stomp-handler[]
