import { inspect } from 'node:util';

const TYPES = { 'test:dequeue': 'begin', 'test:pass': 'pass', 'test:fail': 'fail' };

// Tells NodeProcess how the tests go, in lines that nothing else prints.
export default async function* report(source) {
  for await (const { type, data } of source) {
    if (TYPES[type] && data.nesting === 0) {
      const skipped = data.skip !== undefined;
      yield line(skipped ? 'skip' : TYPES[type], data.name, skipped ? data.skip : failure(data.details?.error));
    } else if (type === 'test:diagnostic' && /^(Error|Warning):/.test(data.message)) {
      // what happened outside of the tests
      yield `${data.message}\n`;
    }
  }
}

function line(...parts) {
  return `\u0001${parts.map((part) => encodeURIComponent(part)).join(' ')}\n`;
}

function failure(error) {
  return error ? inspect(error.cause ?? error) : '';
}
