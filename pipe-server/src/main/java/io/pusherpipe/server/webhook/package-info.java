/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Webhooks: what becomes of channels, sent to the applications' endpoints over HTTP.
 */
@NullMarked
package io.pusherpipe.server.webhook;

import org.jspecify.annotations.NullMarked;
