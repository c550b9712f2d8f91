/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

/**
 * What handlers have done since the application started, and what they are at. The
 * numbers are read one after the other, so that those of a busy application may be apart
 * by what happened in between.
 *
 * @param handled how many events have been handled: all their handlers are done, whether
 * they succeeded or not. Events without a handler do not count, nor do decisions
 * @param failed how many calls of handlers failed for good, after the last attempt
 * @param retried how many further attempts were made after failures
 * @param unfinished how many events wait for their handlers or are being handled now
 * @param lanes how many sockets and channels those belong to: what is handled side by
 * side at most
 * @see PipeHandlerLifecycle#statistics()
 */
public record PipeHandlerStatistics(long handled, long failed, long retried, int unfinished, int lanes) {

}
