import type { Row } from '@bezel/admin-ui'

export type Kind = 'erasure' | 'copy'

export interface DataRequest extends Row {
  kind: Kind
  status: 'open' | 'done' | 'refused'
  reason: string | null
  answer: string | null
  customerId: string | null
  userId: string | null
  user: Row | null
  customer: Row | null
  createdAt: string
  handledAt: string | null
}
