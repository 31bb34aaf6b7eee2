import { forbidden, stepUpRequired, unauthenticated } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Actor } from './actor.ts'
import { lackedPermission, type Needs } from './needs.ts'

/** How long a person who proved who they are may do dangerous things without doing it again. */
export const stepUpMinutes = 15

/** What of an operation decides who may call it. */
export interface Guarded {
  needs: Needs
  stepUp?: boolean
}

/** Whether an actor may call an operation, be it after confirming who they are. */
export function mayCall({ needs, stepUp }: Guarded, actor: Actor): boolean {
  if (needs === 'public') return true
  // Whatever the role of guests gives: there is no account, nobody of the staff, and nobody who could confirm anything.
  if (actor.type === 'anonymous' && (stepUp || needs === 'own-account' || needs === 'signed-in')) return false
  if (needs === 'own-account') return actor.type === 'user' || actor.type === 'system'
  if (needs === 'signed-in') return !actor.limited
  return lackedPermission(actor, needs) === undefined
}

function whyNot({ needs }: Guarded, actor: Actor): string {
  const { limited } = actor
  if (needs === 'own-account') return 'This is about the account of a person. Sign in; an API key has none.'
  if (limited === 'second-factor')
    return 'Your role takes a second factor. Set one up at /api/v1/account/second-factor first.'
  if (needs === 'signed-in') return 'This is for the staff of the shop.'
  return `This takes the permission "${lackedPermission(actor, needs)}". Ask the owner for it.`
}

/** Why an actor may not call an operation now; undefined where it may. */
export function refusalOf(operation: Guarded, actor: Actor, now: Date): Problem | undefined {
  if (operation.needs === 'public') return undefined
  if (!mayCall(operation, actor))
    return actor.type === 'anonymous'
      ? new Problem(unauthenticated)
      : new Problem(forbidden, { detail: whyNot(operation, actor) })
  const { session } = actor
  const isLate = session && now.getTime() - session.confirmedAt.getTime() > stepUpMinutes * 60_000
  return operation.stepUp && isLate ? new Problem(stepUpRequired) : undefined
}
