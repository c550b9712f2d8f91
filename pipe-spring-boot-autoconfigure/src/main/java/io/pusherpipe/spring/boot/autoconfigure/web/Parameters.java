/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.ChannelNames;
import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.protocol.SocketIds;

import org.springframework.util.CollectionUtils;
import org.springframework.util.MultiValueMap;

/**
 * The parameters of a request for an authorization.
 *
 * @param values all of them
 */
record Parameters(MultiValueMap<String, String> values) {

	private static final int MAX_CALLBACK_LENGTH = 100;

	// Pusher's client names "Pusher.auth_callbacks['1']".
	private static final Pattern CALLBACK = Pattern
		.compile("[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*|\\['\\w+']|\\[[0-9]+])*");

	/** Makes the values unmodifiable. */
	Parameters {
		values = CollectionUtils.unmodifiableMultiValueMap(values);
	}

	/**
	 * The socket.
	 * @return the {@code socket_id}
	 * @throws BadAuthorizationRequestException if it has none, or no valid one
	 */
	String socketId() throws BadAuthorizationRequestException {
		return single("socket_id", SocketIds::isValid, "has the form 123.456");
	}

	/**
	 * The channel.
	 * @return the {@code channel_name}
	 * @throws BadAuthorizationRequestException if it has none, or none that takes an
	 * authorization
	 */
	String channel() throws BadAuthorizationRequestException {
		return single("channel_name", (name) -> ChannelNames.isValid(name) && ChannelType.of(name).needsSignature(),
				"begins with private- or presence- and has at most " + ChannelNames.MAX_LENGTH
						+ " of the characters A-Z a-z 0-9 _ - = @ , . ;");
	}

	/**
	 * The function that a script calls.
	 * @return the {@code callback}
	 * @throws BadAuthorizationRequestException if it has none, or one that could be more
	 * than the name of a function
	 */
	String callback() throws BadAuthorizationRequestException {
		return single("callback", (name) -> name.length() <= MAX_CALLBACK_LENGTH && CALLBACK.matcher(name).matches(),
				"is the name of a function, of at most " + MAX_CALLBACK_LENGTH + " characters");
	}

	private String single(String name, Predicate<String> valid, String rule) throws BadAuthorizationRequestException {
		List<String> values = this.values.getOrDefault(name, List.of());
		if (values.size() != 1 || !valid.test(values.get(0))) {
			throw new BadAuthorizationRequestException("There must be one " + name + ", which " + rule);
		}
		return values.get(0);
	}

}
