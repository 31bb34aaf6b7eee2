import type { ListAnswer } from '../api/types.ts'
import type { KeptManifest } from '../app/manifest.ts'
import type { FirstList } from '../list/first-list.ts'

/** What boot.ts started before the shell was there. */
export interface EarlyRequests {
  /** Answers under way, by their path below `/api/v1`; the API client takes each once. */
  answers: Map<string, Promise<Response>>
  /** The manifest of the last visit. */
  kept?: KeptManifest | undefined
  /** The list this address opens, with its first page: undefined when the server refuses it. */
  list?: FirstList & { answer: Promise<ListAnswer | undefined> }
}

/** Hands the early requests over. */
export function takeEarlyRequests(): EarlyRequests {
  const holder = window as { bezelEarly?: EarlyRequests }
  const early = holder.bezelEarly ?? { answers: new Map() }
  delete holder.bezelEarly
  return early
}
