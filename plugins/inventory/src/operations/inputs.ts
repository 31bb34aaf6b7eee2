import { idOf, ruled, Type } from '@bezel/core'
import { costly } from '../entities/words.ts'

// Parts of the inputs that operations share.

export const id = Type.String({ format: 'uuid' })
/** Where goods lie afterwards. */
export const location = idOf('locations')
export const ids = Type.Array(id, { minItems: 1, maxItems: 500 })
export const reason = Type.String({ minLength: 1, maxLength: 500 })
export const counterparty = Type.String({ minLength: 1, maxLength: 200 })
export const count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
export const carat = Type.Number({ minimum: 0, maximum: 100_000, decimals: 3 })
export const money = Type.Object(
  {
    amount: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  },
  { additionalProperties: false },
)
/** What goods cost, or work on them: given by whom the cost fields of goods may be. */
export const cost = ruled(money, costly)
export const maybe = Type.Optional
const nullableText = Type.Union([Type.String(), Type.Null()])
export const nullable = { text: nullableText, id: Type.Union([id, Type.Null()]) }

/** An object that takes nothing else. */
export function body<P extends Parameters<typeof Type.Object>[0]>(properties: P) {
  return Type.Object(properties, { additionalProperties: false })
}
