import { isDeepStrictEqual } from 'node:util'
import type { Server } from './measure.ts'
import type { Request, Workload } from './workloads.ts'

/** What differs by chance in two answers that say the same. */
const madeUp = new Set(['nextCursor', 'createdAt', 'updatedAt'])

function plain(value: unknown, created: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, created))
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(
    ([name]) => !madeUp.has(name) && !(created && /^id$|Id$/.test(name)),
  )
  return Object.fromEntries(kept.map(([name, inner]) => [name, plain(inner, created)]))
}

async function answerOf({ url }: Server, key: string, { method, path, body }: Request): Promise<never> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as never
}

/** A ratio says something only where both servers do the same work. @throws Error when they answer differently */
export async function assertSameAnswer(
  { name, bezel, handWritten, part = (body) => body }: Workload,
  key: string,
  ours: Server,
  theirs: Server,
): Promise<void> {
  const created = bezel.path === handWritten.path && bezel.method === 'POST'
  const [a, b] = [
    plain(part(await answerOf(ours, key, bezel)), created),
    plain(part(await answerOf(theirs, key, handWritten)), created),
  ]
  if (isDeepStrictEqual(a, b)) return
  throw new Error(`${name}: the two servers answer differently.\n${JSON.stringify(a)}\n${JSON.stringify(b)}`)
}
