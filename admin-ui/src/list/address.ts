import type { FilterOperator } from '../entity/types.ts'

export interface Filter {
  field: string
  op: FilterOperator
  value: string
}

export interface SortKey {
  field: string
  descending: boolean
}

/** Everything that decides which rows a list shows and how; the address of the page is its text form. */
export interface ListState {
  q: string
  sort: SortKey[]
  filters: Filter[]
  /** Id of the saved view the state started from. */
  view: string | undefined
  /** Chosen columns in order; undefined means the entity's own choice. */
  columns: string[] | undefined
}

export const EMPTY_STATE: ListState = { q: '', sort: [], filters: [], view: undefined, columns: undefined }

const RESERVED = new Set(['q', 'sort', 'view', 'columns'])
const OPERATORS = new Set(['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'contains', 'startsWith', 'isNull'])

/** Reads the page's query string; what it does not understand is left out. */
export function parseAddress(params: URLSearchParams): ListState {
  const columns = params.get('columns')
  return {
    q: params.get('q') ?? '',
    sort: parseSort(params.get('sort') ?? ''),
    filters: [...params].filter(([key]) => !RESERVED.has(key)).flatMap(parseFilter),
    view: params.get('view') ?? undefined,
    columns: columns ? columns.split(',').filter(Boolean) : undefined,
  }
}

/** The page's query string, in the same words the REST list uses. */
export function formatAddress(state: ListState): URLSearchParams {
  const params = filterParams(state.filters)
  if (state.q) params.set('q', state.q)
  if (state.sort.length > 0) params.set('sort', formatSort(state.sort))
  if (state.view) params.set('view', state.view)
  if (state.columns) params.set('columns', state.columns.join(','))
  return params
}

export function filterParams(filters: Filter[]): URLSearchParams {
  const params = new URLSearchParams()
  for (const { field, op, value } of filters) params.append(op === 'eq' ? field : `${field}[${op}]`, value)
  return params
}

/** `-price,id` → keys; a minus means descending. */
export function parseSort(text: string): SortKey[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }))
}

export const formatSort = (sort: SortKey[]): string =>
  sort.map((key) => (key.descending ? '-' : '') + key.field).join(',')

function parseFilter([key, value]: [string, string]): Filter[] {
  const match = /^([^[\]]+)(?:\[(\w+)\])?$/.exec(key)
  const op = match?.[2] ?? 'eq'
  if (!match?.[1] || !OPERATORS.has(op)) return []
  return [{ field: match[1], op: op as FilterOperator, value }]
}

/** Replaces all filters of one field. */
export function withFilters(state: ListState, field: string, filters: Filter[]): ListState {
  const rest = state.filters.filter((filter) => filter.field !== field)
  const at = state.filters.findIndex((filter) => filter.field === field)
  const place = at === -1 ? rest.length : Math.min(at, rest.length)
  return { ...state, filters: [...rest.slice(0, place), ...filters, ...rest.slice(place)] }
}

/**
 * The next sort after a click on a header: ascending, descending, then off. With `add` (shift-click) the other keys
 * stay and this one keeps its place.
 */
export function nextSort(sort: SortKey[], field: string, add: boolean): SortKey[] {
  const current = sort.find((key) => key.field === field)
  const next: SortKey[] = !current
    ? [{ field, descending: false }]
    : current.descending
      ? []
      : [{ field, descending: true }]
  if (!add) return next
  if (!current) return [...sort, ...next]
  return sort.flatMap((key) => (key.field === field ? next : [key]))
}

/** True when both show the same rows in the same order and columns, whatever view they came from. */
export function sameState(a: ListState, b: ListState): boolean {
  const text = (state: ListState): string => {
    const params = formatAddress({ ...state, view: undefined })
    params.sort()
    return params.toString()
  }
  return text(a) === text(b)
}
