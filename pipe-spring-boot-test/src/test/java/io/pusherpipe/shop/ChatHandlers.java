/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.shop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.core.PipeTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Lets customers talk.
 */
@Component
class ChatHandlers {

	private final List<String> gone = new CopyOnWriteArrayList<>();

	private final PipeTemplate pipe;

	ChatHandlers(PipeTemplate pipe) {
		this.pipe = pipe;
	}

	@OnChannelEvent(channel = { "private-room-*", "presence-room-*" }, event = "say")
	void say(@ChannelName String room, @SocketId String from, String text) {
		this.pipe.channel(room).except(from).trigger("said", text);
	}

	@OnSocketEvent("ban")
	void ban(String userId) {
		this.pipe.user(userId).terminate();
	}

	@OnSocketClose
	void closed(@SocketId String socketId) {
		this.gone.add(socketId);
	}

	List<String> gone() {
		return this.gone;
	}

	@AuthorizeChannel("private-room-*")
	boolean mayEnter(@UserId @Nullable String user) {
		return user != null;
	}

	@AuthenticateUser
	UserAuthentication who(@SocketId String socketId) {
		return UserAuthentication.as("customer-" + socketId);
	}

}
