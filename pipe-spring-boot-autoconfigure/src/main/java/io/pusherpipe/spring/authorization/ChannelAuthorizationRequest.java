/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.authorization;

import java.security.Principal;

import io.pusherpipe.protocol.ChannelType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * A socket wants to subscribe to a channel.
 *
 * @param socketId the socket's id, such as {@code 123.456}. The client says that this is
 * its socket; the answer is of use to that socket alone
 * @param channel the channel's name, that of a private, encrypted or presence channel
 * @param principal who sent the HTTP request, or {@code null} if nobody has logged in;
 * with Spring Security an {@code Authentication}
 * @param parameters all parameters of the HTTP request, among them those that the page
 * has configured to be sent
 */
public record ChannelAuthorizationRequest(String socketId, String channel, @Nullable Principal principal,
		MultiValueMap<String, String> parameters) {

	/**
	 * The type of the channel.
	 * @return the type, which the channel's name tells
	 */
	public ChannelType channelType() {
		return ChannelType.of(this.channel);
	}

}
