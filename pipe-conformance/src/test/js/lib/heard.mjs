const DEADLINE = 30_000; // milliseconds, for machines that are busy with more than this

// What was heard, in order. Tests await it, and never sleep.
export class Heard {
  #what;
  #deadline;
  #all = [];
  #taken = 0;
  #checks = new Set();

  constructor(what, deadline = DEADLINE) {
    this.#what = what;
    this.#deadline = deadline;
  }

  // Everything so far, each entry the arguments of one call.
  get all() {
    return [...this.#all];
  }

  note(...args) {
    this.#all.push(args);
    this.#checks.forEach((check) => check());
  }

  // The arguments of the next call that was not taken yet.
  async next() {
    const [args] = await this.take(1);
    return args;
  }

  // The same of the next so many calls.
  async take(count) {
    const from = this.#taken;
    this.#taken += count;
    await this.#until(() => this.#all.length >= this.#taken, `${count} more after ${from}`);
    return this.#all.slice(from, from + count);
  }

  // The arguments of the first call of this kind, taken or not.
  async first(matches, kind) {
    await this.#until(() => this.#all.some((args) => matches(...args)), kind);
    return this.#all.find((args) => matches(...args));
  }

  #until(condition, wanted) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(this.#missing(wanted)), this.#deadline);
      const check = () => {
        if (condition()) {
          clearTimeout(timer);
          this.#checks.delete(check);
          resolve();
        }
      };
      this.#checks.add(check);
      check();
    });
  }

  #missing(wanted) {
    const last = this.#all.slice(-5).map((args) => JSON.stringify(args).slice(0, 300));
    return new Error(`Waited ${this.#deadline} ms for '${this.#what}', ${wanted}; heard ${this.#all.length}, last: ${last}`);
  }
}

// Listens from now on: to a Node emitter, whose listeners get any arguments, or to one of pusher-js,
// whose listeners get data, and the user id where another member of a presence channel sent it.
export function listen(emitter, event) {
  const heard = new Heard(event);
  if (emitter.bind) {
    emitter.bind(event, (data, metadata) => heard.note(data, ...(metadata?.user_id ? [metadata.user_id] : [])));
  } else {
    emitter.on(event, (...args) => heard.note(...args));
  }
  return heard;
}
