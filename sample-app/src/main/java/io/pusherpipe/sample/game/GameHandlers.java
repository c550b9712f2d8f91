/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.spring.annotation.OnPipeDisconnected;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.core.PipeSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import org.springframework.stereotype.Component;

/**
 * What browsers say to the game. Anybody can send anything, so the data is taken as JSON
 * of any shape and what makes no sense in it counts as not said.
 */
@Component
class GameHandlers {

	private static final Logger logger = LoggerFactory.getLogger(GameHandlers.class);

	private final Pilots pilots;

	private final HighScores highScores;

	GameHandlers(Pilots pilots, HighScores highScores) {
		this.pilots = pilots;
		this.highScores = highScores;
	}

	// sent again as a sign of life; the edge knows whom the socket has signed in as, also
	// when this application has forgotten
	@OnSocketEvent("join")
	CompletableFuture<Void> join(PipeSocket socket) {
		return socket.info().thenAccept((info) -> join(socket, info.userId()));
	}

	private void join(PipeSocket socket, @Nullable String name) {
		if (name == null) {
			socket.trigger("refused", Map.of("reason", "Only who has signed in may play."));
		}
		else if (this.pilots.join(socket.id(), name)) {
			socket.trigger("joined", Map.of("width", Game.WIDTH, "height", Game.HEIGHT));
		}
		else {
			socket.trigger("refused", Map.of("reason", "All " + Pilots.MAX + " ships are taken. Waiting for one …"));
		}
	}

	@OnSocketEvent("scores")
	List<HighScores.Score> scores() {
		return this.highScores.best();
	}

	@OnSocketEvent("keys")
	void keys(@SocketId String socketId, @Nullable JsonNode data) {
		JsonNode keys = orMissing(data);
		this.pilots.steer(socketId, new Controls(isHeld(keys, "left"), isHeld(keys, "right"), isHeld(keys, "thrust"),
				isHeld(keys, "brake"), isHeld(keys, "fire")));
	}

	@OnSocketClose
	void closed(@SocketId String socketId) {
		if (this.pilots.leave(socketId)) {
			logger.debug("Pilot {} left", socketId);
		}
	}

	// closes are not heard meanwhile; the pages that are still there join again
	@OnPipeDisconnected
	void disconnected() {
		this.pilots.clear();
	}

	private static boolean isHeld(JsonNode keys, String key) {
		return keys.path(key).asBoolean(false);
	}

	private static JsonNode orMissing(@Nullable JsonNode data) {
		return (data != null) ? data : MissingNode.getInstance();
	}

}
