import type { FilterOperator } from '../admin/manifest.ts'
import type { ModelField } from '../entity/model.ts'

export interface Condition {
  field: ModelField
  operator: FilterOperator
  /** SQL parameter, already converted by the field's kind. */
  operand: unknown
}

export interface SortKey {
  field: ModelField
  descending: boolean
}

/** A list's question after validation and access checks. */
export interface ListQuery {
  conditions: Condition[]
  sort: SortKey[]
  limit: number
  cursor?: string | undefined
  /** Keyword search, already trimmed; absent when nothing is searched. */
  search?: string | undefined
  /** Whether the exact number of matches is wanted. */
  total: boolean
}

export interface Page<Row = Record<string, unknown>> {
  data: Row[]
  page: { nextCursor: string | null; total?: number }
}

export const defaultLimit = 20
export const maxLimit = 200
/** Of one question: the condition of a page grows with the square of its sort keys. */
export const most = { sortKeys: 8, filters: 100, listed: 1000 }
