/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.time.Duration;
import java.util.Map;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeState;
import io.pusherpipe.protocol.pipe.PipeEventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link PipeServerExtension}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipeServerExtensionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@RegisterExtension
	static final PipeServerExtension edge = PipeServerExtension.builder()
		.timeout(TIMEOUT)
		.app((options) -> options.maxSubscriptions(1))
		.server((builder) -> builder.workerThreads(2))
		.build();

	@RegisterExtension
	final PipeServerExtension own = PipeServerExtension.builder().timeout(TIMEOUT).build();

	private static @Nullable PipeTestSocket former;

	private static int formerPort;

	private static int formerOwnPort;

	@Test
	@Order(1)
	void eachEdgeHasAPortOfItsOwn() {
		former = edge.connect();
		formerPort = edge.port();
		formerOwnPort = this.own.port();
		assertThat(edge.port()).isPositive().isNotEqualTo(this.own.port());
		assertThat(edge.url()).hasScheme("ws").hasHost("127.0.0.1").hasPort(edge.port());
		assertThat(edge.secret()).isNotEqualTo(this.own.secret());
	}

	@Test
	@Order(2)
	void ofAClassItStaysWhileSocketsAreClosedAfterEachTest() {
		assertThat(edge.port()).isEqualTo(formerPort);
		assertThat(former).isNotNull().satisfies((socket) -> assertThat(socket.isOpen()).isFalse());
		assertThat(this.own.connect().isOpen()).isTrue();
		assertThat(this.own.port()).isPositive();
		assertThat(formerOwnPort).isPositive();
	}

	@Test
	void optionsOfTheApplicationHold() {
		PipeTestSocket socket = edge.connect().subscribe("one");
		assertThat(catchThrowableOfType(PipeRefusalException.class, () -> socket.subscribe("two")))
			.hasMessageContaining("limit of 1 channels")
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(4100));
	}

	@Test
	void whatABackendTriggersIsSeenWithoutABrowser() {
		PipeClient client = this.own.clientBuilder().build();
		client.connect().block(TIMEOUT);
		client.channel("news").except("1.1").trigger("headline", Map.of("text", "None")).block(TIMEOUT);
		client.user("ada").trigger("hint", null).block(TIMEOUT);
		client.channels("a", "b").trigger("both", 1).block(TIMEOUT);
		assertThat(this.own.awaitTriggered("hint").userId()).isEqualTo("ada");
		assertThat(this.own.triggered()).extracting(TriggeredEvent::toString)
			.containsExactly("'headline' on news except 1.1 {\"text\":\"None\"}", "'hint' to user ada null",
					"'both' on a 1", "'both' on b 1");
		client.disconnect().block(TIMEOUT);
	}

	@Test
	void handledIsWhatTheBackendHasAcknowledged() {
		PipeClient client = this.own.clientBuilder().group("slow").build();
		client.receive().delayElements(Duration.ofMillis(50)).subscribe((delivery) -> {
			client.channel("echo").trigger("done").subscribe();
			delivery.acknowledge();
		});
		client.subscribe(PipeEventType.SOCKET_MESSAGE).then(client.connect()).block(TIMEOUT);
		this.own.emit("one", null);
		this.own.emit("presence-room", "two", "data");
		assertThat(this.own.triggered()).extracting(TriggeredEvent::event).contains("done", "done");
		client.disconnect().block(TIMEOUT);
	}

	@Test
	void backendsComeBackAfterTheirConnectionIsDropped() {
		PipeClient client = this.own.clientBuilder().build();
		client.connect().block(TIMEOUT);
		String before = client.socketId();
		this.own.dropConnection();
		PipeState.Connected again = client.states()
			.ofType(PipeState.Connected.class)
			.filter((state) -> !state.socketId().equals(before))
			.blockFirst(TIMEOUT);
		assertThat(again).isNotNull();
		client.disconnect().block(TIMEOUT);
	}

	@Test
	void whereNoTestRunsThereIsNoPort() {
		assertThatIllegalStateException().isThrownBy(() -> new PipeServerExtension().port())
			.withMessage("The edge runs only while tests do");
	}

	@Nested
	class Within {

		@Test
		void hasTheEdgeOfTheClassAroundIt() {
			assertThat(edge.connect().isOpen()).isTrue();
			assertThat(edge.port()).isNotEqualTo(PipeServerExtensionTests.this.own.port());
		}

	}

}
