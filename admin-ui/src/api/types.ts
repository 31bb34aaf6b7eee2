/** A record as REST sends it. Relations that were included stand under their own name. */
export interface Row {
  id: string
  version?: number
  [field: string]: unknown
}

export interface ListAnswer<T = Row> {
  data: T[]
  page: { nextCursor: string | null; total?: number | null }
}

/** Integer minor units (cents) and an ISO 4217 code. */
export interface MoneyValue {
  amount: number
  currency: string
}

export interface Session {
  user: { id: string; name: string; email: string | null }
  csrfToken: string
}

export interface BulkOperation {
  op: 'create' | 'update' | 'delete'
  id?: string
  version?: number
  data?: Record<string, unknown>
}

export interface BulkAnswer {
  results: { index: number; status: number; id?: string; problem?: { detail?: string; code?: string } }[]
}
