/** What is noted about accounts; `alarming` ones are told by mail to the person, and of owners to all owners. */
const alarming = {
  'new-device': 'somebody signed in from a device that was not used before',
  'password-changed': 'the password was changed',
  'password-reset': 'the password was set anew by e-mail',
  'email-changed': 'the e-mail address was changed',
  'second-factor-added': 'a second factor was set up',
  'second-factor-removed': 'a second factor was removed',
  'passkey-added': 'a passkey was added',
  'passkey-removed': 'a passkey was removed',
  'recovery-codes-made': 'new recovery codes were made',
  'recovery-code-used': 'a recovery code was used to sign in',
  'identity-linked': 'another way to sign in was linked',
  'identity-unlinked': 'a way to sign in was unlinked',
  'guesses-exhausted':
    'somebody guesses at the password; strangers have to wait for an hour now, your own devices do not',
} as const

const quiet = [
  'signed-in',
  'registered',
  'invited',
  'invitation-accepted',
  'session-ended',
  'erasure-asked',
  'copy-asked',
] as const

export type EventType = keyof typeof alarming | (typeof quiet)[number]

export const eventTypes: EventType[] = [...(Object.keys(alarming) as (keyof typeof alarming)[]), ...quiet]

/** What the mail about an event says; undefined for those that no mail tells of. */
export function alarmOf(type: EventType): string | undefined {
  return (alarming as Record<string, string>)[type]
}
