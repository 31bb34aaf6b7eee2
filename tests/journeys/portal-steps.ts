import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { APIRequestContext, Browser, BrowserContextOptions, Page } from 'playwright-core'
import type tap from 'tap'
import { visitor, watch } from './browser.ts'
import { openNamedShop } from './running-shop.ts'

export interface Person {
  name: string
  email: string
  password: string
}

export interface Mail {
  subject: string
  link: string
  code: string
}

export interface PortalShop {
  base: string
  /** The owner's browser, without a page. */
  owner: APIRequestContext
  /** The next mail to an address that was not read yet, from the outbox that a shop in development has. */
  mail(to: string): Promise<Mail>
}

export async function openPortalShop(
  t: Pick<typeof tap, 'teardown'>,
  browser: Browser,
  settings?: Parameters<typeof openNamedShop>[1],
): Promise<PortalShop> {
  const base = await openNamedShop(t, settings)
  const { request } = await visitor(browser, base)
  const read = new Set<string>()
  return { base, owner: request, mail: (to) => nextMail(request, base, to, read) }
}

/** Opens an account as the pages do, for journeys that begin later. */
export async function register({ base, mail }: PortalShop, who: Person): Promise<void> {
  const { ticket } = await sendAnonymously(base, 'account/register', who)
  await sendAnonymously(base, 'account/confirm', { ticket, code: (await mail(who.email)).code })
}

/** What somebody sends who has no cookie and keeps none. */
export async function sendAnonymously(
  base: string,
  path: string,
  body: object,
): Promise<Record<string, string>> {
  const answer = await fetch(`${base}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as Record<string, string>
}

async function nextMail(
  request: APIRequestContext,
  base: string,
  to: string,
  read: Set<string>,
): Promise<Mail> {
  for (let tries = 0; tries < 150; tries++) {
    const answer = await request.get(`${base}/api/v1/mails?recipient=${encodeURIComponent(to)}&sort=id`)
    const { data } = (await answer.json()) as { data: { id: string; subject: string; text: string }[] }
    const proving = data.find(({ id, text }) => !read.has(id) && text.includes('#token='))
    if (proving) {
      read.add(proving.id)
      const link = /https?:\S+#token=\S+/.exec(proving.text)?.[0] ?? ''
      return { subject: proving.subject, link, code: /: (\d{6})\b/.exec(proving.text)?.[1] ?? '' }
    }
    await sleep(200)
  }
  throw new Error(`No mail came to ${to}.`)
}

/** What an authenticator app shows for a key at a step of thirty seconds (RFC 6238); `steps` on from now. */
export function totp(key: string, steps = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...key.replace(/\s/g, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const at = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** A device that makes and uses passkeys without asking anybody. */
export async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** A browser of its own, and what goes wrong in it: what pages throw, and what the content security policy refuses. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; failures: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'en-US',
    ...options,
  })
  const page = await context.newPage()
  const failures = watch(page)
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) failures.push(message.text())
  })
  return { page, failures }
}

export async function signIn(page: Page, base: string, { email, password }: Person): Promise<void> {
  await page.goto(`${base}/account`)
  await page.getByLabel('E-mail address or user name').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
}

/** Answers the question whether it is still them, where it is asked before what is waited for comes. */
export async function confirmIfAsked(
  page: Page,
  password: string,
  until: ReturnType<Page['locator']>,
): Promise<void> {
  const question = page.getByRole('dialog', { name: 'Is it still you?' })
  await question.or(until).first().waitFor()
  if (!(await question.isVisible())) return
  await question.getByLabel('Your password').fill(password)
  await question.getByRole('button', { name: 'Confirm' }).click()
  await until.waitFor()
}

/** Whether something of the page is beside the screen. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
