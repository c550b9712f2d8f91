/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The game: {@link io.pusherpipe.sample.game.Game} is the world and its physics,
 * {@link io.pusherpipe.sample.game.GameHandlers} hears what browsers say,
 * {@link io.pusherpipe.sample.game.Pilots} carries it across threads, and
 * {@link io.pusherpipe.sample.game.GameLoop} moves the world and tells everybody.
 */
@NullMarked
package io.pusherpipe.sample.game;

import org.jspecify.annotations.NullMarked;
