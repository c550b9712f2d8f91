/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.ChannelAuthorizationRequest;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.authorization.UserAuthenticationRequest;
import io.pusherpipe.spring.boot.autoconfigure.PipeConfigurationException;
import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link AuthorizationSigner}, with the worked examples of Pusher's
 * documentation.
 */
class AuthorizationSignerTests {

	private static final String KEY = "278d425bdf160c739803";

	private static final String SECRET = "7ad3773142a6692b25b8";

	private static final String MASTER_KEY = Base64.getEncoder()
		.encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

	private volatile String secret = SECRET;

	private final AuthorizationSigner signer = new AuthorizationSigner(details(), JsonMapper.shared(),
			EncryptionKey.of(MASTER_KEY));

	@Test
	void signsAPrivateChannelAsDocumented() {
		assertThat(this.signer.sign(channel("private-foobar"), ChannelAuthorization.allow()))
			.hasToString("{\"auth\":\"" + KEY + ":58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4\"}");
	}

	@Test
	void signsAUserAsDocumented() {
		assertThat(this.signer.sign(user(), UserAuthentication.as("12345")))
			.hasToString("{\"auth\":\"" + KEY + ":4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba\","
					+ "\"user_data\":\"{\\\"id\\\":\\\"12345\\\"}\"}");
	}

	@Test
	void signsTheTextOfChannelDataThatItSends() {
		JsonNode answer = read(this.signer.sign(channel("presence-foobar"),
				ChannelAuthorization.allow("10", RawJson.of("{ \"name\" : \"Mr. Channels\" }"))));
		String channelData = answer.get("channel_data").asString();
		assertThat(channelData).isEqualTo("{\"user_id\":\"10\",\"user_info\":{ \"name\" : \"Mr. Channels\" }}");
		assertThat(ChannelSignature.verifies(answer.get("auth").asString(), KEY, Secret.of(SECRET), "1234.1234",
				"presence-foobar", channelData))
			.isTrue();
	}

	@Test
	void aUserOnAChannelWithoutUsersIsNotSigned() {
		assertThat(this.signer.sign(channel("private-foobar"), ChannelAuthorization.allow("10", Map.of("a", 1))))
			.isEqualTo(this.signer.sign(channel("private-foobar"), ChannelAuthorization.allow()));
	}

	@Test
	void keyAndSecretAreAskedForEverySignature() {
		RawJson before = this.signer.sign(channel("private-foobar"), ChannelAuthorization.allow());
		this.secret = "changed";
		assertThat(this.signer.sign(channel("private-foobar"), ChannelAuthorization.allow())).isNotEqualTo(before);
	}

	@Test
	void aRefusalIsNotSigned() {
		assertThat(this.signer.sign(channel("private-foobar"), ChannelAuthorization.refuse())).isNull();
		assertThat(this.signer.sign(channel("private-foobar"), ChannelAuthorization.allowIf(false))).isNull();
		assertThat(this.signer.sign(user(), UserAuthentication.refuse())).isNull();
		assertThat(this.signer.sign(user(), UserAuthentication.refuse().withInfo("x"))).isNull();
	}

	@Test
	void theKeyOfAnEncryptedChannelIsDerivedAsDocumented() {
		JsonNode answer = read(this.signer.sign(channel("private-encrypted-cache-a"), ChannelAuthorization.allow()));
		assertThat(answer.get("shared_secret").asString()).isEqualTo("5d14hAIIBN2hZhmYH1ziUyjwPKhZbrjS8elCwO6Tkoo=");
	}

	@Test
	void whenThereIsNoMasterKeyThenNamesTheProperty() {
		AuthorizationSigner without = new AuthorizationSigner(details(), JsonMapper.shared(), null);
		assertThatIllegalStateException()
			.isThrownBy(() -> without.sign(channel("private-encrypted-a"), ChannelAuthorization.allow()))
			.withMessageContaining("pusher.pipe.encryption-master-key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0123456789abcdef0123456789abcdef", "c2hvcnQ=", "not~so", "=" })
	void aMasterKeyThatCannotBeIsRefusedWithoutShowingIt(String key) {
		assertThatExceptionOfType(PipeConfigurationException.class).isThrownBy(() -> EncryptionKey.of(key))
			.withMessageContaining("pusher.pipe.encryption-master-key")
			.withMessageContaining("32 random bytes in base64")
			.withMessageNotContaining(key)
			.withMessageNotContaining("~")
			.withNoCause();
	}

	@Test
	void theMasterKeyShowsNowhere() {
		assertThat(EncryptionKey.of(MASTER_KEY)).hasToString("EncryptionKey[hidden]");
	}

	@Test
	void userIdsThatCannotBeAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ChannelAuthorization.allow(""));
		assertThatIllegalArgumentException().isThrownBy(() -> UserAuthentication.as("u".repeat(129)))
			.withMessageContaining("128");
	}

	private static ChannelAuthorizationRequest channel(String name) {
		return new ChannelAuthorizationRequest("1234.1234", name, null, new LinkedMultiValueMap<>());
	}

	private static UserAuthenticationRequest user() {
		return new UserAuthenticationRequest("1234.1234", null, new LinkedMultiValueMap<>());
	}

	private static JsonNode read(@Nullable RawJson json) {
		return JsonMapper.shared().readTree(Objects.requireNonNull(json).toString());
	}

	private PipeConnectionDetails details() {
		return new PipeConnectionDetails() {

			@Override
			public URI getUrl() {
				return URI.create("ws://localhost:1");
			}

			@Override
			public String getAppId() {
				return "3";
			}

			@Override
			public String getKey() {
				return KEY;
			}

			@Override
			public String getSecret() {
				return AuthorizationSignerTests.this.secret;
			}

		};
	}

}
