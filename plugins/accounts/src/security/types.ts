/** How somebody signs in was changed or gone around: told by mail, whatever they chose to hear of. */
const changes = [
  'password-changed',
  'password-reset',
  'email-changed',
  'second-factor-added',
  'second-factor-removed',
  'passkey-added',
  'passkey-removed',
  'recovery-codes-made',
  'recovery-code-used',
  'identity-linked',
  'identity-unlinked',
] as const

/** Told by mail to those who want to hear what happens to their account (`securityMail`). */
const warnings = ['new-device', 'guesses-exhausted'] as const

const quiet = [
  'signed-in',
  'registered',
  'invited',
  'invitation-accepted',
  'session-ended',
  'erasure-asked',
  'copy-asked',
] as const

/**
 * What else is known of an event: who did it for the person, how many sessions ended besides, or else how they signed in, by
 * the names of methods and of providers. Codes, which pages have words for in every language.
 */
export type EventDetails = 'by-colleague' | `others:${number}` | readonly string[]

/** Told to the person, and of owners to all owners. */
export type ToldEvent = (typeof changes)[number] | (typeof warnings)[number]
export type EventType = ToldEvent | (typeof quiet)[number]

export const toldEvents: readonly ToldEvent[] = [...changes, ...warnings]
export const eventTypes: EventType[] = [...toldEvents, ...quiet]

export function isTold(type: EventType): type is ToldEvent {
  return (toldEvents as readonly string[]).includes(type)
}

/** Whether the mail about it may be switched off. */
export function isOptional(type: ToldEvent): boolean {
  return (warnings as readonly string[]).includes(type)
}
