import { Type } from '@bezel/core'
import { body, secretText } from '../inputs.ts'

export const provider = Type.String({ minLength: 1, maxLength: 40 })
export const answered = body({ provider, query: Type.Record(Type.String(), secretText(4000)) })
