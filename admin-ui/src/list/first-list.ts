import type { QueryClient } from '@tanstack/react-query'
import { keys } from '../api/cache.ts'
import type { EarlyRequests } from '../boot/early.ts'
import type { AdminManifest } from '../entity/types.ts'
import { parseAddress } from './address.ts'
import { keptColumns } from './kept-columns.ts'
import { listQuery, pagePath, shownNames } from './query.ts'
import { visibleColumns } from './shown-fields.ts'

export interface FirstList {
  collection: string
  query: string
  /** Path of the first page below `/api/v1`. */
  path: string
}

/** The list an address of the admin opens, in the very words in which its page will ask; undefined for every other page. */
export function firstList(
  manifest: AdminManifest,
  { pathname, search }: { pathname: string; search: string },
): FirstList | undefined {
  const collection = /^\/admin\/([\w-]+)\/?$/.exec(pathname)?.[1]
  const entity = manifest.entities.find((one) => one.collection === collection)
  if (!entity) return undefined
  const state = parseAddress(new URLSearchParams(search))
  const chosen = state.columns ?? keptColumns(manifest.user.id, entity.collection)
  const names = shownNames(entity, visibleColumns(entity, chosen))
  const visible = new Set(manifest.entities.map((one) => one.collection))
  const query = listQuery(entity, state, names, visible).toString()
  return { collection: entity.collection, query, path: pagePath(entity.collection, query, null) }
}

/** Drawing the page without its rows and then once more takes longer than the rows are likely to be away. */
const PATIENCE_MS = 150

/** Waits a moment for the first page, if it is on its way, so that its rows are part of the first thing drawn. */
export async function awaitEarlyList(
  queryClient: QueryClient,
  { list, answers }: EarlyRequests,
): Promise<void> {
  if (!list) return
  const answer = await Promise.race([list.answer, after(PATIENCE_MS)])
  if (!answer) return
  answers.delete(list.path)
  queryClient.setQueryData(keys.list(list.collection, list.query), { pages: [answer], pageParams: [null] })
}

const after = (ms: number) => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms))
