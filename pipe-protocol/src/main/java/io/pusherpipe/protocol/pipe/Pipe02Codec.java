/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.List;

import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Pipe protocol 0.2, which the Node client {@code pusher-pipe} speaks: JSON-RPC 1.0 in
 * one direction, one message in a frame.
 */
public final class Pipe02Codec implements PipeCodec {

	/** The only instance there need be. */
	public static final Pipe02Codec INSTANCE = new Pipe02Codec();

	/** The version's name in the URL. */
	public static final String VERSION = "0.2";

	private Pipe02Codec() {
	}

	@Override
	public String version() {
		return VERSION;
	}

	@Override
	public byte[] encode(PipeMessage message) {
		if (message instanceof PipeRequest request) {
			return Pipe02Requests.encode(request);
		}
		if (message instanceof PipeReply reply) {
			return answer(reply.id(), reply.error(), reply.result());
		}
		if (message instanceof PipeNotification.Failure failure) {
			return answer(RawJson.NULL, failure.error(), null);
		}
		return answer(RawJson.NULL, null, PipeNotifications.encode((PipeNotification) message));
	}

	@Override
	public byte[] encode(List<? extends PipeMessage> messages) {
		if (messages.size() != 1) {
			throw new IllegalArgumentException("protocol " + VERSION + " has one message in a text");
		}
		return encode(messages.get(0));
	}

	@Override
	public List<PipeRequest> decodeFromBackend(byte[] utf8) {
		return List.of(decodeRequest(utf8));
	}

	@Override
	public List<PipeMessage> decodeFromEdge(byte[] utf8) {
		return List.of(decodeAnswer(utf8));
	}

	/**
	 * Read what a backend sent.
	 * @param utf8 the text
	 * @return the request
	 * @throws ProtocolException if the text is no request with an id
	 */
	public PipeRequest decodeRequest(byte[] utf8) {
		return Pipe02Requests.decode(utf8);
	}

	/**
	 * Read what the edge sent.
	 * @param utf8 the text
	 * @return a reply or a notification
	 * @throws ProtocolException if the text is neither
	 */
	public PipeMessage decodeAnswer(byte[] utf8) {
		RawJson id = null;
		RawJson error = null;
		RawJson result = null;
		try (JsonReader in = JsonReader.object(utf8)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "id" -> id = in.raw();
					case "error" -> error = in.raw();
					case "result" -> result = in.raw();
					default -> in.skip();
				}
			}
		}
		PipeError failure = (error == null || error.isNull()) ? null : PipeErrors.decode(error);
		if (id != null && !id.isNull()) {
			return new PipeReply(id, failure, (failure != null) ? null : result);
		}
		return (failure != null) ? new PipeNotification.Failure(failure) : PipeNotifications.decode(result);
	}

	// All three members are always there, since the Node client looks for each of them.
	private static byte[] answer(RawJson id, @Nullable PipeError error, @Nullable RawJson result) {
		JsonWriter out = JsonWriter.object().raw("id", id);
		if (error != null) {
			PipeErrors.write(error, out);
		}
		else {
			out.raw("error", null);
		}
		return out.raw("result", result).toByteArray();
	}

}
