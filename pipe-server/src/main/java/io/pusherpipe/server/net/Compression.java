/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.util.HashMap;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import org.jspecify.annotations.Nullable;

/**
 * Agrees with a client on permessage-deflate (RFC 7692). Neither side keeps its window
 * from one message to the next: that compresses less, but an idle connection holds no
 * more memory than one without compression.
 */
final class Compression {

	/** What is shorter would hardly shrink, and is sent as it is. */
	static final int THRESHOLD = 256;

	private static final String NAME = "permessage-deflate";

	private static final int LEVEL = 6;

	private Compression() {
	}

	/**
	 * Look for an offer that can be taken.
	 * @param request the request for a WebSocket
	 * @param maxMessageSize how large a message may be that comes in, in bytes, once it
	 * is inflated
	 * @return what was agreed on, or {@code null} if there is to be no compression
	 */
	static @Nullable WebSocketServerExtension negotiate(HttpRequest request, int maxMessageSize) {
		String offers = request.headers().getAsString(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
		if (offers == null) {
			return null;
		}
		PerMessageDeflateServerExtensionHandshaker handshaker = new PerMessageDeflateServerExtensionHandshaker(LEVEL,
				false, PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE, true, true, maxMessageSize);
		try {
			for (WebSocketExtensionData offer : WebSocketExtensionUtil.extractExtensions(offers)) {
				WebSocketServerExtension agreed = NAME.equals(offer.name()) ? take(offer, handshaker) : null;
				if (agreed != null) {
					return agreed;
				}
			}
		}
		catch (IndexOutOfBoundsException ex) {
			// Netty stumbles over what is no list of offers.
		}
		return null;
	}

	private static @Nullable WebSocketServerExtension take(WebSocketExtensionData offer,
			PerMessageDeflateServerExtensionHandshaker handshaker) {
		// The answer may say so even where the offer does not (RFC 7692, section 7.1.1).
		Map<String, @Nullable String> parameters = new HashMap<>(offer.parameters());
		parameters.put("server_no_context_takeover", null);
		parameters.put("client_no_context_takeover", null);
		try {
			return handshaker.handshakeExtension(new WebSocketExtensionData(offer.name(), parameters));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * What to tell the client.
	 * @param agreed what was agreed on
	 * @return the value of the answer's header
	 */
	static String answer(WebSocketServerExtension agreed) {
		WebSocketExtensionData data = agreed.newReponseData();
		StringBuilder answer = new StringBuilder(data.name());
		data.parameters()
			.forEach((name, value) -> answer.append("; ").append(name).append((value != null) ? "=" + value : ""));
		return answer.toString();
	}

}
