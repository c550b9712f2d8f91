/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;

/**
 * Signs browsers in.
 */
final class SignedIn {

	private SignedIn() {
	}

	static void as(String userId, Browser browser) {
		String userData = "{\"id\":\"" + userId + "\"}";
		String auth = UserSignature.authorize(TestApps.KEY, Secret.of(TestApps.SECRET), browser.id(), userData);
		browser.send("{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"" + auth + "\",\"user_data\":\""
				+ userData.replace("\"", "\\\"") + "\"}}");
		browser.next("pusher:signin_success");
	}

}
