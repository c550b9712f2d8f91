/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.security.Principal;
import java.util.Map;

import io.pusherpipe.protocol.pipe.PipeNotification;
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
import io.pusherpipe.spring.core.PipeUser;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;

import static io.pusherpipe.spring.handler.InvalidHandlers.assertInvalid;

/**
 * Tests for arguments of handlers that fail at start, with the method's name and the fix.
 */
class InvalidArgumentTests {

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
	void whenPayloadHasAnExpression() {
		assertInvalid(Expression.class).withMessageContaining("expression");
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

}
