import { defineError } from '@bezel/core'

// The table of this plugin's errors. Codes never change.

export const passwordRefused = defineError(
  'ACCOUNTS_PASSWORD_REFUSED',
  422,
  'This password cannot be used. See "errors" for why, and choose another one.',
)
export const challengeInvalid = defineError(
  'ACCOUNTS_CODE_INVALID',
  422,
  'This link or code is wrong, used already or too old. Ask for a new one.',
)
export const addressTaken = defineError(
  'ACCOUNTS_ADDRESS_TAKEN',
  409,
  'This address has an account by now. Sign in, or recover its password.',
)
export const registrationClosed = defineError(
  'ACCOUNTS_REGISTRATION_CLOSED',
  403,
  'Registration is closed. Ask the shop for an account.',
)
export const secondFactorWrong = defineError(
  'ACCOUNTS_SECOND_FACTOR_WRONG',
  401,
  'This code is wrong or was used already. Try the next one.',
)
export const totpActive = defineError(
  'ACCOUNTS_TOTP_ACTIVE',
  409,
  'An authenticator app is set up already. Remove it first.',
)
export const totpMissing = defineError(
  'ACCOUNTS_TOTP_MISSING',
  409,
  'There is nothing to confirm. Begin to set up an authenticator app first.',
)
export const secondFactorNeeded = defineError(
  'ACCOUNTS_SECOND_FACTOR_NEEDED',
  409,
  'Your role or your short password takes a second factor. Set up another one, or choose a longer password, first.',
)
export const passkeyRefused = defineError(
  'ACCOUNTS_PASSKEY_REFUSED',
  422,
  'This passkey could not be verified. Try again, or use another way to sign in.',
)
export const passkeysNeedName = defineError(
  'ACCOUNTS_PASSKEYS_NEED_NAME',
  409,
  'Passkeys work at a host with a name and HTTPS, or at localhost. Set BEZEL_PUBLIC_URL to such an address.',
)
export const lastWayIn = defineError(
  'ACCOUNTS_LAST_WAY_IN',
  409,
  'This is the last way into your account. Set a password or link another one first.',
)
export const invitationOver = defineError(
  'ACCOUNTS_INVITATION_OVER',
  409,
  'This invitation was accepted, revoked or is too old. Ask for a new one.',
)
export const requestHandled = defineError(
  'ACCOUNTS_REQUEST_HANDLED',
  409,
  'This request was handled already.',
)
export const pictureRefused = defineError(
  'ACCOUNTS_PICTURE_REFUSED',
  422,
  'This is no picture. Send JPEG, PNG, WebP, GIF, AVIF or TIFF.',
)
export const timeZoneUnknown = defineError(
  'ACCOUNTS_TIME_ZONE_UNKNOWN',
  422,
  'There is no such time zone. Write it like Europe/London.',
)
export const identityRefused = defineError(
  'ACCOUNTS_IDENTITY_REFUSED',
  422,
  'This sign-in could not be completed. Begin it again, in the same browser.',
)
export const identityTaken = defineError(
  'ACCOUNTS_IDENTITY_TAKEN',
  409,
  'This identity signs in to another account. Unlink it there first.',
)
