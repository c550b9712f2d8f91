/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.auth;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The worked examples of Pusher's documentation.
 */
class SignatureTests {

	private static final String KEY = "278d425bdf160c739803";

	private static final Secret SECRET = Secret.of("7ad3773142a6692b25b8");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
			"private-foobar | | 58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4",
			"presence-foobar | {\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}} | 31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80",
			"presence-foobar | {\"user_id\":10,\"user_info\":{\"name\":\"Mr. Pusher\"}} | afaed3695da2ffd16931f457e338e6c9f2921fa133ce7dac49f529792be6304c" })
	void channelsAreSignedAsDocumented(String channel, String channelData, String signature) {
		String auth = KEY + ":" + signature;
		assertThat(ChannelSignature.authorize(KEY, SECRET, "1234.1234", channel, channelData)).isEqualTo(auth);
		assertThat(ChannelSignature.verifies(auth, KEY, SECRET, "1234.1234", channel, channelData)).isTrue();
		assertThat(ChannelSignature.verifies(auth, KEY, SECRET, "1234.1235", channel, channelData)).isFalse();
		assertThat(ChannelSignature.verifies("x" + auth, KEY, SECRET, "1234.1234", channel, channelData)).isFalse();
		assertThat(ChannelSignature.verifies(auth + "0", KEY, SECRET, "1234.1234", channel, channelData)).isFalse();
		assertThat(ChannelSignature.verifies(signature, KEY, SECRET, "1234.1234", channel, channelData)).isFalse();
	}

	@Test
	void aPipesUrlIsSignedWithTheSignatureLast() {
		String query = PipeSignature.sign(SECRET, "/app/3", "auth_key=" + KEY + "&auth_timestamp=1&auth_version=1.0");
		assertThat(query).startsWith("auth_key=").matches(".*&auth_signature=[0-9a-f]{64}");
		assertThat(PipeSignature.verifies(SECRET, "/app/3", query)).isTrue();
		assertThat(PipeSignature.verifies(SECRET, "/app/4", query)).isFalse();
		assertThat(PipeSignature.verifies(SECRET, "/app/3", query.replace("timestamp=1", "timestamp=2"))).isFalse();
		assertThat(PipeSignature.verifies(SECRET, "/app/3", query + "&x=1")).isFalse();
		assertThat(PipeSignature.verifies(SECRET, "/app/3", "auth_key=" + KEY)).isFalse();
		assertThat(PipeSignature.verifies(Secret.of("other"), "/app/3", query)).isFalse();
	}

	@Test
	void aSecretNeverShowsItself() {
		assertThat(SECRET.toString()).doesNotContain("7ad3773142a6692b25b8");
		assertThatIllegalArgumentException().isThrownBy(() -> Secret.of("")).withMessage("secret must not be empty");
	}

}
