/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeDelivery;
import io.pusherpipe.client.PipeInfo;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeNotification;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only member of a group, with {@link PipeClient} in protocol 1.0: what it has
 * received and acknowledged is to be the same that others have heard.
 */
final class GroupMember implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String GROUP = "beside";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final PipeClient client;

	private final Disposable receiving;

	// each as JSON
	private final List<String> received = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger redelivered = new AtomicInteger();

	GroupMember(int port, String appId, String key, String secret) {
		this.client = PipeClient.builder()
			.url(URI.create("ws://127.0.0.1:" + port))
			.appId(appId)
			.key(key)
			.secret(secret)
			.group(GROUP)
			.replyTimeout(PATIENCE)
			.build();
		this.receiving = this.client.receive().subscribe(this::take);
		this.client.subscribe(PipeEventType.SOCKET_EXISTENCE, PipeEventType.SOCKET_MESSAGE)
			.then(this.client.connect())
			.block(PATIENCE);
	}

	private void take(PipeDelivery delivery) {
		String json = json(delivery);
		if (json != null) {
			this.received.add(json);
		}
		if (delivery.redelivered()) {
			this.redelivered.incrementAndGet();
		}
		delivery.acknowledge();
	}

	private static @Nullable String json(PipeDelivery delivery) {
		if (delivery.notification() instanceof PipeNotification.SocketOpened opened) {
			return array("open", opened.socketId());
		}
		if (delivery.notification() instanceof PipeNotification.SocketClosed closed) {
			return array("close", closed.socketId());
		}
		if (delivery.notification() instanceof PipeNotification.SocketMessage message) {
			String name = array("event", message.socketId(), message.event(), message.channel());
			return (message.data() == null) ? name : name.substring(0, name.length() - 1) + "," + message.data() + "]";
		}
		return null;
	}

	private static String array(@Nullable String... values) {
		return JSON.writeValueAsString(values);
	}

	/**
	 * What it has received, and what the edge has still to be told about.
	 * @return JSON: {@code received}, in order, each an array of what, socket, event,
	 * channel, data; {@code redelivered}, how many of them came again; and
	 * {@code outstanding}, how many events wait to be delivered or acknowledged
	 */
	String json() {
		PipeInfo info = Objects.requireNonNull(this.client.info().block(PATIENCE));
		PipeInfo.Group group = Objects.requireNonNull(info.groups().get(GROUP));
		return "{\"received\":%s,\"redelivered\":%d,\"outstanding\":%d}".formatted(this.received,
				this.redelivered.get(), group.waiting() + group.unacknowledged());
	}

	@Override
	public void close() {
		// it leaves when it has acknowledged all that it was sent, so that it must
		// receive until then
		this.client.disconnect().block(PATIENCE);
		this.receiving.dispose();
	}

}
