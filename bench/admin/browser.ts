import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { owner } from '../database.ts'
import type { Shop } from './shop.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export interface Visitor {
  context: BrowserContext
  close(): Promise<void>
}

/** A browser nobody has used before, with a profile on disk as people have one, signed in without having loaded anything. */
export async function newVisitor(shop: Shop, options: BrowserContextOptions = {}): Promise<Visitor> {
  const profile = await mkdtemp(join(tmpdir(), 'bezel-bench-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: flags.split(' '),
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    ...options,
  })
  await context.addInitScript({ path: fileURLToPath(new URL('in-page.js', import.meta.url)) })
  const answer = await context.request.post(`${shop.base}/api/v1/auth/login`, { data: owner })
  if (!answer.ok()) throw new Error(`Signing in was answered with ${answer.status()}.`)
  return {
    context,
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

/** Runs one part of the bench in a browser of its own. */
export async function visit<T>(
  shop: Shop,
  work: (context: BrowserContext) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<T> {
  const visitor = await newVisitor(shop, options)
  try {
    return await work(visitor.context)
  } finally {
    await visitor.close()
  }
}

/** Opens a page of the admin in a tab that is there, and waits for its first row or card. */
export async function openList(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  // The browser starts a process for a new tab, which is not what is measured.
  await page.waitForTimeout(1000)
  await page.goto(address)
  await page.evaluate('bezelBench.firstRow')
  return page
}
