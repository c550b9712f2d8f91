/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.pusherpipe.client.PipeClientSocket;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketOpened;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnMemberAdded;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.core.PipeUser;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for arguments that spring-messaging knows, for those of resolvers of the
 * application, and for users.
 */
class MessageArgumentTests {

	@Test
	void headersByTheirNames() {
		try (HandlerFixture fixture = HandlerFixture.of(ByHeader.class)) {
			fixture.redelivered = true;
			fixture.deliver(new SocketMessage("1.1", "say", null, "presence-a", "7", null));
			fixture.channelEvent("1.1", "room", "say", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("presence-a 1.1 true say Optional[7] nobody=false",
					"room 1.1 true say Optional.empty nobody=true");
		}
	}

	@Test
	void whenARequiredHeaderIsMissingThenFails() {
		try (HandlerFixture fixture = HandlerFixture.of(RequiringHeader.class)) {
			fixture.channelEvent("1.1", "room", "say", null);
			assertThat(fixture.failures).singleElement()
				.satisfies((failure) -> assertThat(failure.getCause()).hasMessageContaining("pipe_userId"));
		}
	}

	@Test
	void allHeaders() {
		try (HandlerFixture fixture = HandlerFixture.of(AllHeaders.class)) {
			PipeClientSocket socket = mock(PipeClientSocket.class);
			given(socket.reply("r", null)).willReturn(Mono.empty());
			given(fixture.client.socket("1.1")).willReturn(socket);
			fixture.event("1.1", "map", "1");
			fixture.request("1.1", "headers", "1", "r");
			assertThat(fixture.log).containsExactly(
					"{pipe_awaitsReply=false, pipe_event=map, pipe_redelivered=false, pipe_socketId=1.1, pipe_source="
							+ new SocketMessage("1.1", "map", RawJson.of("1"), null) + "}",
					"true");
		}
	}

	@Test
	void messagesWithTheirPayloads() {
		try (HandlerFixture fixture = HandlerFixture.of(Messages.class)) {
			fixture.event("1.1", "record", "{\"text\":\"hi\"}");
			fixture.event("1.1", "list", "[{\"text\":\"hi\"}]");
			fixture.event("1.1", "any", "[1, 2]");
			fixture.event("1.1", "any", null);
			fixture.opened("1.1");
			fixture.pipe(EventKind.PIPE_CONNECTED, new PipeConnectedEvent("pipe.1"));
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("Note[text=hi] 1.1", "[Note[text=hi]]", "[1, 2]", "null",
					"SocketOpened[socketId=1.1]", "PipeConnectedEvent[socketId=pipe.1]");
		}
	}

	@Test
	void whenAMessageHasNoPayloadThenFails() {
		try (HandlerFixture fixture = HandlerFixture.of(Messages.class)) {
			fixture.event("1.1", "record", null);
			assertThat(fixture.failures).singleElement()
				.satisfies((failure) -> assertThat(failure.getCause())
					.hasMessage("the event has no data for argument 'message' of type Message"));
		}
	}

	@Test
	void argumentsOfOneCallSeeOneMessage() {
		try (HandlerFixture fixture = HandlerFixture.of(Twice.class)) {
			fixture.event("1.1", "e", null);
			assertThat(fixture.log).containsExactly("true");
		}
	}

	@Test
	void resolversOfTheApplication() {
		HandlerFixture fixture = new HandlerFixture(Custom.class);
		fixture.context().registerBean("second", PipeHandlerConfigurer.class, () -> configurer("second"));
		fixture.context().registerBean("first", FirstConfigurer.class);
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "custom", "5");
			fixture.event("1.1", "custom", null);
			fixture.event("1.1", "payload", "{\"name\":\"data\"}");
			fixture.opened("2.2");
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("first 1.1 5", "first 1.1 null", "data",
					"first 2.2 SocketOpened[socketId=2.2]");
		}
	}

	@Test
	void resolversThatAreMereBeansAreNotUsed() {
		HandlerFixture fixture = new HandlerFixture(Payloads.class);
		fixture.context().registerBean("resolver", HandlerMethodArgumentResolver.class, () -> resolver("bean"));
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "e", "{\"name\":\"data\"}");
			assertThat(fixture.log).containsExactly("data");
		}
	}

	@Test
	void whatAResolverThrowsIsTheHandlersFailure() {
		HandlerFixture fixture = new HandlerFixture(Payloads.class);
		fixture.context().registerBean("throwing", PipeHandlerConfigurer.class, ThrowingConfigurer::new);
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "e", "{\"name\":\"data\"}");
			assertThat(fixture.log).isEmpty();
			assertThat(fixture.failures).singleElement()
				.satisfies((failure) -> assertThat(failure.getCause()).hasMessage("cannot resolve"));
		}
	}

	@Test
	void aPrincipalIsForResolversOfTheApplication() {
		HandlerFixture fixture = new HandlerFixture(WithPrincipal.class);
		fixture.context().registerBean("users", PipeHandlerConfigurer.class, UserConfigurer::new);
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("user of 1.1");
		}
	}

	@Test
	void whoAMemberIs() {
		try (HandlerFixture fixture = HandlerFixture.of(Members.class)) {
			fixture.memberAdded("presence-a", "7");
			fixture.deliver(new PipeNotification.SocketMessage("1.1", "say", null, "presence-a", "8", null));
			fixture.channelEvent("1.1", "room", "say", null);
			assertThat(fixture.log).containsExactly("7", "8", "null");
		}
	}

	private static PipeHandlerConfigurer configurer(String name) {
		return new PipeHandlerConfigurer() {

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(resolver(name));
			}

		};
	}

	private static HandlerMethodArgumentResolver resolver(String name) {
		return new HandlerMethodArgumentResolver() {

			@Override
			public boolean supportsParameter(MethodParameter parameter) {
				return parameter.getParameterType() == Thing.class;
			}

			@Override
			public Object resolveArgument(MethodParameter parameter, Message<?> message) {
				return new Thing(
						name + " " + message.getHeaders().get(PipeHeaders.SOCKET_ID) + " " + message.getPayload());
			}

		};
	}

	record Note(String text) {

	}

	record Thing(String name) {

	}

	@Order(1)
	static class FirstConfigurer implements PipeHandlerConfigurer {

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(resolver("first"));
		}

	}

	static class ThrowingConfigurer implements PipeHandlerConfigurer {

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new HandlerMethodArgumentResolver() {

				@Override
				public boolean supportsParameter(MethodParameter parameter) {
					return true;
				}

				@Override
				public Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
					throw new Exception("cannot resolve");
				}

			});
		}

	}

	static class UserConfigurer implements PipeHandlerConfigurer {

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new HandlerMethodArgumentResolver() {

				@Override
				public boolean supportsParameter(MethodParameter parameter) {
					return parameter.getParameterType() == Principal.class;
				}

				@Override
				public Object resolveArgument(MethodParameter parameter, Message<?> message) {
					return (Principal) () -> "user of " + message.getHeaders().get(PipeHeaders.SOCKET_ID);
				}

			});
		}

	}

	static class ByHeader extends LoggingHandlers {

		ByHeader(List<String> log) {
			super(log);
		}

		@OnChannelEvent
		@SuppressWarnings("MemberName")
		void handle(@Header(PipeHeaders.CHANNEL) String channel, @Header("pipe_socketId") String socketId,
				@Header(PipeHeaders.REDELIVERED) String converted, @Header String pipe_event,
				@Header(PipeHeaders.USER_ID) Optional<String> user,
				@Header(name = PipeHeaders.USER_ID, defaultValue = "nobody") String orNobody) {
			this.log.add(channel + " " + socketId + " " + converted + " " + pipe_event + " " + user + " nobody="
					+ orNobody.equals("nobody"));
		}

	}

	static class RequiringHeader {

		@OnChannelEvent
		void handle(@Header(PipeHeaders.USER_ID) String user) {
		}

	}

	static class AllHeaders extends LoggingHandlers {

		AllHeaders(List<String> log) {
			super(log);
		}

		@OnSocketEvent("map")
		void map(@Headers Map<String, Object> headers) {
			Map<String, Object> sorted = new TreeMap<>(headers);
			sorted.remove(MessageHeaders.ID);
			sorted.remove(MessageHeaders.TIMESTAMP);
			this.log.add(sorted.toString());
		}

		@OnSocketEvent("headers")
		void headers(MessageHeaders headers) {
			this.log.add(String.valueOf(headers.get(PipeHeaders.AWAITS_REPLY)));
		}

	}

	static class Messages extends LoggingHandlers {

		Messages(List<String> log) {
			super(log);
		}

		@OnSocketEvent("record")
		void record(Message<Note> message) {
			this.log.add(message.getPayload() + " " + message.getHeaders().get(PipeHeaders.SOCKET_ID));
		}

		@OnSocketEvent("list")
		void list(Message<List<Note>> message) {
			this.log.add(message.getPayload().toString());
		}

		@OnSocketEvent("any")
		void any(Message<?> message) {
			this.log.add(message.getPayload().toString());
		}

		@OnSocketOpen
		void opened(Message<SocketOpened> message) {
			this.log.add(message.getPayload().toString());
		}

		@OnPipeConnected
		void connected(Message<?> message) {
			this.log.add(message.getPayload().toString());
		}

	}

	static class Twice extends LoggingHandlers {

		Twice(List<String> log) {
			super(log);
		}

		@OnSocketEvent
		void handle(Message<?> message, MessageHeaders headers) {
			this.log.add(String.valueOf(headers.equals(message.getHeaders())));
		}

	}

	static class Custom extends LoggingHandlers {

		Custom(List<String> log) {
			super(log);
		}

		@OnSocketEvent("custom")
		void event(Thing thing) {
			this.log.add(thing.name());
		}

		@OnSocketEvent("payload")
		void payload(@Payload Thing thing) {
			this.log.add(thing.name());
		}

		@OnSocketOpen
		void opened(Thing thing, @SocketId String socket) {
			this.log.add(thing.name());
		}

	}

	static class Payloads extends LoggingHandlers {

		Payloads(List<String> log) {
			super(log);
		}

		@OnSocketEvent
		void event(Thing thing) {
			this.log.add(thing.name());
		}

	}

	static class WithPrincipal extends LoggingHandlers {

		WithPrincipal(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened(Principal user) {
			this.log.add(user.getName());
		}

	}

	static class Members extends LoggingHandlers {

		Members(List<String> log) {
			super(log);
		}

		@OnMemberAdded
		void added(PipeUser user) {
			this.log.add(user.id());
		}

		@OnChannelEvent
		void said(@Nullable PipeUser user) {
			this.log.add((user != null) ? user.id() : "null");
		}

	}

}
