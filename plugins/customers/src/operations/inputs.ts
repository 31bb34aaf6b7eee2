import { Type } from '@bezel/core'

// Parts of the inputs that operations share.

export const id = Type.String({ format: 'uuid' })
export const maybe = Type.Optional
export const words = (most: number) => Type.String({ minLength: 1, maxLength: most })
export const version = Type.Enum(['3', '4', '3.0', '4.0'])

/** An object that takes nothing else. */
export function body<P extends Parameters<typeof Type.Object>[0]>(properties: P) {
  return Type.Object(properties, { additionalProperties: false })
}

export const byId = body({ id })
