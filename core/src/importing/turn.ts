import { setTimeout as sleep } from 'node:timers/promises'

/** Longest wait of a batch for the one before, while it holds locks that the other may be waiting for. */
const PATIENCE_MS = 5000

/** The batch before did not end in time: it may be waiting for a lock of this one. */
export class GaveWay extends Error {}

/** Asked for by a batch that may be written beside the one before, and ends when that one is in. @throws GaveWay, or what that one failed with */
export type Turn = () => Promise<void>

/**
 * Carries out a batch, whose transaction asks for its turn before it ends. One that waits too long is undone, so that no
 * two batches wait for each other for ever, and carried out again when the batch before is in.
 */
export async function inTurn(
  before: Promise<void>,
  batch: (turn: Turn) => Promise<void>,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const waiting = new AbortController()
  const patience = async () => {
    await sleep(patienceMs, undefined, { signal: waiting.signal })
    throw new GaveWay()
  }
  try {
    await batch(() => Promise.race([before, patience()]))
  } catch (error) {
    if (!(error instanceof GaveWay)) throw error
    await before
    await batch(() => before)
  } finally {
    waiting.abort()
  }
}
