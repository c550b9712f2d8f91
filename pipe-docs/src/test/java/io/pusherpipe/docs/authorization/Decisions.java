/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.authorization;

import java.util.Map;

import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelVariable;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.UserAuthentication;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

@Component
class Decisions {

	private final Orders orders;

	private final Players players;

	Decisions(Orders orders, Players players) {
		this.orders = orders;
		this.players = players;
	}

	// tag::decisions[]
	@AuthorizeChannel("private-orders-{order}")
	boolean mayFollow(@ChannelVariable String order, @UserId @Nullable String user) {
		return user != null && this.orders.belongsTo(order, user);
	}

	@AuthorizeChannel("presence-*")
	ChannelAuthorization enter(@SocketId String socket) {
		return ChannelAuthorization.allow(this.players.idOf(socket), Map.of("name", this.players.nameOf(socket)));
	}

	@AuthenticateUser
	UserAuthentication who(@SocketId String socket) {
		return this.players.isKnown(socket) ? UserAuthentication.as(this.players.idOf(socket))
				: UserAuthentication.refuse();
	}
	// end::decisions[]

	interface Orders {

		boolean belongsTo(String order, String user);

	}

	interface Players {

		boolean isKnown(String socket);

		String idOf(String socket);

		String nameOf(String socket);

	}

}
