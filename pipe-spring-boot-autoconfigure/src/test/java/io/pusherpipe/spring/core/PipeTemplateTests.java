/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientChannel;
import io.pusherpipe.client.PipeClientSocket;
import io.pusherpipe.client.PipeClientUser;
import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.client.PipeLimitException;
import io.pusherpipe.client.PipeNotConnectedException;
import io.pusherpipe.protocol.json.RawJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PipeTemplate}, with a client that only notes what it is given.
 */
@ExtendWith(OutputCaptureExtension.class)
class PipeTemplateTests {

	private final List<Object> sent = new ArrayList<>();

	private final PipeClient client = mock(PipeClient.class);

	private final PipeClientSocket socket = mock(PipeClientSocket.class);

	private final PipeClientChannel channel = mock(PipeClientChannel.class);

	private final PipeTemplate pipe = new PipeTemplate(this.client, JsonMapper.shared());

	@BeforeEach
	void setUp() {
		given(this.client.socket("1.2")).willReturn(this.socket);
		given(this.socket.id()).willReturn("1.2");
		given(this.client.channel("room")).willReturn(this.channel);
		given(this.channel.name()).willReturn("room");
		given(this.channel.except("1.2")).willReturn(this.channel);
		given(this.socket.trigger(eq("e"), any()))
			.willAnswer((call) -> Mono.fromRunnable(() -> this.sent.add(call.getArgument(1))));
	}

	@Test
	void sendsWhetherOrNotAnybodyLooksAtTheResult() {
		this.pipe.socket("1.2").trigger("e", Map.of("a", 1));
		this.pipe.socket("1.2").trigger("e", null);
		this.pipe.socket("1.2").trigger("e", RawJson.of("[ 1 ]"));
		assertThat(this.sent).containsExactly(RawJson.of("{\"a\":1}"), RawJson.NULL, RawJson.of("[ 1 ]"));
	}

	@Test
	void anEventWithoutDataHasNone() {
		given(this.socket.trigger("e")).willReturn(Mono.fromRunnable(() -> this.sent.add("without")));
		assertThat(this.pipe.socket("1.2").trigger("e")).succeedsWithin(1, TimeUnit.SECONDS);
		assertThat(this.sent).containsExactly("without");
	}

	@Test
	void whenDataCannotBeWrittenThenThrowsAtTheCall() {
		List<Object> itself = new ArrayList<>();
		itself.add(itself);
		assertThatExceptionOfType(PipeConversionException.class)
			.isThrownBy(() -> this.pipe.socket("1.2").trigger("e", itself))
			.withMessageContaining("The data of event 'e' cannot be written as JSON");
	}

	@Test
	void whenANameCannotBeThenThrowsAtTheCall() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.pipe.socket("1.2").trigger("", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.pipe.channel("room").trigger("pusher:x", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.pipe.channel("a room"));
	}

	@Test
	void sendsToUsersAndTerminatesThem() {
		PipeClientUser user = mock(PipeClientUser.class);
		given(this.client.user("a b")).willReturn(user);
		given(user.id()).willReturn("a b");
		given(user.trigger(eq("e"), any()))
			.willAnswer((call) -> Mono.fromRunnable(() -> this.sent.add(call.getArgument(1))));
		given(user.terminate()).willReturn(Mono.fromRunnable(() -> this.sent.add("terminated")));
		this.pipe.user("a b").trigger("e", 1);
		this.pipe.user("a b").terminate();
		assertThat(this.sent).containsExactly(RawJson.of("1"), "terminated");
		assertThat(this.pipe.user("a b")).isEqualTo(this.pipe.user("a b")).hasToString("user a b");
	}

	@Test
	void aTerminationThatFailsIsToldToo(CapturedOutput output) {
		PipeClientUser user = mock(PipeClientUser.class);
		given(this.client.user("1")).willReturn(user);
		given(user.id()).willReturn("1");
		given(user.terminate()).willReturn(Mono.error(new PipeNotConnectedException("no connection", null)));
		this.pipe.user("1").terminate();
		assertThat(output).contains("The sockets of user '1' were not closed: no connection");
	}

	@Test
	void whenAUserCannotBeThenThrowsAtTheCall() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.pipe.user(""));
		assertThatIllegalArgumentException().isThrownBy(() -> this.pipe.user("u".repeat(129)));
	}

	@Test
	void warnsOfTheFirstFailureOfARow(CapturedOutput output) {
		PipeNotConnectedException failure = new PipeNotConnectedException("no connection", null);
		given(this.channel.trigger(eq("e"), any())).willReturn(Mono.error(failure))
			.willReturn(Mono.error(failure))
			.willReturn(Mono.empty())
			.willReturn(Mono.error(failure));
		for (int i = 0; i < 4; i++) {
			this.pipe.channel("room").trigger("e", i);
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("Event 'e' was not sent: no connection")))
			.hasSize(2);
	}

	@Test
	void whenALimitIsReachedThenNamesTheKey(CapturedOutput output) {
		given(this.channel.trigger(eq("e"), any()))
			.willReturn(Mono.error(new PipeLimitException("too large", "maxMessageSize")));
		this.pipe.channel("room").trigger("e", 1);
		assertThat(output).contains("too large (property pusher.pipe.max-message-size)");
	}

	@Test
	void socketsWithOneIdAreEqual() {
		assertThat(this.pipe.socket("1.2")).isEqualTo(this.pipe.socket("1.2"))
			.hasSameHashCodeAs(this.pipe.socket("1.2"))
			.hasToString("socket 1.2");
	}

	@Test
	void channelsTellWhomTheyLeaveOut() {
		assertThat(this.pipe.channel("room").except("1.2")).hasToString("channel room without socket 1.2");
	}

}
