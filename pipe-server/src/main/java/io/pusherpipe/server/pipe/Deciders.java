/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.socket.BrowserError;
import io.pusherpipe.server.socket.Decision;
import io.pusherpipe.server.socket.Decisions;
import io.pusherpipe.server.socket.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members that decide for the edge. One of them is asked: a preferred one that
 * decides such things, otherwise the next in turn; and once more another one if that is
 * lost before it has answered. All methods may be called on any thread.
 */
public final class Deciders implements Decisions {

	private static final Logger logger = LoggerFactory.getLogger(Deciders.class);

	private static final int MAX_ASKED = 2;

	private final Map<String, List<Decider>> byApp = new ConcurrentHashMap<>();

	private final AtomicInteger turn = new AtomicInteger();

	private volatile BiFunction<App, String, List<Decider>> preference = (app, socketId) -> List.of();

	/**
	 * Say who is to be asked first.
	 * @param preference gives the members for a socket, by application and socket id;
	 * called on the socket's loop
	 */
	public void prefer(BiFunction<App, String, List<Decider>> preference) {
		this.preference = preference;
	}

	/**
	 * Add a member.
	 * @param decider the member
	 */
	public void add(Decider decider) {
		this.byApp.merge(decider.app().id(), List.of(decider),
				(present, added) -> Stream.concat(present.stream(), added.stream()).distinct().toList());
	}

	/**
	 * Remove a member.
	 * @param decider the member, which need not be there
	 */
	public void remove(Decider decider) {
		this.byApp.computeIfPresent(decider.app().id(), (id, present) -> {
			List<Decider> remaining = present.stream().filter((each) -> each != decider).toList();
			return remaining.isEmpty() ? null : remaining;
		});
	}

	@Override
	public CompletionStage<Decision> authorizeChannel(Socket socket, String channel, @Nullable String userId) {
		return decide(socket, PipeSubscription.AUTHORIZE_CHANNEL,
				new PipeRequest.AuthorizeChannel(socket.id(), channel, userId), Deciders::authorization);
	}

	@Override
	public CompletionStage<Decision> authenticateUser(Socket socket) {
		return decide(socket, PipeSubscription.AUTHENTICATE_USER, new PipeRequest.AuthenticateUser(socket.id()),
				Deciders::authentication);
	}

	private CompletionStage<Decision> decide(Socket socket, String what, Command question,
			Function<RawJson, Decision> reader) {
		CompletableFuture<Decision> decision = new CompletableFuture<>();
		new Question(socket.app(), what, question, reader, decision)
			.ask(this.preference.apply(socket.app(), socket.id()));
		return decision;
	}

	private @Nullable Decider next(App app, String what, @Nullable Decider except) {
		List<Decider> members = this.byApp.getOrDefault(app.id(), List.of());
		int first = this.turn.getAndIncrement();
		for (int i = 0; i < members.size(); i++) {
			Decider member = members.get(Math.floorMod(first + i, members.size()));
			if (member != except && member.isOpen() && member.decides(what)) {
				return member;
			}
		}
		return null;
	}

	private static Decision authorization(RawJson result) {
		boolean authorized = false;
		RawJson channelData = null;
		try (JsonReader in = JsonReader.object(result)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "authorized" -> authorized = in.bool("result.authorized");
					case "channel_data" -> channelData = in.raw();
					default -> in.skip();
				}
			}
		}
		return authorized ? new Decision.ChannelAuthorized(isPresent(channelData) ? channelData : null) : refused();
	}

	private static Decision authentication(RawJson result) {
		RawJson user = null;
		try (JsonReader in = JsonReader.object(result)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				if (name.equals("user")) {
					user = in.raw();
				}
				else {
					in.skip();
				}
			}
		}
		return (user != null && !user.isNull()) ? new Decision.UserAuthenticated(user) : refused();
	}

	private static boolean isPresent(@Nullable RawJson value) {
		return value != null && !value.isNull();
	}

	private static Decision refused() {
		return new Decision.Refused(BrowserError.REFUSED, "Refused by the application");
	}

	/**
	 * One question, on its way through the members.
	 */
	private final class Question {

		private final App app;

		private final String what;

		private final Command command;

		private final Function<RawJson, Decision> reader;

		private final CompletableFuture<Decision> decision;

		private int asked;

		Question(App app, String what, Command command, Function<RawJson, Decision> reader,
				CompletableFuture<Decision> decision) {
			this.app = app;
			this.what = what;
			this.command = command;
			this.reader = reader;
			this.decision = decision;
		}

		void ask(List<Decider> preferred) {
			askNext(preferred.stream()
				.filter((member) -> member.isOpen() && member.decides(this.what))
				.findFirst()
				.orElseGet(() -> next(this.app, this.what, null)));
		}

		private void askNext(@Nullable Decider member) {
			if (member == null) {
				this.decision
					.complete(new Decision.Refused(BrowserError.NO_BACKEND, "No backend is there that decides this"));
				return;
			}
			this.asked++;
			member.ask(this.command).whenComplete((reply, failure) -> {
				if (reply != null) {
					this.decision.complete(read(reply));
				}
				else if (this.asked < MAX_ASKED) {
					askNext(next(this.app, this.what, member));
				}
				else {
					this.decision.complete(
							new Decision.Refused(BrowserError.NO_BACKEND, "The backends that decide this have gone"));
				}
			});
		}

		private Decision read(PipeReply reply) {
			// What an error says is the backend's own affair.
			if (reply.error() != null || reply.result() == null) {
				logger.debug("A backend of {} answered {} with {}", this.app, this.what, reply.error());
				return refused();
			}
			try {
				return this.reader.apply(reply.result());
			}
			catch (ProtocolException ex) {
				logger.warn("A backend of {} answered {} with something else: {}", this.app, this.what,
						ex.getMessage());
				return new Decision.Refused(BrowserError.BACKEND_FAILED, "The backend's answer cannot be understood");
			}
		}

	}

}
