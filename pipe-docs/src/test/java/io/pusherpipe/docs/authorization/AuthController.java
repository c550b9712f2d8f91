/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.authorization;

import java.security.Principal;
import java.util.Map;

import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

// tag::controller[]
@RestController
class AuthController {

	private final PipeConnectionDetails edge;

	AuthController(PipeConnectionDetails edge) {
		this.edge = edge;
	}

	@PostMapping("/broadcasting/auth")
	ResponseEntity<Map<String, String>> authorize(@RequestParam("socket_id") String socket,
			@RequestParam("channel_name") String channel, @Nullable Principal user) {
		if (user == null || !channel.equals("private-" + user.getName())) {
			return ResponseEntity.status(403).build();
		}
		Secret secret = Secret.of(this.edge.getSecret());
		return ResponseEntity
			.ok(Map.of("auth", ChannelSignature.authorize(this.edge.getKey(), secret, socket, channel, null)));
	}

}
// end::controller[]
