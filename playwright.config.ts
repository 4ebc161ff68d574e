// Browser journeys: which browser, against which Titian. `npm test` starts a private Titian for them; with TITIAN_URL set they run
// against that one. Evaluated again in every worker, so it must choose nothing by chance.
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { BEGIN } from './tests/browser/house.ts';

const PORT = Number(process.env['TITIAN_BROWSER_PORT'] ?? 3977);
const running = process.env['TITIAN_URL'];
const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

export default defineConfig({
  testDir: 'tests/browser',
  globalSetup: './tests/browser/morning.ts',
  outputDir: 'artifacts/browser/results',
  // The journeys are people at one hospital: they share its queue, so they come one after the other.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'artifacts/browser/results.json' }]],
  use: {
    baseURL: running ?? `http://127.0.0.1:${PORT}`,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    },
  },
  projects: [
    { name: 'clinic-pc', use: { browserName: 'chromium', viewport: { width: 1366, height: 768 } } },
    // What stands in an address does not depend on the screen, and an outage of the counter is lived at the counter's PC.
    {
      name: 'phone',
      testIgnore: ['addresses.spec.ts', 'continuity.spec.ts'],
      use: { browserName: 'chromium', viewport: { width: 360, height: 740 }, hasTouch: true },
    },
  ],
  ...(running === undefined
    ? {
        webServer: {
          command: 'node tools/run.mjs start',
          url: `http://127.0.0.1:${PORT}/healthz`,
          env: {
            PORT: String(PORT),
            TITIAN_HOME: process.env['TITIAN_BROWSER_HOME'] ?? '.titian/browser-tests',
            // A working morning, whenever the tests run. Only the main process starts the server; a worker's own value reaches nobody.
            TITIAN_BUSINESS_CLOCK: `${BEGIN}@${Math.round(performance.timeOrigin + performance.now())}*1`,
            // The outage's journey waits for recovery; a real house waits 120 s and 30 s, and asks BPJS the same questions.
            TITIAN_SETTLE_WINDOW_MS: '5000',
            TITIAN_PROBE_INTERVAL_MS: '3000',
          },
          timeout: 180_000,
          reuseExistingServer: false,
          gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 40_000 },
          stdout: 'pipe' as const,
        },
      }
    : {}),
});
