import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import type t from 'tap'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export interface Credentials {
  email: string
  password: string
}

/** The sign-in of the demo data. */
export const demo: Credentials = { email: 'owner@bezel.example', password: 'demo owner password' }

/** A real Chromium; undefined, with a note, on a machine that has none. */
export async function openBrowser(t: Tap): Promise<Browser | undefined> {
  if (!existsSync(executablePath)) {
    t.comment(
      `Note: no Chromium at ${executablePath}; install it or set CHROMIUM to run the browser journeys`,
    )
    return undefined
  }
  const browser = await chromium.launch({ executablePath, args: flags.split(' ') })
  t.teardown(() => browser.close())
  return browser
}

type Tap = Pick<typeof t, 'comment' | 'teardown'>

/** Somebody signed in who has not loaded anything yet. */
export async function visitor(
  browser: Browser,
  base: string,
  who: Credentials = demo,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    ...options,
  })
  await context.request.post(`${base}/api/v1/auth/login`, { data: who, failOnStatusCode: true })
  return context
}

/**
 * Notes what no page may do: throw, or ask something that the server fails at. A loaded server may say 503, come again:
 * pages do so by themselves.
 */
export function watch(page: Page): string[] {
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 500 && response.status() !== 503)
      failures.push(`${response.status()} ${response.url()}`)
  })
  return failures
}

/** Rules of accessibility that a page breaks in a way that keeps people out. */
export async function barriers(page: Page): Promise<string[]> {
  const script = createRequire(resolve('admin-ui/package.json')).resolve('axe-core/axe.min.js')
  await page.addScriptTag({ path: script })
  return page.evaluate<string[]>(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'critical' || impact === 'serious').map(({ id }) => id))`)
}
