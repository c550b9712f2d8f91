import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cleanUp } from './cleanup.mjs';
import { Heard } from './heard.mjs';

const START = 120_000; // milliseconds
const OPEN = /Open http:\/\/localhost:(\d+)\/ /;

// The sample, as a process of its own, as "java -jar" starts it.
export class Sample {
  #log = new Heard('a line of the log', START);

  // Properties as on the command line, such as { 'pusher.pipe.url': 'ws://...' }.
  static async start(t, properties = {}) {
    const sample = new Sample();
    const settings = Object.entries({ 'server.address': '127.0.0.1', 'server.port': 0, ...properties });
    const process = spawn(sample.#java, ['-jar', sample.#jar, ...settings.map(([name, value]) => `--${name}=${value}`)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(process, 'exit');
    createInterface(process.stdout).on('line', (line) => sample.#log.note(line));
    cleanUp(t, () => {
      process.kill();
      return ended;
    });
    const [line] = await sample.#log.first((line) => OPEN.test(line), 'where it listens');
    sample.url = `http://127.0.0.1:${line.match(OPEN)[1]}`;
    return sample;
  }

  // What the class with this simple name has logged, without the times.
  logOf(name) {
    return this.#log.all.map(([line]) => line).filter((line) => line.includes(`.${name} `))
      .map((line) => line.slice(line.indexOf(' : ') + 3));
  }

  // What belongs to the line before.
  get linesWithoutTime() {
    return this.#log.all.map(([line]) => line).filter((line) => !/^\d{4}-\d\d-\d\dT/.test(line));
  }

  // Waits until the log tells of it.
  logged(text, count = 1) {
    const counted = () => this.#log.all.filter(([line]) => line.includes(text)).length >= count;
    return this.#log.first(counted, text);
  }

  get #java() {
    return process.env.JAVA;
  }

  get #jar() {
    return process.env.SAMPLE_JAR;
  }
}
