/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import javax.net.ssl.SSLException;

import io.pusherpipe.client.PipeHandshakeException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Stops the application's start where it was to wait for the Pipe, and there was none.
 */
public final class PipeStartException extends FailureAnalyzedException {

	private static final long serialVersionUID = 1L;

	private static final String WITHOUT = """
			To start without the Pipe set pusher.pipe.startup-failure-policy=retry, which keeps trying, \
			or continue, which does not.""";

	private final String description;

	private final String fix;

	PipeStartException(Throwable cause) {
		this("The Pipe did not connect: " + cause.getMessage(), fix(cause) + " " + WITHOUT, cause);
	}

	private PipeStartException(String description, String fix, Throwable cause) {
		super(description, fix, cause);
		this.description = description;
		this.fix = fix;
	}

	private static String fix(Throwable cause) {
		if (cause instanceof PipeHandshakeException refusal) {
			return refused(refusal.status());
		}
		if (isTls(cause)) {
			return """
					Check that the edge has TLS at all (otherwise pusher.pipe.url begins with ws://), that its \
					certificate is for the host of pusher.pipe.url, and that it is trusted: pusher.pipe.ssl.bundle \
					names an SSL bundle whose trust store has its authority.""";
		}
		return "Check that the edge runs at pusher.pipe.url and can be reached from here.";
	}

	private static String refused(int status) {
		return switch (status) {
			case 401 -> """
					Check that pusher.pipe.app-id, pusher.pipe.key and pusher.pipe.secret are those of one \
					application at the edge, and that the clocks of both machines agree. The edge's log tells more.""";
			case 403 -> """
					Check that the application pusher.pipe.app-id is enabled at the edge, and that the edge speaks \
					this version of the Pipe protocol. The edge's log tells more.""";
			case 404 -> """
					Check that an edge answers at pusher.pipe.url: that the port is the edge's, and that the path is \
					its pusher.pipe.server.path-prefix.""";
			default -> "Check that pusher.pipe.url is that of an edge, and what stands between.";
		};
	}

	private static boolean isTls(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SSLException) {
				return true;
			}
		}
		return false;
	}

	@Override
	public FailureAnalysis analysis() {
		return new FailureAnalysis(this.description, this.fix, this);
	}

}
