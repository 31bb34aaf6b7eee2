import { Type } from '@bezel/core'

// Parts of the inputs that operations share.

export const id = Type.String({ format: 'uuid' })
export const maybe = Type.Optional
export const words = (most: number) => Type.String({ minLength: 1, maxLength: most, storable: true })
export const secretText = (most: number) => Type.String({ minLength: 1, maxLength: most })
export const emailText = Type.String({ maxLength: 320, format: 'bezel-email' })
export const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** An object that takes nothing else. */
export function body<P extends Type.TProperties>(properties: P) {
  return Type.Object(properties, { additionalProperties: false })
}

export const byId = body({ id })
export const done = Type.Object({ done: Type.Boolean() })

/** What a mail carried: the token of its link, or its code together with the ticket of who asked for it. */
export const proof = {
  token: maybe(secretText(100)),
  ticket: maybe(secretText(100)),
  code: maybe(secretText(20)),
}
