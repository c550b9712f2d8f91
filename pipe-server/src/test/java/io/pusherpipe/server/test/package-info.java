/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A browser and a backend as bare sockets, which can also do what no library does.
 */
@NullMarked
package io.pusherpipe.server.test;

import org.jspecify.annotations.NullMarked;
