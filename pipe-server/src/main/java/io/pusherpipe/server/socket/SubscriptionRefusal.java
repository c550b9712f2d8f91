/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

/**
 * Why a subscription is refused.
 */
public final class SubscriptionRefusal extends Exception {

	private static final long serialVersionUID = 1L;

	private final String type;

	private final int status;

	private SubscriptionRefusal(String type, int status, String message) {
		super(message, null, false, false);
		this.type = type;
		this.status = status;
	}

	static SubscriptionRefusal limit(int status, String message) {
		return new SubscriptionRefusal("LimitReached", status, message);
	}

	static SubscriptionRefusal badRequest(String message) {
		return new SubscriptionRefusal("BadRequest", 400, message);
	}

	static SubscriptionRefusal unauthorized(int status, String message) {
		return new SubscriptionRefusal("AuthError", status, message);
	}

	// The kind of refusal, as clients are told it.
	String type() {
		return this.type;
	}

	// The status, as clients are told it.
	int status() {
		return this.status;
	}

	/**
	 * Whether a limit was reached, which is nobody's mistake.
	 * @return {@code false} if the request itself was wrong
	 */
	public boolean isLimit() {
		return this.type.equals("LimitReached");
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
