import { type Context, forbidden, Problem } from '@bezel/core'

/** Whose account an operation with `needs: 'own-account'` is about. @throws Problem FORBIDDEN for Bezel itself, which has none */
export function ownId({ actor }: Context): string {
  if (actor.id === null) throw new Problem(forbidden)
  return actor.id
}
