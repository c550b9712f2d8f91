/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.nio.charset.StandardCharsets;

import io.pusherpipe.protocol.json.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the request {@code terminate_user} on the wire.
 */
class TerminateUserTests {

	@Test
	void isWrittenAndReadBack() {
		PipeRequest request = new PipeRequest(RawJson.of("\"1\""), new PipeRequest.TerminateUser("a \"b/1"));
		byte[] text = Pipe02Codec.INSTANCE.encode(request);
		assertThat(new String(text, StandardCharsets.UTF_8))
			.isEqualTo("{\"id\":\"1\",\"method\":\"terminate_user\",\"params\":{\"user_id\":\"a \\\"b/1\"}}");
		assertThat(Pipe02Codec.INSTANCE.decodeRequest(text)).isEqualTo(request);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"user_id\":null}", "{\"user_id\":\"\"}", "{\"user_id\":7}", "[]" })
	void withoutAUserIsMalformed(String params) {
		PipeRequest request = Pipe02Codec.INSTANCE
			.decodeRequest(("{\"id\":1,\"method\":\"terminate_user\",\"params\":" + params + "}")
				.getBytes(StandardCharsets.UTF_8));
		assertThat(request.command()).isInstanceOfSatisfying(PipeRequest.Malformed.class, (malformed) -> {
			assertThat(malformed.error().code()).isEqualTo(PipeError.BAD_REQUEST);
			assertThat(malformed.error().message()).startsWith("terminate_user: ");
		});
	}

}
