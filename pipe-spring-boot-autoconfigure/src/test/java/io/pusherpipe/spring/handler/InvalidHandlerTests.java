/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnPipeError;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what fails at start, with the method's name and the fix.
 */
class InvalidHandlerTests {

	@Test
	void whenTwoArgumentsWouldTakeTheData() {
		assertInvalid(TwoPayloads.class)
			.withMessageContaining("argument 'socket' of type String and argument 'data' of type Map")
			.withMessageContaining("mark the other with @SocketId, @ChannelName or @EventName");
	}

	@Test
	void whenAnotherArgumentThanTheOneWithPayloadWouldTakeTheData() {
		assertInvalid(PayloadAndAnother.class).withMessageContaining("two arguments that would take the event's data");
	}

	@Test
	void whenAnArgumentWouldTakeDataThatIsNotThere() {
		assertInvalid(PayloadOfOpen.class)
			.withMessageContaining("takes the event's data, which @OnSocketOpen does not have")
			.withMessageContaining("@SocketId");
	}

	@Test
	void whenTheChannelOfASocketIsAskedFor() {
		assertInvalid(ChannelOfOpen.class).withMessageContaining("takes the channel, which @OnSocketOpen does not have")
			.withMessageContaining("@OnChannelEvent, @OnChannelOccupied, @OnChannelVacated, @OnMemberAdded, "
					+ "@OnMemberRemoved, @AuthorizeChannel can have it");
	}

	@Test
	void whenARequestWouldHaveSeveralAnswers() {
		assertInvalid(ReturnsFlux.class).withMessageContaining("but a request has one answer")
			.withMessageContaining("collectList()");
	}

	@Test
	void whenADecisionIsNone() {
		assertInvalid(DecidesNothing.class).withMessageContaining("returns void, which is no decision")
			.withMessageContaining("Return Boolean or ChannelAuthorization, or a Mono or CompletableFuture of it");
		assertInvalid(DecidesByName.class).withMessageContaining("returns java.lang.String, which is no decision");
		assertInvalid(AuthenticatesByTruth.class).withMessageContaining("Return UserAuthentication, or a Mono");
		assertInvalid(DecidesOften.class).withMessageContaining("which is no decision");
	}

	@Test
	void whenTheUserOfASocketIsAskedFor() {
		assertInvalid(UserOfOpen.class).withMessageContaining("takes the user, which @OnSocketOpen does not have");
	}

	@Test
	void whenRedeliveryIsAskedForWhereThereIsNone() {
		assertInvalid(RedeliveredConnection.class).withMessageContaining("which @OnPipeConnected never is");
		assertInvalid(RedeliveredText.class).withMessageContaining("but is no boolean");
	}

	@Test
	void whenTheSocketOfAChannelIsAskedFor() {
		assertInvalid(SocketOfOccupied.class)
			.withMessageContaining("takes the socket, which @OnChannelOccupied does not have");
		assertInvalid(PipeSocketOfOccupied.class)
			.withMessageContaining("takes the socket, which @OnChannelOccupied does not have");
		assertInvalid(PipeChannelOfEvent.class)
			.withMessageContaining("takes the channel, which @OnSocketEvent does not have");
	}

	@Test
	void whenTheNameOfAnOccupiedChannelsEventIsAskedFor() {
		assertInvalid(EventOfOccupied.class)
			.withMessageContaining("takes the event's name, which @OnChannelOccupied does not have");
	}

	@Test
	void whenAnotherKindsEventIsAskedFor() {
		assertInvalid(WrongSource.class).withMessageContaining("is not what @OnSocketEvent tells")
			.withMessageContaining(PipeNotification.SocketMessage.class.getName());
		assertInvalid(WrongPipeSource.class).withMessageContaining("is not what @OnPipeConnected tells");
		assertInvalid(WrongThrowable.class).withMessageContaining("is not what @OnPipeError tells");
	}

	@Test
	void whenANameIsNoString() {
		assertInvalid(NumericSocket.class).withMessageContaining("takes a name but is no String");
	}

	@Test
	void whenAnArgumentHasTwoAnnotations() {
		assertInvalid(TwoAnnotations.class).withMessageContaining("more than one of @SocketId");
	}

	@Test
	void whenPayloadHasAnExpression() {
		assertInvalid(Expression.class).withMessageContaining("expression");
	}

	@Test
	void whenAValueIsReturned() {
		assertInvalid(ReturnsString.class).withMessageContaining("returns java.lang.String")
			.withMessageContaining("Return void, Mono<Void>");
		assertInvalid(ReturnsMonoOfString.class)
			.withMessageContaining("returns reactor.core.publisher.Mono<java.lang.String>");
		assertInvalid(ReturnsFutureOfString.class).withMessageContaining("CompletableFuture<java.lang.String>");
	}

	@Test
	void whenTheMethodIsPrivateOrStatic() {
		assertInvalid(PrivateMethod.class).withMessageContaining("is private").withMessageContaining("Remove private");
		assertInvalid(StaticMethod.class).withMessageContaining("is static").withMessageContaining("Remove static");
	}

	@Test
	void whenNoChannelCanHaveTheName() {
		assertInvalid(BadChannel.class).withMessageContaining("asks for channel \"my room\"");
	}

	@Test
	void whenNoEventCanHaveTheName() {
		assertInvalid(BadEvent.class).withMessageContaining("asks for event \"pusher:subscribe\"");
		assertInvalid(EmptyEvent.class).withMessageContaining("empty event name");
	}

	@Test
	void tellsDescriptionAndFixApart() {
		HandlerFixture fixture = new HandlerFixture(StaticMethod.class);
		assertThatExceptionOfType(InvalidPipeHandlerException.class).isThrownBy(fixture::start).satisfies((failure) -> {
			assertThat(failure.analysis().getDescription()).endsWith("is static, but handlers are called on a bean.");
			assertThat(failure.analysis().getAction()).isEqualTo("Remove static.");
		});
	}

	private static ThrowableAssertAlternative<InvalidPipeHandlerException> assertInvalid(Class<?> handlers) {
		HandlerFixture fixture = new HandlerFixture(handlers);
		return assertThatExceptionOfType(InvalidPipeHandlerException.class).isThrownBy(fixture::start)
			.withMessageContaining("Method " + handlers.getName() + ".handle(")
			.withMessageContaining("of bean 'invalidHandlerTests." + handlers.getSimpleName() + "'");
	}

	static class ReturnsFlux {

		@OnSocketEvent
		Flux<String> handle() {
			return Flux.just("");
		}

	}

	static class DecidesNothing {

		@AuthorizeChannel
		void handle() {
		}

	}

	static class DecidesByName {

		@AuthorizeChannel
		String handle() {
			return "";
		}

	}

	static class AuthenticatesByTruth {

		@AuthenticateUser
		boolean handle() {
			return true;
		}

	}

	static class DecidesOften {

		@AuthorizeChannel
		Flux<Boolean> handle() {
			return Flux.just(true);
		}

	}

	static class UserOfOpen {

		@OnSocketOpen
		void handle(@UserId String user) {
		}

	}

	static class RedeliveredConnection {

		@OnPipeConnected
		void handle(@Redelivered boolean redelivered) {
		}

	}

	static class RedeliveredText {

		@OnSocketOpen
		void handle(@Redelivered String redelivered) {
		}

	}

	static class TwoPayloads {

		@OnSocketEvent
		void handle(String socket, Map<String, Object> data) {
		}

	}

	static class PayloadAndAnother {

		@OnSocketEvent
		void handle(@Payload Map<String, Object> data, String socket) {
		}

	}

	static class PayloadOfOpen {

		@OnSocketOpen
		void handle(String id) {
		}

	}

	static class ChannelOfOpen {

		@OnSocketOpen
		void handle(@ChannelName String channel) {
		}

	}

	static class SocketOfOccupied {

		@OnChannelOccupied
		void handle(@SocketId String id) {
		}

	}

	static class PipeSocketOfOccupied {

		@OnChannelOccupied
		void handle(PipeSocket socket) {
		}

	}

	static class PipeChannelOfEvent {

		@OnSocketEvent
		void handle(PipeChannel channel) {
		}

	}

	static class EventOfOccupied {

		@OnChannelOccupied
		void handle(@EventName String event) {
		}

	}

	static class WrongSource {

		@OnSocketEvent
		void handle(PipeNotification.SocketOpened opened) {
		}

	}

	static class WrongPipeSource {

		@OnPipeConnected
		void handle(PipeDisconnectedEvent event) {
		}

	}

	static class WrongThrowable {

		@OnPipeError
		void handle(IllegalStateException error) {
		}

	}

	static class NumericSocket {

		@OnSocketOpen
		void handle(@SocketId long id) {
		}

	}

	static class TwoAnnotations {

		@OnChannelEvent
		void handle(@SocketId @ChannelName String name) {
		}

	}

	static class Expression {

		@OnSocketEvent
		void handle(@Payload("name") String name) {
		}

	}

	static class ReturnsString {

		@OnChannelEvent
		String handle() {
			return "";
		}

	}

	static class ReturnsMonoOfString {

		@OnChannelEvent
		Mono<String> handle() {
			return Mono.just("");
		}

	}

	static class ReturnsFutureOfString {

		@OnChannelEvent
		CompletableFuture<String> handle() {
			return CompletableFuture.completedFuture("");
		}

	}

	static class PrivateMethod {

		@OnSocketEvent
		@SuppressWarnings("UnusedMethod")
		private void handle() {
		}

	}

	static class StaticMethod {

		@OnSocketEvent
		static void handle() {
		}

	}

	static class BadChannel {

		@OnChannelEvent("my room")
		void handle() {
		}

	}

	static class BadEvent {

		@OnSocketEvent("pusher:subscribe")
		void handle() {
		}

	}

	static class EmptyEvent {

		@OnSocketEvent("")
		void handle() {
		}

	}

}
