/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What groups of backends are told: who gets it, in which order, and what is kept until
 * it is acknowledged. Knows no connections; everything of one group happens on one
 * thread.
 */
@NullMarked
package io.pusherpipe.server.group;

import org.jspecify.annotations.NullMarked;
