/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.GroupOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is there when a client comes, told by the real edge.
 */
class SnapshotIntegrationTests {

	private final PipeServer server = PipeServer.builder()
		.address("127.0.0.1")
		.port(0)
		.app(App.of("1", "key", "secret")
			.with(AppOptions
				.of((options) -> options.groups(GroupOptions.DEFAULTS.withMemberTimeout(Duration.ofSeconds(30))))))
		.start();

	// As one keeps it: what a snapshot tells, and what happens after it.
	private final Set<String> present = ConcurrentHashMap.newKeySet();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void whoComesLaterLearnsWhatIsThereAndThenWhatHappens() {
		List<Browser> browsers = List.of(browser(), browser(), browser());
		browsers.get(0).subscribe("room");
		PipeClient client = PipeClient.builder()
			.url(URI.create("ws://127.0.0.1:" + this.server.port()))
			.appId("1")
			.key("key")
			.secret("secret")
			.snapshot(true)
			.build();
		client.receive().subscribe(this::received);
		Await.subscribed(client, PipeEventType.SOCKET_EXISTENCE, PipeEventType.CHANNEL_EXISTENCE);
		Await.connected(client);
		Set<String> expected = new HashSet<>(Set.of("room"));
		browsers.forEach((browser) -> expected.add(browser.id()));
		Await.until(() -> this.present.equals(expected));
		browsers.get(1).close();
		Browser later = browser();
		expected.remove(browsers.get(1).id());
		expected.add(later.id());
		Await.until(() -> this.present.equals(expected));
		this.present.clear();
		Await.completion(client.snapshot());
		Await.until(() -> this.present.equals(expected));
		assertThat(client.state().isConnected()).isTrue();
		Await.disconnected(client);
	}

	private void received(PipeDelivery delivery) {
		PipeNotification notification = delivery.notification();
		if (notification instanceof PipeNotification.Snapshot snapshot) {
			this.present.addAll((snapshot.sockets() != null) ? snapshot.sockets() : List.of());
			this.present.addAll((snapshot.channels() != null) ? snapshot.channels() : List.of());
		}
		else if (notification instanceof PipeNotification.SocketOpened opened) {
			this.present.add(opened.socketId());
		}
		else if (notification instanceof PipeNotification.SocketClosed closed) {
			this.present.remove(closed.socketId());
		}
		delivery.acknowledge();
	}

	private Browser browser() {
		return new Browser(this.server.port(), "key");
	}

}
