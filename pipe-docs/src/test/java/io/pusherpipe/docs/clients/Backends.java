/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.clients;

import com.pusher.rest.Pusher;

final class Backends {

	private Backends() {
	}

	static Pusher create() {
		// tag::http-java[]
		Pusher pusher = new Pusher("1", "KEY", "SECRET");
		pusher.setHost("127.0.0.1:6001");
		pusher.setEncrypted(false); // true for TLS
		// end::http-java[]
		return pusher;
	}

}
