/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "azAZ09_-=@,.;" })
	void channelNamesMayHoldLettersDigitsAndSomePunctuation(String name) {
		assertThat(ChannelNames.isValid(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a/b", "#a", "a:b", "a*", "\u00e9", "a\n" })
	void otherChannelNamesAreInvalid(String name) {
		assertThat(ChannelNames.isValid(name)).isFalse();
	}

	@Test
	void namesHaveAtMost200Characters() {
		assertThat(ChannelNames.isValid("a".repeat(200))).isTrue();
		assertThat(ChannelNames.isValid("a".repeat(201))).isFalse();
		assertThat(EventNames.isValid("a".repeat(200))).isTrue();
		assertThat(EventNames.isValid("a".repeat(201))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pusher:x", "pusher_internal:x", "pipe:x", "" })
	void protocolEventNamesAreReserved(String name) {
		assertThat(EventNames.isValid(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pusher", "pipe", "pusher-auth-request", "client-x", "event:join", "my event" })
	void otherEventNamesAreNot(String name) {
		assertThat(EventNames.isValid(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1", "1234.5678", "2147483648.9223372036854775807" })
	void socketIdsAreDigitsDotDigits(String id) {
		assertThat(SocketIds.isValid(id)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "1.", ".1", "1", "1.1.1", "a.1", "1.1 ", "-1.1", "1,1" })
	void otherSocketIdsAreInvalid(String id) {
		assertThat(SocketIds.isValid(id)).isFalse();
	}

}
