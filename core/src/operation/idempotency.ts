import type { Transaction } from '../database/database.ts'
import { idempotencyMismatch } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { CallOptions } from './make-context.ts'

export interface IdempotencyClaim {
  /** The caller's Idempotency-Key. */
  key: string
  /** Method and address it was sent to. */
  route: string
  /** Hash of the body: the same key with another body is a mistake, not a repeat. */
  bodyHash: string
}

interface KeyRow {
  bodyHash: string
  answer: unknown
}

function owner({ actor }: CallOptions): string {
  return `${actor.type}:${actor.id ?? ''}`
}

/**
 * `seal` is given where an answer carries a secret: it is then kept encrypted.
 * Claims a key inside the transaction of the work itself: a second request with it waits for the first to commit,
 * then gets its answer; if the first fails, the claim is rolled back with it and the second does the work.
 */
export async function claimKey(
  tx: Transaction,
  call: CallOptions,
  claim: IdempotencyClaim,
  seal?: Keyring,
): Promise<{ answer: unknown } | undefined> {
  const key = [owner(call), claim.route, claim.key]
  const inserted = await tx.query(
    `insert into bezel_core.idempotency (actor, route, key, body_hash) values ($1, $2, $3, $4) on conflict do nothing returning key`,
    [...key, claim.bodyHash],
  )
  if (inserted.length > 0) return undefined
  const [row] = await tx.query<KeyRow>(
    `select body_hash as "bodyHash", answer from bezel_core.idempotency where actor = $1 and route = $2 and key = $3`,
    key,
  )
  if (row && row.bodyHash !== claim.bodyHash) throw new Problem(idempotencyMismatch)
  return { answer: seal ? JSON.parse(seal.decrypt(row?.answer as string)) : row?.answer }
}

export async function keepAnswer(
  tx: Transaction,
  call: CallOptions,
  claim: IdempotencyClaim,
  answer: unknown,
  seal?: Keyring,
): Promise<void> {
  const text = JSON.stringify(answer ?? null)
  await tx.query(
    'update bezel_core.idempotency set answer = $4 where actor = $1 and route = $2 and key = $3',
    [owner(call), claim.route, claim.key, seal ? JSON.stringify(seal.encrypt(text)) : text],
  )
}
