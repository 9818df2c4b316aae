import { defineConfig } from 'vitest/config';

const folders = '{proto,gateway,conformance,simulator,fixtures,bin,docs}';

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
          exclude: ['**/*.interop.test.ts', '**/node_modules/**'],
        },
      },
      // Needs programs that a fresh machine does not have: `.ci/run` installs them.
      { extends: true, test: { name: 'interop', include: [`${folders}/**/*.interop.test.ts`] } },
    ],
  },
});
