import type { EntityDescriptor } from '../entity/types.ts'
import { Unreadable } from '../fields/unreadable.ts'
import type { Values } from './values.ts'

export interface Draft {
  /** When it was last written, ISO. */
  at: string
  values: Values
}

/** The part of `Storage` that drafts need. */
export interface DraftStore {
  getItem: (key: string) => string | null
  setItem: (key: string, value: string) => void
  removeItem: (key: string) => void
}

const PREFIX = 'bezel.draft.'
const WEEK = 7 * 86_400_000

/** One draft per person and form; another person on the same device never sees it. */
export const draftKey = (userId: string, collection: string, id = 'new'): string =>
  `${PREFIX}${userId}.${collection}.${id}`

/** A draft that is there and younger than a week. */
export function readDraft(store: DraftStore, key: string, now: number): Draft | undefined {
  try {
    const draft = JSON.parse(store.getItem(key) ?? 'null') as Draft | null
    if (!draft) return undefined
    if (now - Date.parse(draft.at) < WEEK) return draft
    store.removeItem(key)
  } catch {
    // Storage that is forbidden or holds something else has no draft.
  }
  return undefined
}

/** Keeps what was typed, but nothing that is secret or not yet a value. */
export function writeDraft(
  store: DraftStore,
  key: string,
  entity: EntityDescriptor,
  values: Values,
  now: number,
): void {
  const secret = new Set(
    entity.fields.filter((field) => field.kind === 'encrypted').map((field) => field.name),
  )
  const kept = Object.entries(values).filter(
    ([name, value]) => !secret.has(name) && !(value instanceof Unreadable),
  )
  try {
    store.setItem(
      key,
      JSON.stringify({ at: new Date(now).toISOString(), values: Object.fromEntries(kept) } satisfies Draft),
    )
  } catch {
    // A full storage only costs the safety net.
  }
}

export function dropDraft(store: DraftStore, key: string): void {
  try {
    store.removeItem(key)
  } catch {
    // Nothing was stored then either.
  }
}

/** Forgets all drafts on this device, at sign-out. */
export function dropAllDrafts(storage: Storage): void {
  for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key)
}

/** What was typed, by key, while nobody is signed in. */
export type HeldDrafts = Map<string, string>

/** Takes all drafts out of the device, for it keeps nothing of anybody who is not signed in. */
export function holdDrafts(storage: Storage, held: HeldDrafts): void {
  for (const key of Object.keys(storage)) {
    if (!key.startsWith(PREFIX)) continue
    held.set(key, storage.getItem(key) ?? '')
    storage.removeItem(key)
  }
}

/** Gives a person back what was held of theirs. */
export function giveDraftsBack(store: DraftStore, held: HeldDrafts, userId: string): void {
  for (const [key, text] of held) {
    if (!key.startsWith(`${PREFIX}${userId}.`)) continue
    held.delete(key)
    try {
      store.setItem(key, text)
    } catch {
      // A full storage only costs the safety net.
    }
  }
}
