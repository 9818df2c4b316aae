import { defineConfig } from 'vitest/config';

const folders = '{proto,gateway,conformance,simulator,fixtures,bin,docs}';
const measuring = ['simulator/limits/measure-limits*.test.ts', 'bin/simulate-limits.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['fixtures/temporary-folder.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // The files share no state, and loading grpc-js anew for each takes longer than the tests.
    isolate: false,
    // Many wait for processes of their own, also where there are few cores.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${folders}/**/*.test.ts`],
          exclude: ['**/*.interop.test.ts', ...measuring, '**/node_modules/**'],
        },
      },
      // What measures rates needs the machine for itself: it comes after the others.
      {
        extends: true,
        test: { name: 'measuring', include: measuring, sequence: { groupOrder: 1 } },
      },
      // Needs programs that a fresh machine does not have: `.ci/run` installs them.
      { extends: true, test: { name: 'interop', include: [`${folders}/**/*.interop.test.ts`] } },
    ],
  },
});
