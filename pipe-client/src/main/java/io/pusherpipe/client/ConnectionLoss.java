/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.pusherpipe.protocol.CloseCode;
import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.socket.CloseStatus;

/**
 * Tells why a connection was lost, and what to do about it.
 */
final class ConnectionLoss {

	private ConnectionLoss() {
	}

	/**
	 * Explain a loss.
	 * @param options the client's options
	 * @param status what the edge closed the WebSocket with, or {@code null}
	 * @param cause what went wrong, or {@code null} if the connection has just ended
	 * @return the explanation
	 */
	static PipeConnectionException explain(Options options, @Nullable CloseStatus status, @Nullable Throwable cause) {
		if (isTooLarge(cause)) {
			PipeLimitException limit = new PipeLimitException("The edge sent a message larger than maxMessageSize, "
					+ options.maxMessageSize() + " bytes, allows", "maxMessageSize");
			return new PipeConnectionException(String.valueOf(limit.getMessage()), limit);
		}
		if (cause != null) {
			return new PipeConnectionException("The connection was lost: " + cause.getMessage(), cause);
		}
		if (status == null || status.getCode() == CloseStatus.NO_CLOSE_FRAME.getCode()) {
			return new PipeConnectionException("The connection was lost", null);
		}
		String reason = (status.getReason() != null) ? " " + status.getReason() : "";
		return new PipeConnectionException(
				"The edge closed the connection with " + status.getCode() + reason + advice(options, status.getCode()),
				null, status.getCode());
	}

	private static String advice(Options options, int code) {
		if (code == CloseCode.REPLACED.code()) {
			return ": " + options.membership()
					+ " is somebody else now. Give every process a name of its own (setting member)";
		}
		if (code == CloseCode.NOT_ACKNOWLEDGED.code()) {
			return ". What took too long comes again. Have it acknowledged faster, or give the edge a longer ack-timeout";
		}
		return "";
	}

	private static boolean isTooLarge(@Nullable Throwable cause) {
		return cause instanceof TooLongFrameException || (cause instanceof CorruptedWebSocketFrameException corrupted
				&& corrupted.closeStatus().code() == CloseStatus.TOO_BIG_TO_PROCESS.getCode());
	}

}
