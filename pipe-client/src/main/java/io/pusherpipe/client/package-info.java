/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The reactive client of the Pipe: {@link io.pusherpipe.client.PipeClient} and the
 * managed connection below it.
 */
@NullMarked
package io.pusherpipe.client;

import org.jspecify.annotations.NullMarked;
