import { Type } from '@bezel/core'

/** `passwordMinimum` is `ACCOUNTS_PASSWORD_MINIMUM` in the environment. */
export const settingsSchema = Type.Object({
  /** Characters of a password that is the only factor (NIST SP 800-63B-4). */
  passwordMinimum: Type.Integer({ default: 15, minimum: 8, maximum: 64 }),
  passwordMinimumWithSecondFactor: Type.Integer({ default: 8, minimum: 8, maximum: 64 }),
  /** Whether customers may make accounts for themselves. */
  registration: Type.Boolean({ default: true }),
  /** How long a device that the person trusts is not asked for a second factor. */
  rememberDays: Type.Integer({ default: 30, minimum: 0, maximum: 365 }),
  invitationDays: Type.Integer({ default: 7, minimum: 1, maximum: 60 }),
})

export type AccountSettings = Type.Static<typeof settingsSchema>
