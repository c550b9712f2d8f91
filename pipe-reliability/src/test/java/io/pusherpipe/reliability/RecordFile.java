/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a member writes its records. What has been written survives the process, however
 * it ends.
 */
final class RecordFile {

	private final FileChannel file;

	private long position;

	private RecordFile(FileChannel file) {
		this.file = file;
	}

	static RecordFile create(Path path) throws IOException {
		return new RecordFile(
				FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
	}

	static RecordFile open(Path path) throws IOException {
		return new RecordFile(
				FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ));
	}

	synchronized void write(Entry record) {
		ByteBuffer bytes = ByteBuffer.allocate(Entry.SIZE);
		record.write(bytes);
		try {
			this.file.write(bytes.flip());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read on.
	 * @return what has been written since the last time
	 */
	List<Entry> read() {
		try {
			int count = (int) ((this.file.size() - this.position) / Entry.SIZE);
			ByteBuffer bytes = ByteBuffer.allocate(count * Entry.SIZE);
			while (bytes.hasRemaining()) {
				this.file.read(bytes, this.position + bytes.position());
			}
			this.position += bytes.capacity();
			bytes.flip();
			List<Entry> records = new ArrayList<>(count);
			while (bytes.hasRemaining()) {
				records.add(Entry.read(bytes));
			}
			return records;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
