// Which files are tests, and how workspace packages resolve to their sources. Browser journeys run under Playwright, not here.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['titian-source', 'node'] },
  ssr: { resolve: { conditions: ['titian-source', 'node'], externalConditions: ['titian-source', 'node'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'apps/*/test/**/*.test.ts',
      'bench/**/*.test.ts',
      'tests/**/*.test.ts',
      'tools/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', 'tests/browser/**'],
    globalSetup: ['packages/embedded-postgres/src/testing-setup.ts'],
    setupFiles: ['tools/test/vitest-setup.ts'],
    testTimeout: process.env['TITIAN_DEEP'] === '1' ? 1_800_000 : 30_000,
    hookTimeout: 60_000,
    // Many tests wait for leases and windows; a third worker uses the time of two cores.
    maxWorkers: 3,
  },
});
