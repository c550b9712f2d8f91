/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.webhooks.before;

import java.util.List;
import java.util.Map;

import com.pusher.rest.Pusher;
import com.pusher.rest.data.Validity;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

// tag::webhook-controller[]
@RestController
class WebhookController {

	private final Pusher pusher;

	private final JsonMapper json;

	WebhookController(Pusher pusher, JsonMapper json) {
		this.pusher = pusher;
		this.json = json;
	}

	@PostMapping("/webhooks")
	ResponseEntity<Void> received(@RequestHeader("X-Pusher-Key") String key,
			@RequestHeader("X-Pusher-Signature") String signature, @RequestBody String body) {
		if (this.pusher.validateWebhookSignature(key, signature, body) != Validity.VALID) {
			return ResponseEntity.status(401).build();
		}
		for (WebhookEvent event : this.json.readValue(body, Webhook.class).events()) {
			if (event.name().equals("member_added")) {
				this.pusher.trigger("lobby", "arrived", Map.of("user", event.user_id()));
			}
		}
		return ResponseEntity.ok().build();
	}

	record Webhook(List<WebhookEvent> events) {
	}

	record WebhookEvent(String name, String channel, String user_id) {
	}

}
// end::webhook-controller[]
