/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import java.nio.charset.StandardCharsets;

import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.ChannelAuthorizationRequest;
import io.pusherpipe.spring.authorization.DecisionWriter;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.authorization.UserAuthenticationRequest;
import io.pusherpipe.spring.boot.autoconfigure.PipeConfigurationException;
import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import io.pusherpipe.spring.boot.autoconfigure.PipeProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;

/**
 * Signs what has been decided, in the form that clients take it (Pusher protocol 7,
 * authorization endpoints).
 */
final class AuthorizationSigner {

	private final PipeConnectionDetails details;

	private final DecisionWriter writer;

	private final @Nullable EncryptionKey encryptionKey;

	/**
	 * Create a new signer.
	 * @param details knows key and secret, asked for every signature
	 * @param jsonMapper writes what applications tell of users
	 * @param encryptionKey the key of encrypted channels, or {@code null} without any
	 */
	AuthorizationSigner(PipeConnectionDetails details, JsonMapper jsonMapper, @Nullable EncryptionKey encryptionKey) {
		this.details = details;
		this.writer = new DecisionWriter(jsonMapper);
		this.encryptionKey = encryptionKey;
	}

	/**
	 * The signer that the application describes.
	 * @param details knows key and secret
	 * @param jsonMapper the application's mapper, if it has one
	 * @param properties may hold the key of encrypted channels
	 * @return the signer
	 * @throws PipeConfigurationException if the key cannot be
	 */
	static AuthorizationSigner of(PipeConnectionDetails details, ObjectProvider<JsonMapper> jsonMapper,
			PipeProperties properties) {
		String key = properties.encryptionMasterKey();
		return new AuthorizationSigner(details, jsonMapper.getIfAvailable(JsonMapper::shared),
				StringUtils.hasText(key) ? EncryptionKey.of(key) : null);
	}

	/**
	 * Sign the authorization of a subscription.
	 * @param request what was asked for
	 * @param authorization what was decided
	 * @return what the client gets, or {@code null} for a refusal
	 */
	@Nullable RawJson sign(ChannelAuthorizationRequest request, ChannelAuthorization authorization) {
		if (!authorization.isAllowed()) {
			return null;
		}
		ChannelType type = request.channelType();
		String channelData = type.isPresence() ? text(this.writer.channelData(authorization)) : null;
		JsonWriter answer = JsonWriter.object()
			.string("auth", ChannelSignature.authorize(this.details.getKey(), secret(), request.socketId(),
					request.channel(), channelData));
		if (channelData != null) {
			answer.string("channel_data", channelData);
		}
		if (type.isEncrypted()) {
			answer.string("shared_secret", sharedSecret(request.channel()));
		}
		return answer.toRawJson();
	}

	/**
	 * Sign the authentication of a user.
	 * @param request what was asked for
	 * @param authentication what was decided
	 * @return what the client gets, or {@code null} for a refusal
	 */
	@Nullable RawJson sign(UserAuthenticationRequest request, UserAuthentication authentication) {
		String userData = text(this.writer.userData(authentication));
		if (userData == null) {
			return null;
		}
		return JsonWriter.object()
			.string("auth", UserSignature.authorize(this.details.getKey(), secret(), request.socketId(), userData))
			.string("user_data", userData)
			.toRawJson();
	}

	private String sharedSecret(String channel) {
		if (this.encryptionKey == null) {
			throw new IllegalStateException("A subscription to an encrypted channel cannot be authorized: "
					+ "the property pusher.pipe.encryption-master-key is not set");
		}
		return this.encryptionKey.sharedSecret(channel);
	}

	private Secret secret() {
		return Secret.of(this.details.getSecret());
	}

	private static @Nullable String text(@Nullable RawJson json) {
		return (json != null) ? new String(json.toByteArray(), StandardCharsets.UTF_8) : null;
	}

}
