/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.util.List;

/**
 * What came of one fault.
 *
 * @param events how many events were handled for the first time
 * @param lost how many events were not handled
 * @param disorders records that were not in their place
 * @param unmarked records that came again and were not marked for that
 * @param foreign records that came again although nobody had been hit who had them
 * @param disconnected sockets that have ended
 * @param gaps what members were told to have been lost
 * @param duplicates how many records came again
 * @param late how many of them by handlers that had begun when their process froze
 * @param oldest for how long the oldest of them had been handled when the fault came, in
 * milliseconds
 * @param moved how long after the fault another member handled an event of a socket of
 * the one that was hit, in milliseconds; -1 if none did
 * @param longestWait the longest time from an event's sending to its handler, in
 * milliseconds
 */
record Outcome(long events, long lost, List<Handled> disorders, List<Handled> unmarked, List<Handled> foreign,
		List<String> disconnected, List<Handled> gaps, long duplicates, long late, double oldest, double moved,
		double longestWait) {

}
