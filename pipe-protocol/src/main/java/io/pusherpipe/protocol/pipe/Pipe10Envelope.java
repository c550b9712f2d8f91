/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import org.jspecify.annotations.Nullable;

/**
 * What every message of protocol 1.0 has, or may have. With a nested reader, what is
 * inside is read where it stands, as far as what has come before tells what it is.
 */
final class Pipe10Envelope {

	private @Nullable RawJson id;

	private boolean hasMethod;

	private @Nullable String method;

	private RawJson params = RawJson.EMPTY_OBJECT;

	// The params, once they have been read.
	private @Nullable Command command;

	private @Nullable RawJson error;

	private @Nullable RawJson result;

	// The result, once it has been read.
	private @Nullable PipeNotification notification;

	private Pipe10Envelope() {
	}

	/**
	 * Read the object that the reader is in.
	 * @param in the reader
	 * @return what is in it
	 * @throws ProtocolException if the text is malformed; from a nested reader also if
	 * something else is wrong, or the order of the members is unusual
	 */
	static Pipe10Envelope read(JsonReader in) {
		Pipe10Envelope envelope = new Pipe10Envelope();
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			envelope.take(name, in);
		}
		if (envelope.notification != null && envelope.id != null) {
			throw new ProtocolException("id after result");
		}
		return envelope;
	}

	private void take(String name, JsonReader in) {
		switch (name) {
			case "id" -> this.id = present(in.raw());
			case "method" -> {
				this.hasMethod = true;
				this.method = in.stringIfAny();
				if (this.command != null) {
					throw new ProtocolException("method after params");
				}
			}
			case "params" -> {
				if (this.method != null && in.isNested()) {
					this.command = Pipe10Requests.read(this.method, in);
				}
				else {
					this.params = in.raw();
				}
			}
			case "error" -> this.error = present(in.raw());
			case "result" -> {
				// A reply has been asked for, and whoever did so knows what it is.
				if (this.id == null && in.isNested()) {
					this.notification = PipeNotifications.next(in);
				}
				else {
					this.result = in.raw();
				}
			}
			default -> in.skip();
		}
	}

	private static @Nullable RawJson present(RawJson value) {
		return value.isNull() ? null : value;
	}

	PipeMessage fromBackend() {
		if (!this.hasMethod && this.id != null && (this.error != null || this.result != null)) {
			return reply(this.id);
		}
		return new PipeRequest((this.id != null) ? this.id : RawJson.NULL, command());
	}

	PipeMessage fromEdge() {
		if (this.hasMethod && this.id != null) {
			return new PipeRequest(this.id, command());
		}
		if (this.id != null) {
			return reply(this.id);
		}
		if (this.error != null) {
			return new PipeNotification.Failure(PipeErrors.decode(this.error));
		}
		if (this.notification != null) {
			return this.notification;
		}
		if (this.result == null) {
			throw new ProtocolException("neither id nor result nor error");
		}
		return PipeNotifications.decode(this.result);
	}

	private Command command() {
		return (this.command != null) ? this.command : Pipe10Requests.decode(this.method, this.params);
	}

	private PipeReply reply(RawJson id) {
		return (this.error != null) ? PipeReply.failure(id, PipeErrors.decode(this.error))
				: new PipeReply(id, null, this.result);
	}

}
