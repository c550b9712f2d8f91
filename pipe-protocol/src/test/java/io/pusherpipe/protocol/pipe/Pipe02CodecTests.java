/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every message of protocol 0.2, written and read.
 */
class Pipe02CodecTests {

	private static final RawJson ID = RawJson.of("\"3a472b8d-4f93-488f-89cb-22c18ab86fbc\"");

	private static final String ID_MEMBER = "\"id\":" + ID;

	private final Pipe02Codec codec = Pipe02Codec.INSTANCE;

	@Test
	void isVersion02() {
		assertThat(this.codec.version()).isEqualTo("0.2");
	}

	private String encode(PipeMessage message) {
		return new String(this.codec.encode(message), StandardCharsets.UTF_8);
	}

	private PipeRequest decodeRequest(String text) {
		return this.codec.decodeRequest(text.getBytes(StandardCharsets.UTF_8));
	}

	private PipeMessage decodeAnswer(String text) {
		return this.codec.decodeAnswer(text.getBytes(StandardCharsets.UTF_8));
	}

	static Stream<String> everyKindOfJson() {
		return Stream.of("null", "true", "false", "0", "-0.50", "1e400", "12345678901234567890", "\"\"", "\"main\"",
				"\"123\"", "\"null\"", "\"\\\"\\\\\\/\\b\\u00e9\\ud83d\\ude80\"", "\"é🚀\u2028\"", "[]",
				"[ 1 ,[\"a\"],{}]", "{}", "{\"a\":{\"b\":[1.50,null]},\"\":\"\"}", "{ \"a\" :\t1 }",
				"{\"id\":\"x\",\"params\":[]}");
	}

	@Nested
	class Requests {

		static Stream<Arguments> requests() {
			return Stream.of(arguments(new PipeRequest.Subscribe(List.of("socket_message", "socket_existence")),
					"\"method\":\"subscribe\",\"params\":{\"events\":[\"socket_message\",\"socket_existence\"]}"),
					arguments(new PipeRequest.Subscribe(List.of()),
							"\"method\":\"subscribe\",\"params\":{\"events\":[]}"),
					arguments(new PipeRequest.Unsubscribe(List.of("channel_existence")),
							"\"method\":\"unsubscribe\",\"params\":{\"events\":[\"channel_existence\"]}"),
					arguments(new PipeRequest.SendToSocket("123.456", "e", RawJson.of("{\"a\":1}")),
							"\"method\":\"send_to_socket\",\"params\":{\"socket_id\":\"123.456\",\"event\":\"e\",\"data\":{\"a\":1}}"),
					arguments(new PipeRequest.SendToSocket("123.456", "e", null),
							"\"method\":\"send_to_socket\",\"params\":{\"socket_id\":\"123.456\",\"event\":\"e\"}"),
					arguments(new PipeRequest.SendToChannel("c", "e", RawJson.of("[1]"), null),
							"\"method\":\"send_to_channel\",\"params\":{\"channel\":\"c\",\"event\":\"e\",\"data\":[1]}"),
					arguments(new PipeRequest.SendToChannel("c", "e", RawJson.NULL, "123.456"),
							"\"method\":\"send_to_channel\",\"params\":{\"channel\":\"c\",\"event\":\"e\",\"data\":null,\"socket_id\":\"123.456\"}"),
					arguments(new PipeRequest.SendToChannel("c", "e", null, "123.456"),
							"\"method\":\"send_to_channel\",\"params\":{\"channel\":\"c\",\"event\":\"e\",\"socket_id\":\"123.456\"}"),
					arguments(new PipeRequest.SendToSocket("1.1", "\"quoted\" é", null),
							"\"method\":\"send_to_socket\",\"params\":{\"socket_id\":\"1.1\",\"event\":\"\\\"quoted\\\" é\"}"));
		}

		@ParameterizedTest
		@MethodSource("requests")
		void areWrittenAndReadBack(PipeRequest.Command command, String members) {
			PipeRequest request = new PipeRequest(ID, command);
			String text = "{" + ID_MEMBER + "," + members + "}";
			assertThat(encode(request)).isEqualTo(text);
			assertThat(decodeRequest(text)).isEqualTo(request);
		}

		@ParameterizedTest
		@MethodSource("io.pusherpipe.protocol.pipe.Pipe02CodecTests#everyKindOfJson")
		void carryDataByteForByte(String json) {
			PipeRequest request = new PipeRequest(ID, new PipeRequest.SendToSocket("1.1", "e", RawJson.of(json)));
			assertThat(encode(request)).contains("\"data\":" + json + "}");
			assertThat(decodeRequest(encode(request))).isEqualTo(request);
		}

		@Test
		void ofTheNodeClientAreUnderstood() {
			assertThat(command(
					"\"method\":\"subscribe\",\"params\":{\"events\":[\"socket_message\",\"socket_existence\"],\"data\":\"\"}"))
				.isEqualTo(new PipeRequest.Subscribe(List.of("socket_message", "socket_existence")));
			assertThat(command(
					"\"method\":\"send_to_channel\",\"params\":{\"channel\":\"a\",\"event\":\"x\",\"data\":{\"a\":1},\"socket_id\":null}"))
				.isEqualTo(new PipeRequest.SendToChannel("a", "x", RawJson.of("{\"a\":1}"), null));
			assertThat(command(
					"\"method\":\"send_to_socket\",\"params\":{\"socket_id\":\"1.2\",\"event\":\"x\",\"data\":\"\"}"))
				.isEqualTo(new PipeRequest.SendToSocket("1.2", "x", RawJson.of("\"\"")));
		}

		@Test
		void ofTheActionScriptClientAreUnderstood() {
			assertThat(command(
					"\"method\":\"send_to_channel\",\"params\":{\"channel\":\"a\",\"event\":\"x\",\"data\":1,\"socketId\":\"1.2\"}"))
				.isEqualTo(new PipeRequest.SendToChannel("a", "x", RawJson.of("1"), null));
		}

		@Test
		void mayHaveTheirMembersInAnyOrderAndOthersBesides() {
			PipeRequest request = decodeRequest(
					"{ \"jsonrpc\" : \"1.0\", \"params\" : { \"later\" : [{}], \"event\" : \"e\" ,"
							+ " \"socket_id\" : \"1.1\" }, \"method\" : \"send_to_socket\" , " + ID_MEMBER + " }\n");
			assertThat(request).isEqualTo(new PipeRequest(ID, new PipeRequest.SendToSocket("1.1", "e", null)));
		}

		@ParameterizedTest
		@ValueSource(strings = { "\"a\"", "7", "-1.50", "true", "[1, 2]", "{\"a\":1}" })
		void keepWhateverIdTheyHave(String id) {
			PipeRequest request = decodeRequest(
					"{\"id\":" + id + ",\"method\":\"subscribe\",\"params\":{\"events\":[]}}");
			assertThat(request.id()).hasToString(id);
		}

		@ParameterizedTest
		@ValueSource(strings = { "", " ", "garbage", "{", "{\"id\":\"1\"", "[]", "\"text\"", "null", "42", "{}",
				"{\"id\":null,\"method\":\"subscribe\"}", "{\"method\":\"subscribe\"}", "{\"id\":\"1\"} {\"id\":\"2\"}",
				"{\"id\":\"1\",}", "{\"id\":\"1\",\"params\":{\"a\":}}", "{'id':'1'}", "{\"id\":nope}",
				"[{\"id\":\"1\",\"method\":\"subscribe\"}]" })
		void thatAreNoneWithAnIdAreRefused(String text) {
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decodeRequest(text));
		}

		@Test
		void nestedTooDeepAreRefused() {
			String deep = "{\"id\":\"1\",\"params\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decodeRequest(deep));
		}

		@ParameterizedTest
		@CsvSource(delimiter = '|', quoteCharacter = '\0', value = { "'x':1 | 4214 | method must be a string",
				"'method':null | 4214 | method must be a string", "'method':{} | 4214 | method must be a string",
				"'method':'' | 4213 | method must be one of [subscribe, unsubscribe, send_to_socket, send_to_channel, terminate_user]",
				"'method':'Subscribe' | 4213 | method must be one of [subscribe, unsubscribe, send_to_socket, send_to_channel, terminate_user]",
				"'method':'subscribe' | 4214 | subscribe: params.events is missing",
				"'method':'subscribe','params':null | 4214 | subscribe: not a JSON object",
				"'method':'subscribe','params':['socket_message'] | 4214 | subscribe: not a JSON object",
				"'method':'subscribe','params':{'events':'socket_message'} | 4214 | subscribe: params.events must be an array of strings",
				"'method':'subscribe','params':{'events':['a',1]} | 4214 | subscribe: params.events must be an array of strings",
				"'method':'unsubscribe','params':{} | 4214 | unsubscribe: params.events is missing",
				"'method':'send_to_socket','params':{'event':'e'} | 4214 | send_to_socket: params.socket_id is missing",
				"'method':'send_to_socket','params':{'socket_id':null,'event':'e'} | 4214 | send_to_socket: params.socket_id is missing",
				"'method':'send_to_socket','params':{'socket_id':1.2,'event':'e'} | 4214 | send_to_socket: params.socket_id must be a string",
				"'method':'send_to_socket','params':{'socket_id':'1.2'} | 4214 | send_to_socket: params.event is missing",
				"'method':'send_to_socket','params':{'socket_id':'1.2','event':null} | 4214 | send_to_socket: params.event must be a string",
				"'method':'send_to_channel','params':{'event':'e'} | 4214 | send_to_channel: params.channel is missing",
				"'method':'send_to_channel','params':{'channel':[],'event':'e'} | 4214 | send_to_channel: params.channel must be a string",
				"'method':'send_to_channel','params':{'channel':'c'} | 4214 | send_to_channel: params.event is missing",
				"'method':'send_to_channel','params':{'channel':'c','event':'e','socket_id':7} | 4214 | send_to_channel: params.socket_id must be a string" })
		void thatAreWrongCanStillBeAnswered(String members, int code, String message) {
			PipeRequest request = decodeRequest("{" + ID_MEMBER + "," + members.replace('\'', '"') + "}");
			assertThat(request).isEqualTo(new PipeRequest(ID, new PipeRequest.Malformed(new PipeError(code, message))));
		}

		@Test
		void thatAreMalformedCannotBeWritten() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> encode(new PipeRequest(ID, new PipeRequest.Malformed(new PipeError(1, "no")))));
		}

		private PipeRequest.Command command(String members) {
			return decodeRequest("{" + ID_MEMBER + "," + members + "}").command();
		}

	}

	@Nested
	class Replies {

		static Stream<Arguments> replies() {
			return Stream.of(
					arguments(PipeReply.success(ID, RawJson.EMPTY_OBJECT),
							"{" + ID_MEMBER + ",\"error\":null,\"result\":{}}"),
					arguments(PipeReply.success(ID, RawJson.of("{\"events\":[\"socket_message\"]}")),
							"{" + ID_MEMBER + ",\"error\":null,\"result\":{\"events\":[\"socket_message\"]}}"),
					arguments(PipeReply.success(RawJson.of("7"), RawJson.of("[1, 2]")),
							"{\"id\":7,\"error\":null,\"result\":[1, 2]}"),
					arguments(PipeReply.failure(ID, new PipeError(4210, "Invalid \"event\" name")), "{" + ID_MEMBER
							+ ",\"error\":{\"code\":4210,\"message\":\"Invalid \\\"event\\\" name\"},\"result\":null}"));
		}

		@ParameterizedTest
		@MethodSource("replies")
		void areWrittenAndReadBack(PipeReply reply, String text) {
			assertThat(encode(reply)).isEqualTo(text);
			assertThat(decodeAnswer(text)).isEqualTo(reply);
		}

		@ParameterizedTest
		@MethodSource("io.pusherpipe.protocol.pipe.Pipe02CodecTests#everyKindOfJson")
		void carryResultsByteForByte(String json) {
			PipeReply reply = PipeReply.success(ID, RawJson.of(json));
			assertThat(encode(reply)).isEqualTo("{" + ID_MEMBER + ",\"error\":null,\"result\":" + json + "}");
			assertThat(decodeAnswer(encode(reply))).isEqualTo(reply);
		}

		@Test
		void mayLackErrorOrResult() {
			assertThat(decodeAnswer("{" + ID_MEMBER + "}")).isEqualTo(new PipeReply(ID, null, null));
			assertThat(decodeAnswer("{\"result\":{},\"more\":1," + ID_MEMBER + "}"))
				.isEqualTo(PipeReply.success(ID, RawJson.EMPTY_OBJECT));
			assertThat(decodeAnswer("{" + ID_MEMBER + ",\"error\":{\"code\":1,\"data\":[]}}"))
				.isEqualTo(PipeReply.failure(ID, new PipeError(1, "")));
		}

		@Test
		void withAnErrorHaveNoResult() {
			assertThat(decodeAnswer("{" + ID_MEMBER + ",\"error\":{\"code\":1,\"message\":\"no\"},\"result\":{}}"))
				.isEqualTo(PipeReply.failure(ID, new PipeError(1, "no")));
		}

	}

	@Nested
	class Notifications {

		static Stream<Arguments> notifications() {
			return Stream.of(
					arguments(new PipeNotification.ConnectionEstablished("pipe.1"),
							notification("connection_established", "{\"socket_id\":\"pipe.1\"}")),
					arguments(new PipeNotification.SocketOpened("1234.5678"),
							notification("socket_opened", "{\"socket_id\":\"1234.5678\"}")),
					arguments(new PipeNotification.SocketClosed("1234.5678"),
							notification("socket_closed", "{\"socket_id\":\"1234.5678\"}")),
					arguments(message(RawJson.of("{\"some\":\"data\"}"), null), notification("socket_message",
							"{\"socket_id\":\"1234.5678\",\"event\":\"my_event\",\"data\":{\"some\":\"data\"}}")),
					arguments(message(null, null),
							notification("socket_message", "{\"socket_id\":\"1234.5678\",\"event\":\"my_event\"}")),
					arguments(message(RawJson.of("{\"q\":1}"), "my_channel"), notification("socket_message",
							"{\"socket_id\":\"1234.5678\",\"event\":\"my_event\",\"data\":{\"q\":1},\"channel\":\"my_channel\"}")),
					arguments(message(null, "my_channel"),
							notification("socket_message",
									"{\"socket_id\":\"1234.5678\",\"event\":\"my_event\",\"channel\":\"my_channel\"}")),
					arguments(new PipeNotification.ChannelOccupied("my_channel"),
							notification("channel_occupied", "{\"channel\":\"my_channel\"}")),
					arguments(new PipeNotification.ChannelVacated("my_channel"),
							notification("channel_vacated", "{\"channel\":\"my_channel\"}")),
					arguments(new PipeNotification.Warning(RawJson.of("\"anything\"")),
							notification("warning", "\"anything\"")),
					arguments(new PipeNotification.Failure(new PipeError(4210, "Invalid event name")),
							"{\"id\":null,\"error\":{\"code\":4210,\"message\":\"Invalid event name\"},\"result\":null}"));
		}

		@ParameterizedTest
		@MethodSource("notifications")
		void areWrittenAndReadBack(PipeNotification notification, String text) {
			assertThat(encode(notification)).isEqualTo(text);
			assertThat(decodeAnswer(text)).isEqualTo(notification);
		}

		@ParameterizedTest
		@MethodSource("io.pusherpipe.protocol.pipe.Pipe02CodecTests#everyKindOfJson")
		void carryDataByteForByte(String json) {
			for (String channel : new String[] { null, "c" }) {
				PipeNotification notification = message(RawJson.of(json), channel);
				assertThat(encode(notification)).contains("\"data\":" + json);
				assertThat(decodeAnswer(encode(notification))).isEqualTo(notification);
			}
		}

		@Test
		void ofALaterProtocolAreKept() {
			assertThat(decodeAnswer(notification("something_new", "{\"user_id\":\"u\"}")))
				.isEqualTo(new PipeNotification.Unknown("something_new", RawJson.of("{\"user_id\":\"u\"}")));
			assertThat(decodeAnswer("{\"id\":null,\"error\":null,\"result\":{\"event\":\"something\"}}"))
				.isEqualTo(new PipeNotification.Unknown("something", null));
		}

		@Test
		void ofALaterProtocolCannotBeWritten() {
			assertThatIllegalArgumentException().isThrownBy(() -> encode(new PipeNotification.Unknown("gap", null)));
		}

		@Test
		void mayLackIdAndErrorAndHaveMore() {
			assertThat(decodeAnswer("{\"result\":{\"at\":1,\"data\":{\"socket_id\":\"1.1\",\"ip\":[]},"
					+ "\"event\":\"socket_opened\"},\"later\":{}}"))
				.isEqualTo(new PipeNotification.SocketOpened("1.1"));
		}

		@Test
		void onTheBackChannelMayHaveANullChannel() {
			assertThat(decodeAnswer(notification("socket_message",
					"{\"socket_id\":\"1234.5678\",\"event\":\"my_event\",\"data\":1,\"channel\":null}")))
				.isEqualTo(message(RawJson.of("1"), null));
		}

		@ParameterizedTest
		@ValueSource(strings = { "", "garbage", "{", "[]", "null", "{}", "{\"id\":null,\"error\":null,\"result\":null}",
				"{\"id\":null,\"error\":\"no\",\"result\":null}", "{\"id\":null,\"error\":{\"code\":\"4210\"}}",
				"{\"id\":null,\"error\":{\"code\":99999999999}}", "{\"id\":null,\"error\":{\"code\":1,\"message\":1}}",
				"{\"id\":null,\"error\":null,\"result\":[]}", "{\"id\":null,\"error\":null,\"result\":{}}",
				"{\"id\":null,\"error\":null,\"result\":{\"event\":7}}",
				"{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_opened\"}}",
				"{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_opened\",\"data\":\"1.1\"}}",
				"{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_opened\",\"data\":{\"socket_id\":1.1}}}",
				"{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_message\",\"data\":{\"socket_id\":\"1.1\"}}}",
				"{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_message\",\"data\":{\"event\":\"e\"}}}",
				"{\"id\":null,\"error\":null,\"result\":{\"event\":\"channel_occupied\",\"data\":{}}}" })
		void thatAreNoneAreRefused(String text) {
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decodeAnswer(text));
		}

		private static PipeNotification message(@Nullable RawJson data, @Nullable String channel) {
			return new PipeNotification.SocketMessage("1234.5678", "my_event", data, channel);
		}

		private static String notification(String event, String data) {
			return "{\"id\":null,\"error\":null,\"result\":{\"event\":\"" + event + "\",\"data\":" + data + "}}";
		}

	}

}
