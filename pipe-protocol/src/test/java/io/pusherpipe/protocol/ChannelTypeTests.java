/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelTypeTests {

	@ParameterizedTest
	@CsvSource({ "orders, PUBLIC", "cache-a, CACHE", "private-a, PRIVATE", "private-cache-a, PRIVATE_CACHE",
			"private-encrypted-a, PRIVATE_ENCRYPTED", "private-encrypted-cache-a, PRIVATE_ENCRYPTED_CACHE",
			"presence-a, PRESENCE", "presence-cache-a, PRESENCE_CACHE", "#server-to-user-1, SERVER_TO_USER",
			"xcache-y, PUBLIC", "my-private-thing, PUBLIC", "private, PUBLIC", "presence-encrypted-a, PRESENCE",
			"Private-a, PUBLIC", "'', PUBLIC", "private-, PRIVATE", "cache-private-a, CACHE" })
	void thePrefixDecides(String name, ChannelType type) {
		assertThat(ChannelType.of(name)).isEqualTo(type);
	}

	@ParameterizedTest
	@EnumSource
	void aNameWithTheTypesPrefixIsOfTheType(ChannelType type) {
		assertThat(ChannelType.of(type.prefix() + "x")).isEqualTo(type);
	}

}
