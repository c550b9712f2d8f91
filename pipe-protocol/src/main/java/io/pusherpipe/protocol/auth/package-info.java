/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Who may do what: signatures of requests, Pipes and channel subscriptions.
 */
@NullMarked
package io.pusherpipe.protocol.auth;

import org.jspecify.annotations.NullMarked;
