/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.test;

import io.pusherpipe.server.app.App;

/**
 * The application that tests use.
 */
public final class TestApps {

	/** The application's id. */
	public static final String ID = "3";

	/** The application's key. */
	public static final String KEY = "278d425bdf160c739803";

	/** The application's secret. */
	public static final String SECRET = "7ad3773142a6692b25b8";

	private TestApps() {
	}

	public static App app() {
		return App.of(ID, KEY, SECRET);
	}

}
