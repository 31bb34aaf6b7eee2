import { actorWith, type TestApp, testApp } from '@bezel/core/testing'
import inventory from '@bezel/inventory'

// Answers are of any shape; tests look into them freely.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any

export interface Shop {
  app: TestApp
  storeA: string
  storeB: string
  safe: string
  tray: string
  safeB: string
  /** Sends below `/api/v1` and answers the body, or fails with what the server said. */
  send(method: string, path: string, body?: unknown, key?: string): Promise<Any>
  /** Sends and answers status and body whatever they are. */
  try(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; body: Any }>
  piece(facts?: Record<string, unknown>): Promise<Any>
  stone(facts?: Record<string, unknown>): Promise<Any>
  movements(of: { pieceId?: string; stoneId?: string; parcelId?: string }): Promise<Any[]>
  /** Runs an operation as somebody who works in one store only. */
  runIn(storeId: string, granted: string[], operation: string, input: unknown): Promise<Any>
}

/** An app with inventory alone, two stores and three locations. */
export async function openShop(): Promise<Shop> {
  const app = await testApp({ plugins: [inventory] })
  let counter = 0

  async function attempt(method: string, path: string, body?: unknown, key?: string) {
    return app.request(method, `/api/v1${path}`, body, key ? { key } : {})
  }
  async function send(method: string, path: string, body?: unknown, key?: string): Promise<Any> {
    const answer = await attempt(method, path, body, key)
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const made = async (path: string, body: unknown) => (await send('POST', path, body)).id as string
  const storeA = await made('/stores', { name: 'Main Street', code: 'A' })
  const storeB = await made('/stores', { name: 'Harbour', code: 'B' })
  const safe = await made('/locations', { storeId: storeA, name: 'Safe', code: 'A-SAFE', type: 'safe' })
  const tray = await made('/locations', { storeId: storeA, name: 'Tray 1', code: 'A-TRAY', type: 'tray' })
  const safeB = await made('/locations', { storeId: storeB, name: 'Safe', code: 'B-SAFE', type: 'safe' })

  return {
    app,
    storeA,
    storeB,
    safe,
    tray,
    safeB,
    send,
    try: attempt,
    piece: (facts = {}) =>
      send('POST', '/pieces', {
        itemNumber: `P-${++counter}`,
        name: 'Ring',
        storeId: storeA,
        locationId: safe,
        ...facts,
      }),
    stone: (facts = {}) =>
      send('POST', '/stones', {
        stockNumber: `S-${++counter}`,
        shape: 'round',
        carat: 1.01,
        storeId: storeA,
        locationId: safe,
        ...facts,
      }),
    async movements(of) {
      const [[field, id]] = Object.entries(of) as [[string, string]]
      return (await send('GET', `/movements?${field}=${id}&sort=at&limit=200`)).data
    },
    runIn: (storeId, granted, operation, input) =>
      app.run(operation, input, { actor: actorWith(granted, [storeId]), requestId: 'test' }) as Promise<Any>,
  }
}

export function usd(amount: number) {
  return { amount, currency: 'USD' }
}
