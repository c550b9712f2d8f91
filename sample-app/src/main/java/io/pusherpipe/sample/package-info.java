/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The sample: the quickstart of 2011 and a small multiplayer game, with Spring beans as
 * the backend of browsers that the edge holds.
 */
@NullMarked
package io.pusherpipe.sample;

import org.jspecify.annotations.NullMarked;
