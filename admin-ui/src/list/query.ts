import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { filterParams, formatSort, type ListState } from './address.ts'
import { thumbnailField } from './shown-fields.ts'

/** Enough for the tallest screen in compact rows; the rest comes in bigger steps while scrolling. */
export const FIRST_PAGE = 60
export const PAGE_SIZE = 100

/** Query string of `GET /api/v1/<collection>` for this state, without cursor and total. */
export function listQuery(
  entity: EntityDescriptor,
  state: ListState,
  columns: string[],
  visible: Visible,
): URLSearchParams {
  const params = filterParams(state.filters)
  if (state.q) params.set('q', state.q)
  const sort = state.sort.length > 0 ? formatSort(state.sort) : defaultSort(entity, state)
  if (sort) params.set('sort', sort)
  const include = includesFor(entity, columns, visible)
  if (include.length > 0) params.set('include', include.join(','))
  return params
}

/** A search is ranked by the server unless the person sorts by hand. */
function defaultSort(entity: EntityDescriptor, state: ListState): string {
  return state.q ? '' : entity.list.sort
}

/** What a list shows of each row: its columns, and the picture that stands in front of the first one. */
export function shownNames(entity: EntityDescriptor, columns: readonly FieldDescriptor[]): string[] {
  const photo = thumbnailField(entity)
  return [...columns.map((column) => column.name), ...(photo ? [photo.name] : [])]
}

/** Path of one page of a list below `/api/v1`; the first has no cursor. */
export function pagePath(collection: string, query: string, cursor: string | null): string {
  const params = new URLSearchParams(query)
  params.set('limit', String(cursor === null ? FIRST_PAGE : PAGE_SIZE))
  if (cursor !== null) params.set('cursor', cursor)
  return `/${collection}?${params}`
}

/** Collections the actor may see; asking for a relation to any other would refuse the whole list. */
export type Visible = ReadonlySet<string>

/** Relations that the fields of these names need to show what they refer to. */
export function includesFor(entity: EntityDescriptor, names: string[], visible: Visible): string[] {
  const shown = new Set(names)
  const relations = entity.fields.filter(
    (field) => shown.has(field.name) && field.relation && field.collection && visible.has(field.collection),
  )
  return [...new Set(relations.map((field) => field.relation as string))]
}
