/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.report;

/**
 * The straight line that fits points best, by least squares.
 */
public final class Line {

	private int count;

	private double sumX;

	private double sumY;

	private double sumXx;

	private double sumXy;

	/**
	 * Add a point.
	 * @param x where it is
	 * @param y its value
	 */
	public void add(double x, double y) {
		this.count++;
		this.sumX += x;
		this.sumY += y;
		this.sumXx += x * x;
		this.sumXy += x * y;
	}

	/**
	 * How much the value grows.
	 * @return per 1 of x, 0 with fewer than two points
	 */
	public double slope() {
		double spread = this.count * this.sumXx - this.sumX * this.sumX;
		return (spread != 0) ? (this.count * this.sumXy - this.sumX * this.sumY) / spread : 0;
	}

	/**
	 * The line's value.
	 * @param x where
	 * @return the value
	 */
	public double at(double x) {
		return (this.count == 0) ? 0 : (this.sumY - slope() * this.sumX) / this.count + slope() * x;
	}

}
