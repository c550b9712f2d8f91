/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.protocol.pipe.PipeRequest.Target;
import io.pusherpipe.protocol.pusher.PusherMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Pipe10Codec}.
 */
class Pipe10CodecTests {

	private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private static final RawJson ID = RawJson.of("7");

	private static final RawJson DATA = RawJson.of("{\"x\":[1,null]}");

	private final Pipe10Codec codec = Pipe10Codec.INSTANCE;

	static Stream<Command> commands() {
		PipeFilter filter = new PipeFilter(Set.of("move"),
				List.of(new PipeFilter.ChannelRule("private-*", "say"), new PipeFilter.ChannelRule("news", null)),
				List.of("private-*"));
		return Stream.of(
				new PipeRequest.Join(new PipeSubscription("orders", "web-1", List.of("socket_message"),
						PipeShard.CHANNEL, 17, filter, List.of("authorize_channel"))),
				new PipeRequest.Join(new PipeSubscription(null, null, List.of(), PipeShard.SOCKET, 1000,
						PipeFilter.EVERYTHING, List.of())),
				new PipeRequest.Join(new PipeSubscription(null, null, List.of(), PipeShard.SOCKET, 1,
						PipeFilter.EVERYTHING, List.of(), true)),
				new PipeRequest.Unsubscribe(List.of("socket_message")), new PipeRequest.Leave(),
				new PipeRequest.TakeSnapshot(), new PipeRequest.Acknowledge(Map.of(3, 9L, 255, Long.MAX_VALUE)),
				new PipeRequest.Trigger(new Target.Channels(List.of("a", "b")), "e", DATA, "1.1"),
				new PipeRequest.Trigger(new Target.Socket("1.1"), "e", null, null),
				new PipeRequest.Trigger(new Target.User("7"), "e", RawJson.NULL, null),
				new PipeRequest.SendToSocket("1.1", "e", DATA), new PipeRequest.SendToChannel("room", "e", DATA, "1.1"),
				new PipeRequest.TerminateUser("7"), new PipeRequest.CloseSocket("1.1", 4100, "later"),
				new PipeRequest.SubscribeSocket("1.1", "presence-a", RawJson.of("{\"user_id\":\"7\"}")),
				new PipeRequest.UnsubscribeSocket("1.1", "a"), new PipeRequest.Reply("1.1", "r1", DATA, null),
				new PipeRequest.Reply("1.1", "r1", null, new PipeError(4500, "no")),
				new PipeRequest.Query("sockets", RawJson.of("{\"kind\":\"sockets\",\"limit\":5}")),
				new PipeRequest.AuthorizeChannel("1.1", "private-a", "7"), new PipeRequest.AuthenticateUser("1.1"));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void requestsComeAsTheyWereSent(Command command) {
		PipeRequest request = new PipeRequest(ID, command);
		assertThat(decodeFromBackend(encode(request))).isEqualTo(List.of(request));
	}

	@Test
	void theEdgeAsksAsBackendsDo() {
		PipeRequest request = new PipeRequest(ID, new PipeRequest.AuthenticateUser("1.1"));
		assertThat(decodeFromEdge(encode(request))).isEqualTo(List.of(request));
	}

	@Test
	void backendsReplyAsTheEdgeDoes() {
		PipeReply reply = PipeReply.success(ID, DATA);
		assertThat(decodeFromBackend(encode(reply))).isEqualTo(List.of(reply));
		assertThat(decodeFromEdge(encode(reply))).isEqualTo(List.of(reply));
		PipeReply failure = PipeReply.failure(ID, new PipeError(4403, "no"));
		assertThat(decodeFromBackend(encode(failure))).isEqualTo(List.of(failure));
	}

	static Stream<PipeNotification> notifications() {
		PipeNotification opened = new PipeNotification.SocketOpened("1.1");
		return Stream.of(
				new PipeNotification.ConnectionEstablished("1.1", new PipeTerms(Duration.ofSeconds(3), 10_000)),
				new PipeNotification.Delivered(3, 17, false, opened),
				new PipeNotification.Delivered(0, 0, true, new PipeNotification.SocketClosed("1.1")),
				new PipeNotification.Delivered(255, Long.MAX_VALUE, false,
						new PipeNotification.SocketMessage("1.1", "e", DATA, "presence-a", "7", "r1")),
				new PipeNotification.Delivered(255, 1, false,
						new PipeNotification.SocketMessage("1.1", "e", DATA, null, null, null,
								new PipeTrace(TRACEPARENT, "a=b"))),
				new PipeNotification.Delivered(1, 2, false, new PipeNotification.MemberAdded("presence-a", "7")),
				new PipeNotification.Delivered(1, 3, false, new PipeNotification.MemberRemoved("presence-a", "7")),
				new PipeNotification.Delivered(1, 4, false,
						new PipeNotification.Snapshot(List.of("1.1"), List.of(), true)),
				new PipeNotification.Delivered(1, 5, false, new PipeNotification.Snapshot(null, null, false)),
				new PipeNotification.Delivered(1, 6, false,
						new PipeNotification.Gap(12, PipeNotification.GapReason.EXPIRED)),
				new PipeNotification.Failure(new PipeError(4214, "what?")));
	}

	@ParameterizedTest
	@MethodSource("notifications")
	void notificationsComeAsTheyWereSent(PipeNotification notification) {
		assertThat(decodeFromEdge(encode(notification))).isEqualTo(List.of(notification));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aDeliveryOfAnEncodedEventIsWhatTheCodecWrites(boolean redelivered) {
		PipeNotification notification = new PipeNotification.SocketMessage("1.1", "e", DATA, null);
		byte[] spliced = Pipe10Codec.delivery(3, 17, redelivered, Pipe10Codec.event(notification));
		assertThat(new String(spliced, StandardCharsets.UTF_8))
			.isEqualTo(encode(new PipeNotification.Delivered(3, 17, redelivered, notification)));
	}

	@Test
	void aRequestMayGetItsIdWhenItIsSent() {
		Command command = new PipeRequest.Trigger(new Target.User("7"), "e", DATA, null);
		byte[] request = this.codec.encode(new PipeRequest(RawJson.NULL, command));
		assertThat(this.codec.decodeFromBackend(Pipe10Codec.request(Long.MAX_VALUE, request)))
			.isEqualTo(List.of(new PipeRequest(RawJson.of(Long.toString(Long.MAX_VALUE)), command)));
		assertThat(new String(Pipe10Codec.request(7, request), StandardCharsets.UTF_8))
			.isEqualTo(encode(new PipeRequest(ID, command)));
	}

	@Test
	void severalMessagesInOneTextComeInTheirOrder() {
		List<PipeNotification> several = notifications().toList();
		String text = new String(this.codec.encode(several), StandardCharsets.UTF_8);
		assertThat(text).startsWith("[{").endsWith("}]");
		assertThat(decodeFromEdge(" \n" + text)).isEqualTo(several);
	}

	@Test
	void aTraceIsAnObjectThatOldPeersIgnoreAndThatMayBeWrong() {
		PipeNotification traced = new PipeNotification.SocketMessage("1.1", "e", null, null, null, null,
				new PipeTrace(TRACEPARENT, null));
		assertThat(encode(traced))
			.isEqualTo("{\"result\":{\"event\":\"socket_message\",\"data\":{\"socket_id\":\"1.1\","
					+ "\"event\":\"e\",\"trace\":{\"traceparent\":\"" + TRACEPARENT + "\"}}}}");
		for (String wrong : new String[] { "7", "\"x\"", "null", "[]", "{}", "{\"traceparent\":7}",
				"{\"traceparent\":\"x\"}",
				"{\"traceparent\":\"" + TRACEPARENT + "\",\"x\":\"" + "x".repeat(2048) + "\"}" }) {
			assertThat(decodeFromEdge("{\"result\":{\"event\":\"socket_message\",\"data\":{\"socket_id\":\"1.1\","
					+ "\"event\":\"e\",\"trace\":" + wrong + "}}}"))
				.isEqualTo(List.of(new PipeNotification.SocketMessage("1.1", "e", null, null)));
			assertThat(
					PusherMessage.read(("{\"event\":\"e\",\"trace\":" + wrong + "}").getBytes(StandardCharsets.UTF_8)))
				.isEqualTo(new PusherMessage("e", null, null, null));
		}
		assertThat(PusherMessage
			.read(("{\"event\":\"e\",\"trace\":{\"x\":{},\"traceparent\":\"" + TRACEPARENT + "\",\"tracestate\":null}}")
				.getBytes(StandardCharsets.UTF_8))
			.trace()).isEqualTo(new PipeTrace(TRACEPARENT, null));
	}

	@Test
	void aBackendsNotificationHasNoId() {
		String text = encode(new PipeRequest(RawJson.NULL, new PipeRequest.Acknowledge(Map.of(3, 9L))));
		assertThat(text).isEqualTo("{\"method\":\"ack\",\"params\":{\"offsets\":{\"3\":9}}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'method':'ack'}", "{'method':'ack','params':{'offsets':{'x':1}}}",
			"{'method':'ack','params':{'offsets':{'1':'x'}}}", "{'id':1,'method':'subscribe'}",
			"{'id':1,'method':'subscribe','params':{'events':[],'group':'a b'}}",
			"{'id':1,'method':'subscribe','params':{'events':[],'member':''}}",
			"{'id':1,'method':'subscribe','params':{'events':[],'credit':0}}",
			"{'id':1,'method':'subscribe','params':{'events':[],'shard':'user'}}",
			"{'id':1,'method':'subscribe','params':{'events':[],'filter':{'channels':[{}]}}}",
			"{'id':1,'method':'trigger','params':{'event':'e'}}",
			"{'id':1,'method':'trigger','params':{'event':'e','channels':[]}}",
			"{'id':1,'method':'trigger','params':{'event':'e','channels':['a'],'user_id':'7'}}",
			"{'id':1,'method':'trigger','params':{'event':'e','user_id':''}}",
			"{'id':1,'method':'close_socket','params':{'socket_id':'1.1','code':1000}}",
			"{'id':1,'method':'query','params':{}}", "{'id':1,'method':'no'}", "{'id':1,'method':3}", "{'id':1}",
			"{}" })
	void whatIsWrongWithARequestIsToldWithItsId(String text) {
		PipeRequest request = (PipeRequest) decodeFromBackend(text.replace('\'', '"')).get(0);
		assertThat(request.command()).isInstanceOf(PipeRequest.Malformed.class);
		assertThat(request.id()).isEqualTo(text.contains("'id'") ? RawJson.of("1") : RawJson.NULL);
	}

	@Test
	void filtersHaveALimit() {
		String names = "\"a\"" + ",\"a\"".repeat(PipeFilter.MAX_ENTRIES);
		PipeRequest request = (PipeRequest) decodeFromBackend(
				"{\"id\":1,\"method\":\"subscribe\",\"params\":{\"events\":[],\"filter\":{\"existence\":[" + names
						+ "]}}}")
			.get(0);
		assertThat(request.command()).isEqualTo(new PipeRequest.Malformed(
				new PipeError(PipeError.BAD_REQUEST, "subscribe: params.filter has more than 1000 entries")));
	}

	@Test
	void aReasonHasRoomInACloseFrame() {
		String reason = "é".repeat(62);
		PipeRequest request = (PipeRequest) decodeFromBackend(
				"{\"id\":1,\"method\":\"close_socket\",\"params\":{\"socket_id\":\"1.1\",\"reason\":\"" + reason
						+ "\"}}")
			.get(0);
		assertThat(request.command()).isInstanceOf(PipeRequest.Malformed.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7", "\"a\"", "[1]", "[{}", "{\"id\":1}x", "null" })
	void whatIsNoMessageIsRefused(String text) {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decodeFromBackend(text));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decodeFromEdge(text));
	}

	private String encode(PipeMessage message) {
		return new String(this.codec.encode(message), StandardCharsets.UTF_8);
	}

	private List<PipeMessage> decodeFromBackend(String text) {
		return this.codec.decodeFromBackend(text.getBytes(StandardCharsets.UTF_8));
	}

	private List<PipeMessage> decodeFromEdge(String text) {
		return this.codec.decodeFromEdge(text.getBytes(StandardCharsets.UTF_8));
	}

}
