/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.handlers;

import java.util.UUID;

import io.pusherpipe.spring.annotation.ChannelVariable;
import io.pusherpipe.spring.annotation.OnChannelEvent;

import org.springframework.stereotype.Component;

@Component
class GameHandlers {

	private final Games games;

	GameHandlers(Games games) {
		this.games = games;
	}

	// tag::variables[]
	@OnChannelEvent(channel = "private-game-{team}-{game}", event = "move")
	void moved(@ChannelVariable Team team, @ChannelVariable UUID game, Move move) {
		this.games.move(game, team, move);
	}
	// end::variables[]

	interface Games {

		void move(UUID game, Team team, Move move);

	}

	enum Team {

		RED, BLUE

	}

	record Move(int x, int y) {
	}

}
