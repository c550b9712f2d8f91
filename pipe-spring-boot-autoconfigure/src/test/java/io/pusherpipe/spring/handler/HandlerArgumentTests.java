/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;
import java.util.Objects;

import io.pusherpipe.client.PipeConnectionException;
import io.pusherpipe.client.PipeEvent;
import io.pusherpipe.client.PipeException;
import io.pusherpipe.client.PipeHandshakeException;
import io.pusherpipe.client.PipeProtocolException;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnChannelVacated;
import io.pusherpipe.spring.annotation.OnMemberAdded;
import io.pusherpipe.spring.annotation.OnMemberRemoved;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnPipeDisconnected;
import io.pusherpipe.spring.annotation.OnPipeError;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what handlers are called with.
 */
class HandlerArgumentTests {

	@Test
	void socketsThatOpenAndClose() {
		try (HandlerFixture fixture = HandlerFixture.of(Sockets.class)) {
			fixture.opened("1.2");
			fixture.closed("1.2");
			assertThat(fixture.log).containsExactly("1.2 1.2 SocketOpened[socketId=1.2]",
					"1.2 1.2 SocketClosed[socketId=1.2]");
		}
	}

	@Test
	void membersThatComeAndGo() {
		try (HandlerFixture fixture = HandlerFixture.of(Members.class)) {
			fixture.memberAdded("presence-a", "7");
			fixture.memberRemoved("presence-a", "7");
			assertThat(fixture.log).containsExactly("presence-a presence-a 7 MemberAdded[channel=presence-a, userId=7]",
					"presence-a presence-a 7 MemberRemoved[channel=presence-a, userId=7]");
		}
	}

	@Test
	void whetherSomethingIsRedelivered() {
		try (HandlerFixture fixture = HandlerFixture.of(Redeliveries.class)) {
			fixture.opened("1.1");
			fixture.event("1.1", "e", null);
			fixture.redelivered = true;
			fixture.opened("1.1");
			fixture.event("1.1", "e", null);
			assertThat(fixture.log).containsExactly("opened false", "event false false", "opened true",
					"event true true");
		}
	}

	@Test
	void whoSentAnEventOnAPresenceChannel() {
		try (HandlerFixture fixture = HandlerFixture.of(Speakers.class)) {
			fixture.deliver(new PipeNotification.SocketMessage("1.1", "say", null, "presence-a", "7", null));
			fixture.channelEvent("1.1", "room", "say", null);
			assertThat(fixture.log).containsExactly("7", "null");
		}
	}

	@Test
	void channelsThatAreOccupiedAndVacated() {
		try (HandlerFixture fixture = HandlerFixture.of(Channels.class)) {
			fixture.occupied("room-1");
			fixture.vacated("room-1");
			fixture.occupied("other");
			assertThat(fixture.log).containsExactly("room-1 room-1 ChannelOccupied[channel=room-1]",
					"room-1 room-1 ChannelVacated[channel=room-1]");
		}
	}

	@Test
	void namesOfEventsOnChannels() {
		try (HandlerFixture fixture = HandlerFixture.of(Names.class)) {
			fixture.channelEvent("1.2", "room", "said", "{\"text\":\"hi\"}");
			assertThat(fixture.log).containsExactly("1.2 room said 1.2 room hi");
		}
	}

	@Test
	void eventsWithoutRestrictionAreAll() {
		try (HandlerFixture fixture = HandlerFixture.of(All.class)) {
			fixture.event("1.2", "a", null);
			fixture.channelEvent("1.2", "room", "b", null);
			assertThat(fixture.log).containsExactly("socket a", "channel b");
		}
	}

	@Test
	void whatHappensToThePipe() {
		try (HandlerFixture fixture = HandlerFixture.of(Pipe.class)) {
			fixture.pipe(EventKind.PIPE_CONNECTED, new PipeConnectedEvent("pipe.1"));
			fixture.pipe(EventKind.PIPE_DISCONNECTED,
					new PipeDisconnectedEvent(new PipeConnectionException("cut", null), true));
			assertThat(fixture.log).containsExactly("pipe.1", "connected", "cut true", "disconnected");
		}
	}

	@Test
	void errorsOfThePipeByTheirType() {
		try (HandlerFixture fixture = HandlerFixture.of(Errors.class)) {
			fixture.pipe(EventKind.PIPE_ERROR, new PipeHandshakeException("refused", 401, null));
			assertThat(fixture.log).containsExactlyInAnyOrder("throwable refused", "pipe refused", "handshake 401",
					"none");
			fixture.log.clear();
			fixture.pipe(EventKind.PIPE_ERROR, new PipeProtocolException("odd", null));
			assertThat(fixture.log).containsExactlyInAnyOrder("throwable odd", "pipe odd", "none");
		}
	}

	@Test
	void namesFromBrowsersWriteNoLinesOfALog() {
		try (HandlerFixture fixture = HandlerFixture.of(Failing.class)) {
			fixture.event("1.2", "x\nINFO forged", null);
			assertThat(fixture.failures).singleElement()
				.satisfies((failure) -> assertThat(failure.getMessage()).endsWith("event x?INFO forged socket 1.2"));
		}
	}

	record Note(String text) {

	}

	static class Members extends LoggingHandlers {

		Members(List<String> log) {
			super(log);
		}

		@OnMemberAdded("presence-*")
		void added(@ChannelName String channel, PipeChannel pipeChannel, @UserId String user,
				PipeNotification.MemberAdded added) {
			this.log.add(channel + " " + pipeChannel.name() + " " + user + " " + added);
		}

		@OnMemberRemoved
		void removed(@ChannelName String channel, PipeChannel pipeChannel, @UserId String user,
				PipeNotification.MemberRemoved removed) {
			this.log.add(channel + " " + pipeChannel.name() + " " + user + " " + removed);
		}

	}

	static class Redeliveries extends LoggingHandlers {

		Redeliveries(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened(@Redelivered boolean redelivered) {
			this.log.add("opened " + redelivered);
		}

		@OnSocketEvent
		void event(PipeEvent event, @Redelivered Boolean redelivered) {
			this.log.add("event " + event.redelivered() + " " + redelivered);
		}

	}

	static class Speakers extends LoggingHandlers {

		Speakers(List<String> log) {
			super(log);
		}

		@OnChannelEvent
		void event(@UserId @Nullable String user) {
			this.log.add(String.valueOf(user));
		}

	}

	static class Sockets extends LoggingHandlers {

		Sockets(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened(PipeSocket socket, PipeNotification.SocketOpened raw, @SocketId String id) {
			this.log.add(id + " " + socket.id() + " " + raw);
		}

		@OnSocketClose
		void closed(@SocketId String id, PipeSocket socket, PipeNotification raw) {
			this.log.add(id + " " + socket.id() + " " + raw);
		}

	}

	static class Channels extends LoggingHandlers {

		Channels(List<String> log) {
			super(log);
		}

		@OnChannelOccupied("room-*")
		void occupied(@ChannelName String name, PipeChannel channel, PipeNotification.ChannelOccupied raw) {
			this.log.add(name + " " + channel.name() + " " + raw);
		}

		@OnChannelVacated
		void vacated(@ChannelName String name, PipeChannel channel, PipeNotification.ChannelVacated raw) {
			this.log.add(name + " " + channel.name() + " " + raw);
		}

	}

	static class Names extends LoggingHandlers {

		Names(List<String> log) {
			super(log);
		}

		@OnChannelEvent(channel = "room", event = { "said", "written" })
		void said(@EventName String event, @ChannelName String channel, @SocketId String socketId, Note note,
				PipeSocket socket, PipeChannel pipeChannel) {
			this.log.add(socketId + " " + channel + " " + event + " " + socket.id() + " " + pipeChannel.name() + " "
					+ note.text());
		}

	}

	static class All extends LoggingHandlers {

		All(List<String> log) {
			super(log);
		}

		@OnSocketEvent
		void socketEvent(@EventName String event) {
			this.log.add("socket " + event);
		}

		@OnChannelEvent
		void channelEvent(@EventName String event) {
			this.log.add("channel " + event);
		}

	}

	static class Pipe extends LoggingHandlers {

		Pipe(List<String> log) {
			super(log);
		}

		@OnPipeConnected
		void connected(PipeConnectedEvent event) {
			this.log.add(event.socketId());
		}

		@OnPipeConnected
		void connectedToo() {
			this.log.add("connected");
		}

		@OnPipeDisconnected
		void disconnected(PipeDisconnectedEvent event) {
			this.log.add(Objects.requireNonNull(event.reason()).getMessage() + " " + event.reconnecting());
		}

		@OnPipeDisconnected
		void disconnectedToo() {
			this.log.add("disconnected");
		}

	}

	static class Errors extends LoggingHandlers {

		Errors(List<String> log) {
			super(log);
		}

		@OnPipeError
		void any(Throwable error) {
			this.log.add("throwable " + error.getMessage());
		}

		@OnPipeError
		void pipe(PipeException error) {
			this.log.add("pipe " + error.getMessage());
		}

		@OnPipeError
		void handshake(PipeHandshakeException error) {
			this.log.add("handshake " + error.status());
		}

		@OnPipeError
		void none() {
			this.log.add("none");
		}

	}

	static class Failing extends LoggingHandlers {

		Failing(List<String> log) {
			super(log);
		}

		@OnSocketEvent
		void fail() {
			throw new IllegalStateException("no");
		}

	}

}
