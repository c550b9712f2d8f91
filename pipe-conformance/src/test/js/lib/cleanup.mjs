import { after } from 'node:test';

const stacks = new WeakMap();

// Runs after the test, what was opened last first.
export function cleanUp(t, action) {
  if (!stacks.has(t)) {
    stacks.set(t, []);
    t.after(() => run(stacks.get(t)));
  }
  stacks.get(t).push(action);
}

// Stands for all tests of a file, in place of one.
export function allTests() {
  const all = {};
  stacks.set(all, []);
  after(() => run(stacks.get(all)));
  return all;
}

async function run(actions) {
  const failures = [];
  for (const action of actions.reverse()) {
    try {
      await action();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}
