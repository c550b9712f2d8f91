/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The HTTP API for backends, its signatures, and the health check.
 */
@NullMarked
package io.pusherpipe.server.http;

import org.jspecify.annotations.NullMarked;
