import { runAsSystem, type TestApp, testApp } from '@bezel/core/testing'
import customers from '@bezel/customers'
import type { Test } from 'tap'

type Body = Record<string, unknown>

/** A shop with the customers plugin alone, at an hour the test may set. */
export interface Shop extends TestApp {
  /** Sends a request and expects it to succeed. */
  ok(method: string, path: string, body?: unknown): Promise<TestBody>
  customer(body: Body): Promise<TestBody>
  /** Runs a job to its end. */
  runJob(name: string): Promise<void>
  at(instant: string): void
}

// Answers are of any shape; tests look into them freely.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type TestBody = any

export async function openShop(
  t: Test,
  plugins: Parameters<typeof testApp>[0]['plugins'] = [],
  options: Pick<Parameters<typeof testApp>[0], 'timeZone'> = {},
): Promise<Shop> {
  let shift = 0
  const now = () => new Date(Date.now() + shift)
  const app = await testApp({ plugins: [customers, ...plugins], environment: { now }, ...options })
  t.teardown(() => app.end())

  async function ok(method: string, path: string, body?: unknown): Promise<TestBody> {
    const answer = await app.request(method, `/api/v1${path}`, body)
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  return {
    ...app,
    ok,
    customer: (body) => ok('POST', '/customers', body),
    at(instant) {
      shift = Date.parse(instant) - Date.now()
    },
    async runJob(name) {
      const job = app.kernel.jobs.get(name)
      if (!job || !('steps' in job)) throw new Error(`There is no job "${name}" of several steps.`)
      const { signal } = new AbortController()
      await job.steps(
        { step: (work) => runAsSystem(app.kernel, name, work), signal, log: app.kernel.log },
        {},
      )
    },
  }
}
