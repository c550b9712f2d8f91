/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.List;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientBuilder;
import io.pusherpipe.client.PipeEndpoint;
import io.pusherpipe.client.PipeReconnect;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import io.pusherpipe.spring.boot.autoconfigure.PipeProperties.Heartbeat;
import io.pusherpipe.spring.boot.autoconfigure.PipeProperties.Reconnect;
import io.pusherpipe.spring.boot.autoconfigure.PipeProperties.Template;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.StringUtils;

/**
 * Builds the client that the properties describe.
 */
final class PipeClientFactory {

	private static final String PREFIX = "pusher.pipe.";

	private final PipeProperties properties;

	private final @Nullable String applicationName;

	private final PipeConnectionDetails details;

	private final JsonMapper jsonMapper;

	private final List<PipeHttpClientCustomizer> httpCustomizers;

	private final List<PipeClientBuilderCustomizer> customizers;

	/**
	 * Create a new factory.
	 * @param properties what the client is like
	 * @param applicationName the application's name, or {@code null}
	 * @param details where it connects to, asked before each attempt
	 * @param jsonMapper converts data
	 * @param httpCustomizers what adjusts its HTTP client
	 * @param customizers what adjusts the client
	 */
	PipeClientFactory(PipeProperties properties, @Nullable String applicationName, PipeConnectionDetails details,
			JsonMapper jsonMapper, List<PipeHttpClientCustomizer> httpCustomizers,
			List<PipeClientBuilderCustomizer> customizers) {
		this.properties = properties;
		this.applicationName = applicationName;
		this.details = details;
		this.jsonMapper = jsonMapper;
		this.httpCustomizers = httpCustomizers;
		this.customizers = customizers;
	}

	/**
	 * Build the client.
	 * @return the client, which is not connected
	 * @throws PipeConfigurationException if it cannot be as the properties say
	 */
	PipeClient create() {
		PipeClientBuilder builder = PipeClient.builder()
			.endpoint(this::endpoint)
			.httpClient(HttpClient::proxyWithSystemProperties)
			.httpClient(this::secure)
			.jsonMapper(this.jsonMapper)
			.debug(this.properties.debug());
		configure(builder);
		this.httpCustomizers.forEach((customizer) -> builder.httpClient(customizer::customize));
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private PipeEndpoint endpoint() {
		return PipeEndpoint.of(this.details.getUrl(), this.details.getAppId(), this.details.getKey(),
				this.details.getSecret());
	}

	private HttpClient secure(HttpClient client) {
		SslBundle bundle = this.details.getSslBundle();
		return (bundle != null) ? client.secure((spec) -> spec.sslContext(SslContexts.forClient(bundle))) : client;
	}

	private void configure(PipeClientBuilder builder) {
		PipeProperties from = this.properties;
		Keys.set(PREFIX + "group", group(), builder::group);
		Keys.set(PREFIX + "member", from.member(), builder::member);
		Keys.set(PREFIX + "shard", from.shard(), builder::shard);
		Keys.set(PREFIX + "handler.prefetch", from.handler().prefetch(), builder::prefetch);
		Keys.set(PREFIX + "connect-timeout", from.connectTimeout(), builder::connectTimeout);
		Keys.setBytes(PREFIX + "max-message-size", from.maxMessageSize(), builder::maxMessageSize);
		Keys.set(PREFIX + "reconnect", from.reconnect(), (Reconnect value) -> builder.reconnect(reconnect(value)));
		Keys.set(PREFIX + "heartbeat", from.heartbeat(),
				(Heartbeat value) -> builder.heartbeat(value.interval(), value.timeout()));
		Keys.setBytes(PREFIX + "handler.buffer-size", from.handler().bufferSize(), builder::receiveBuffer);
		Template template = from.template();
		Keys.set(PREFIX + "template.reply-timeout", template.replyTimeout(), builder::replyTimeout);
		Keys.set(PREFIX + "template.when-disconnected", template.whenDisconnected(), builder::whenDisconnected);
		Keys.setBytes(PREFIX + "template.buffer-size", template.bufferSize(), builder::outboundBuffer);
	}

	private @Nullable String group() {
		String group = this.properties.group();
		if (group != null) {
			return group.isEmpty() ? null : group;
		}
		String name = this.applicationName;
		if (!StringUtils.hasText(name)) {
			return null;
		}
		// An application may be called anything.
		name = name.strip().replaceAll("[^A-Za-z0-9_=@,.;:-]", "-");
		return name.substring(0, Math.min(name.length(), PipeSubscription.MAX_NAME_LENGTH));
	}

	private static PipeReconnect reconnect(Reconnect from) {
		PipeReconnect defaults = PipeReconnect.defaults();
		return new PipeReconnect(from.initialInterval(), from.multiplier(), from.maxInterval(), from.stableAfter(),
				(from.maxAttempts() != null) ? from.maxAttempts() : defaults.maxAttempts());
	}

}
