/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Deciding who may subscribe to which channel, and who a socket's user is:
 * {@link io.pusherpipe.spring.authorization.ChannelAuthorizer} and
 * {@link io.pusherpipe.spring.authorization.UserAuthenticator}.
 */
@NullMarked
package io.pusherpipe.spring.authorization;

import org.jspecify.annotations.NullMarked;
