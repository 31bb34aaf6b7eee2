import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type tap from 'tap'
import { freePort, start, stop } from '../journeys/running-shop.ts'

export const owner = { email: 'owner@example.com', password: 'plum kettle orbit seven' }

export interface EncryptedShop {
  port: number
  get(path: string, headers?: Record<string, string>): Promise<Response>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  /** Signs the owner in. @returns what a browser sends from then on */
  signIn(): Promise<Record<string, string>>
}

/** A shop as people start it, empty, whose public address is one of HTTPS: a proxy would stand before it. */
export async function openEncryptedShop(t: Pick<typeof tap, 'teardown'>): Promise<EncryptedShop> {
  const data = await mkdtemp(join(tmpdir(), 'bezel-security-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    BEZEL_DATA_DIR: data,
    BEZEL_PUBLIC_URL: 'https://crm.example.com',
    BEZEL_DEMO: '0',
    BEZEL_OWNER_EMAIL: owner.email,
    BEZEL_OWNER_PASSWORD: owner.password,
    DATABASE_URL: '',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  }
  const server = await start({ cwd: process.cwd(), env }, port)
  t.teardown(async () => {
    await stop(server)
    await rm(data, { recursive: true, force: true })
  })

  const send: EncryptedShop['send'] = (method, path, body, headers = {}) =>
    fetch(base + path, {
      method,
      redirect: 'manual',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const get: EncryptedShop['get'] = (path, headers) => send('GET', path, undefined, headers)
  return {
    port,
    send,
    get,
    async signIn() {
      const answer = await send('POST', '/api/v1/auth/login', owner)
      const cookie = answer.headers
        .getSetCookie()
        .map((set) => set.split(';')[0])
        .join('; ')
      const { csrfToken } = (await (await get('/api/v1/auth/session', { cookie })).json()) as {
        csrfToken: string
      }
      return { cookie, 'x-csrf-token': csrfToken }
    },
  }
}
