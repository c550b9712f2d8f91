/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Protocol 1.0: both sides ask, and a text may hold several messages. See
 * {@code docs/pipe-protocol.md}.
 */
public final class Pipe10Codec implements PipeCodec {

	/** The only instance there need be. */
	public static final Pipe10Codec INSTANCE = new Pipe10Codec();

	/** The version's name in the URL. */
	public static final String VERSION = "1.0";

	private Pipe10Codec() {
	}

	@Override
	public String version() {
		return VERSION;
	}

	@Override
	public byte[] encode(PipeMessage message) {
		if (message instanceof PipeRequest request) {
			return Pipe10Requests.encode(request);
		}
		if (message instanceof PipeReply reply) {
			JsonWriter out = JsonWriter.object().raw("id", reply.id());
			PipeError error = reply.error();
			return ((error != null) ? PipeErrors.write(error, out) : out.raw("result", reply.result())).toByteArray();
		}
		if (message instanceof PipeNotification.Failure failure) {
			return PipeErrors.write(failure.error(), JsonWriter.object()).toByteArray();
		}
		return JsonWriter.object().raw("result", PipeNotifications.encode((PipeNotification) message)).toByteArray();
	}

	@Override
	public byte[] encode(List<? extends PipeMessage> messages) {
		return (messages.size() == 1) ? encode(messages.get(0)) : batch(messages.stream().map(this::encode).toList());
	}

	/**
	 * Put messages into one text.
	 * @param messages the texts of the messages, at least one
	 * @return one text that holds them
	 */
	public static byte[] batch(List<byte[]> messages) {
		if (messages.size() == 1) {
			return messages.get(0);
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream(
				messages.stream().mapToInt((message) -> message.length + 1).sum() + 1);
		char before = '[';
		for (byte[] message : messages) {
			out.write(before);
			out.writeBytes(message);
			before = ',';
		}
		out.write(']');
		return out.toByteArray();
	}

	/**
	 * Write what all deliveries of a notification have in common.
	 * @param notification the notification
	 * @return what {@link #delivery} wants
	 */
	public static byte[] event(PipeNotification notification) {
		return PipeNotifications.encode(notification).toByteArray();
	}

	/**
	 * Write a delivery.
	 * @param slot the slot
	 * @param offset the offset
	 * @param redelivered whether it has been sent before
	 * @param event the {@linkplain #event event}
	 * @return the message's text
	 */
	public static byte[] delivery(int slot, long offset, boolean redelivered, byte[] event) {
		// The event is an object, whose members follow those of the delivery.
		byte[] head = ("{\"result\":{\"slot\":" + slot + ",\"offset\":" + offset
				+ (redelivered ? ",\"redelivered\":true," : ","))
			.getBytes(StandardCharsets.US_ASCII);
		byte[] message = new byte[head.length + event.length];
		System.arraycopy(head, 0, message, 0, head.length);
		System.arraycopy(event, 1, message, head.length, event.length - 1);
		message[message.length - 1] = '}';
		return message;
	}

	@Override
	public List<PipeMessage> decodeFromBackend(byte[] utf8) {
		List<PipeMessage> messages = new ArrayList<>(1);
		for (byte[] message : split(utf8)) {
			messages.add(Envelope.read(message).fromBackend());
		}
		return messages;
	}

	@Override
	public List<PipeMessage> decodeFromEdge(byte[] utf8) {
		List<PipeMessage> messages = new ArrayList<>(1);
		for (byte[] message : split(utf8)) {
			messages.add(Envelope.read(message).fromEdge());
		}
		return messages;
	}

	private static List<byte[]> split(byte[] utf8) {
		for (byte b : utf8) {
			if (b == '[') {
				return JsonReader.elements(utf8).stream().map(RawJson::toByteArray).toList();
			}
			if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
				break;
			}
		}
		return List.of(utf8);
	}

	/**
	 * What every message has, or may have.
	 */
	private record Envelope(@Nullable RawJson id, @Nullable RawJson method, RawJson params, @Nullable RawJson error,
			@Nullable RawJson result) {

		static Envelope read(byte[] utf8) {
			RawJson id = null;
			RawJson method = null;
			RawJson params = RawJson.EMPTY_OBJECT;
			RawJson error = null;
			RawJson result = null;
			try (JsonReader in = JsonReader.object(utf8)) {
				for (String name = in.nextName(); name != null; name = in.nextName()) {
					switch (name) {
						case "id" -> id = present(in.raw());
						case "method" -> method = in.raw();
						case "params" -> params = in.raw();
						case "error" -> error = present(in.raw());
						case "result" -> result = in.raw();
						default -> in.skip();
					}
				}
			}
			return new Envelope(id, method, params, error, result);
		}

		private static @Nullable RawJson present(RawJson value) {
			return value.isNull() ? null : value;
		}

		PipeMessage fromBackend() {
			if (this.method == null && this.id != null && (this.error != null || this.result != null)) {
				return reply(this.id);
			}
			return new PipeRequest((this.id != null) ? this.id : RawJson.NULL,
					Pipe10Requests.decode(this.method, this.params));
		}

		PipeMessage fromEdge() {
			if (this.method != null && this.id != null) {
				return new PipeRequest(this.id, Pipe10Requests.decode(this.method, this.params));
			}
			if (this.id != null) {
				return reply(this.id);
			}
			if (this.error != null) {
				return new PipeNotification.Failure(PipeErrors.decode(this.error));
			}
			if (this.result == null) {
				throw new ProtocolException("neither id nor result nor error");
			}
			return PipeNotifications.decode(this.result);
		}

		private PipeReply reply(RawJson id) {
			return (this.error != null) ? PipeReply.failure(id, PipeErrors.decode(this.error))
					: new PipeReply(id, null, this.result);
		}

	}

}
