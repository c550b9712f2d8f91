/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.ChannelVariable;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnChannelVacated;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnPipeError;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.TriggerOnChannel;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeUser;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
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
	void whenAHeaderIsNoneOfTheKinds() {
		assertInvalid(UnknownHeader.class).withMessageContaining("takes header pipe_chanel, which no event has")
			.withMessageContaining("Use one of PipeHeaders, [id, pipe_awaitsReply, pipe_channel, pipe_event,");
		assertInvalid(HeaderOfOpen.class)
			.withMessageContaining("takes header pipe_event, which @OnSocketOpen does not have")
			.withMessageContaining("let it have a defaultValue or required = false");
		assertInvalid(HeadersText.class).withMessageContaining("takes the headers but is no Map");
	}

	@Test
	void whenAMessageHasWhatTheKindDoesNotHave() {
		assertInvalid(MessageOfOpen.class)
			.withMessageContaining("takes a message with a Map, which @OnSocketOpen does not have")
			.withMessageContaining("Make it a Message<?>");
	}

	@Test
	void whenAPrincipalIsAskedFor() {
		assertInvalid(WithPrincipal.class)
			.withMessageContaining("is a Principal, but the edge does not tell who has signed in")
			.withMessageContaining("@UserId String or PipeUser");
		assertInvalid(PipeUserOfOpen.class).withMessageContaining("takes the user, which @OnSocketOpen does not have");
	}

	@Test
	void whenAVariableIsInNoPattern() {
		assertInvalid(UnknownVariable.class)
			.withMessageContaining("has argument 'romo' of type String, which takes {romo} of the channel's name, "
					+ "which no pattern of its @OnChannelEvent has")
			.withMessageContaining("Use one of [kind, room]");
		assertInvalid(VariableOfPlainPattern.class)
			.withMessageContaining("but no pattern of its @OnChannelEvent has variables")
			.withMessageContaining("Write {room} into the pattern");
		assertInvalid(VariableOfAllChannels.class)
			.withMessageContaining("but no pattern of its @OnChannelVacated has variables");
		assertInvalid(VariableOfOpen.class).withMessageContaining("takes the channel, which @OnSocketOpen does not");
		assertInvalid(VariableOfException.class)
			.withMessageContaining("but no pattern of its @PipeExceptionHandler has variables");
	}

	@Test
	void whenAVariableIsNotInAllPatterns() {
		assertInvalid(VariableOfOnePattern.class)
			.withMessageContaining("takes {room} of the channel's name, which pattern \"lobby\" of its "
					+ "@OnChannelEvent does not have")
			.withMessageContaining("set required = false");
		assertInvalid(PrimitiveVariable.class).withMessageContaining("a primitive cannot be null");
	}

	@Test
	void whenNothingConvertsAVariable() {
		assertInvalid(UnconvertibleVariable.class).withMessageContaining("which nothing converts to that type")
			.withMessageContaining("add a Converter as a bean");
	}

	@Test
	void whenAPatternIsAmbiguousOrNone() {
		assertInvalid(DuplicateVariable.class)
			.withMessageContaining("has the variable {a} twice in channel \"x-{a}-{a}\"");
		assertInvalid(AdjacentVariables.class)
			.withMessageContaining("has two parts of channel \"x-{a}{b}\" side by side")
			.withMessageContaining("Write something between {variables} and *");
		assertInvalid(AdjacentAsterisk.class).withMessageContaining("side by side");
		assertInvalid(OpenBrace.class)
			.withMessageContaining("has a brace in channel \"room-{a\" that names no variable");
		assertInvalid(BadVariable.class).withMessageContaining("Write variables as {name}");
	}

	@Test
	void whenWhatIsReturnedCannotBeTriggered() {
		assertInvalid(TriggersNothing.class).withMessageContaining("returns nothing that could be triggered");
		assertInvalid(TriggersMonoOfNothing.class).withMessageContaining("returns nothing that could be triggered");
		assertInvalid(TriggersWithoutName.class)
			.withMessageContaining("triggers event \"\" with its @TriggerOnSocket, which no event can be called");
		assertInvalid(TriggersOnClosedSocket.class)
			.withMessageContaining("has @TriggerOnSocket, but @OnSocketClose has no socket to send to");
		assertInvalid(TriggersOnNoSocket.class)
			.withMessageContaining("but @OnChannelOccupied has no socket to send to");
		assertInvalid(TriggersOnNoChannel.class)
			.withMessageContaining("has @TriggerOnChannel, but @OnSocketEvent has no channel to send to")
			.withMessageContaining("Name the channel in it");
		assertInvalid(TriggersOnPattern.class).withMessageContaining("has * in the channel \"room-*\"");
		assertInvalid(TriggersOnBadName.class).withMessageContaining("asks for channel \"my room\"");
		assertInvalid(TriggersOnUnknownVariable.class)
			.withMessageContaining(
					"has {lobby} in the channel of its @TriggerOnChannel, which not every pattern of its "
							+ "@OnChannelEvent has")
			.withMessageContaining("Known are [room]");
		assertInvalid(ExceptsNobody.class)
			.withMessageContaining("excepts the sender from its @TriggerOnChannel, but @OnChannelOccupied has none");
		assertInvalid(TriggersDecision.class).withMessageContaining("returns a decision, which is for the edge");
	}

	@Test
	void whenAnExceptionMethodHandlesNothing() {
		assertInvalid(NoException.class).withMessageContaining("does not say which exceptions it handles");
		assertInvalid(OtherException.class)
			.withMessageContaining("handles IllegalStateException but takes IllegalArgumentException");
		assertInvalid(NoHandlers.class).withMessageContaining("handles exceptions of a bean that has no handlers")
			.withMessageContaining("@PipeAdvice");
		assertInvalid(SameException.class).withMessageContaining("handles IllegalStateException, as does method ")
			.withMessageContaining("SameException.");
		assertInvalid(ManyForException.class).withMessageContaining("but a request has one answer");
	}

	@Test
	void whenAnErrorHandlerIsNone() {
		assertInvalid(MissingErrorHandler.class)
			.withMessageContaining("names the error handler 'missing', but there is no such bean");
		assertInvalid(WrongErrorHandler.class)
			.withMessageContaining("names the error handler 'log', but that bean is none");
		HandlerFixture fixture = new HandlerFixture();
		for (String name : List.of("one", "two")) {
			fixture.context().registerBean(name, PipeHandlerErrorHandler.class, () -> (failure) -> {
			});
		}
		assertThatExceptionOfType(InvalidPipeHandlerException.class).isThrownBy(fixture::start)
			.withMessageContaining("several beans of type PipeHandlerErrorHandler that no handler names: [one, two]");
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

	static class UnknownHeader {

		@OnSocketEvent
		void handle(@Header("pipe_chanel") String channel) {
		}

	}

	static class HeaderOfOpen {

		@OnSocketOpen
		void handle(@Header(PipeHeaders.EVENT) String event) {
		}

	}

	static class HeadersText {

		@OnSocketOpen
		void handle(@Headers String headers) {
		}

	}

	static class MessageOfOpen {

		@OnSocketOpen
		void handle(Message<Map<String, Object>> message) {
		}

	}

	static class WithPrincipal {

		@OnSocketEvent
		void handle(Principal user) {
		}

	}

	static class PipeUserOfOpen {

		@OnSocketOpen
		void handle(PipeUser user) {
		}

	}

	static class UnknownVariable {

		@OnChannelEvent("{kind}-{room}")
		void handle(@ChannelVariable String romo) {
		}

	}

	static class VariableOfPlainPattern {

		@OnChannelEvent("room-*")
		void handle(@ChannelVariable String room) {
		}

	}

	static class VariableOfAllChannels {

		@OnChannelVacated
		void handle(@ChannelVariable String room) {
		}

	}

	static class VariableOfOpen {

		@OnSocketOpen
		void handle(@ChannelVariable String room) {
		}

	}

	static class VariableOfException {

		@PipeExceptionHandler(Exception.class)
		void handle(@ChannelVariable String room) {
		}

		@OnChannelEvent("room-{room}")
		void other() {
		}

	}

	static class VariableOfOnePattern {

		@OnChannelEvent({ "room-{room}", "lobby" })
		void handle(@ChannelVariable String room) {
		}

	}

	static class PrimitiveVariable {

		@OnChannelEvent({ "room-{room}", "lobby" })
		void handle(@ChannelVariable(required = false) int room) {
		}

	}

	static class UnconvertibleVariable {

		@OnChannelEvent("room-{room}")
		void handle(@ChannelVariable PipeChannel room) {
		}

	}

	static class DuplicateVariable {

		@OnChannelEvent("x-{a}-{a}")
		void handle() {
		}

	}

	static class AdjacentVariables {

		@OnChannelEvent("x-{a}{b}")
		void handle() {
		}

	}

	static class AdjacentAsterisk {

		@OnChannelEvent("x-{a}*")
		void handle() {
		}

	}

	static class OpenBrace {

		@OnChannelEvent("room-{a")
		void handle() {
		}

	}

	static class BadVariable {

		@OnChannelEvent("room-{a b}")
		void handle() {
		}

	}

	static class TriggersNothing {

		@OnSocketEvent
		@TriggerOnSocket("e")
		void handle() {
		}

	}

	static class TriggersMonoOfNothing {

		@OnSocketEvent
		@TriggerOnSocket("e")
		Mono<Void> handle() {
			return Mono.empty();
		}

	}

	static class TriggersWithoutName {

		@OnSocketEvent
		@TriggerOnSocket
		String handle() {
			return "";
		}

	}

	static class TriggersOnClosedSocket {

		@OnSocketClose
		@TriggerOnSocket("e")
		String handle() {
			return "";
		}

	}

	static class TriggersOnNoSocket {

		@OnChannelOccupied
		@TriggerOnSocket("e")
		String handle() {
			return "";
		}

	}

	static class TriggersOnNoChannel {

		@OnSocketEvent
		@TriggerOnChannel("e")
		String handle() {
			return "";
		}

	}

	static class TriggersOnPattern {

		@OnSocketEvent
		@TriggerOnChannel(event = "e", channel = "room-*")
		String handle() {
			return "";
		}

	}

	static class TriggersOnBadName {

		@OnSocketEvent
		@TriggerOnChannel(event = "e", channel = "my room")
		String handle() {
			return "";
		}

	}

	static class TriggersOnUnknownVariable {

		@OnChannelEvent("room-{room}")
		@TriggerOnChannel(event = "e", channel = "lobby-{lobby}")
		String handle() {
			return "";
		}

	}

	static class ExceptsNobody {

		@OnChannelOccupied
		@TriggerOnChannel(event = "e", exceptSender = true)
		String handle() {
			return "";
		}

	}

	static class TriggersDecision {

		@AuthorizeChannel
		@TriggerOnSocket("e")
		boolean handle() {
			return true;
		}

	}

	static class NoException {

		@PipeExceptionHandler
		void handle() {
		}

		@OnSocketOpen
		void other() {
		}

	}

	static class OtherException {

		@PipeExceptionHandler(IllegalStateException.class)
		void handle(IllegalArgumentException ex) {
		}

		@OnSocketOpen
		void other() {
		}

	}

	static class NoHandlers {

		@PipeExceptionHandler
		void handle(IllegalArgumentException ex) {
		}

	}

	static class SameException {

		@OnSocketOpen
		void other() {
		}

		@PipeExceptionHandler
		void handle(IllegalStateException ex) {
		}

		@PipeExceptionHandler(IllegalStateException.class)
		void handle() {
		}

	}

	static class ManyForException {

		@PipeExceptionHandler
		Flux<String> handle(IllegalStateException ex) {
			return Flux.just("");
		}

		@OnSocketOpen
		void other() {
		}

	}

	static class MissingErrorHandler {

		@OnSocketOpen(errorHandler = "missing")
		void handle() {
		}

	}

	static class WrongErrorHandler {

		@OnSocketOpen(errorHandler = "log")
		void handle() {
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
