// The browser that tests draw in: Debian's Chromium, driven by playwright-core.
//
// Where none can be found the tests are skipped and say so; `JANUS_REQUIRE_BROWSER=1`, which CI sets, makes that a failure.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const found = [process.env.JANUS_BROWSER ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));

/** `test`, or where there is no browser a test that is skipped and says why. */
export const browserTest: typeof test =
  found === undefined && process.env.JANUS_REQUIRE_BROWSER !== '1'
    ? (((name: string) => {
        test.skip(`${name} (no Chromium: install it, or name one in JANUS_BROWSER)`, () => undefined);
      }) as unknown as typeof test)
    : test;

/** Starts the browser. */
export function launch(): Promise<Browser> {
  if (found === undefined)
    throw new Error(`No Chromium in ${PLACES.join(', ')}: install it, or name one in JANUS_BROWSER.`);
  return chromium.launch({ executablePath: found, args: FLAGS });
}
