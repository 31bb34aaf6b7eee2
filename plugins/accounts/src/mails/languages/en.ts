import type { MailTexts } from '../texts.ts'

const ifNotYou = 'If you did not ask for this, you need not do anything.'

export const en: MailTexts = {
  confirm: { subject: 'Confirm your address', what: 'Confirm your e-mail address to open your account:' },
  recover: { subject: 'Choose a new password', what: 'Choose a new password for your account:' },
  newAddress: {
    subject: 'Confirm your new address',
    what: 'Confirm that this is to be the e-mail address of your account:',
  },
  oldAddress: {
    subject: 'Confirm the change of your address',
    what: 'Somebody who is signed in to your account wants to change its e-mail address. Confirm that it is you:',
  },
  proof: ({ what, link, code, minutes }) =>
    `${what}\n\n${link}\n\nor enter this code where you asked for it: ${code}\n\nBoth work once, for ${minutes} minutes. ${ifNotYou}\n`,
  invitation: {
    subject: ({ shop }) => `Your invitation to ${shop}`,
    text: ({ shop, link, days }) =>
      `You are invited to work with ${shop}. Choose a password here:\n\n${link}\n\nThe link works once, for ${days} days.\n`,
  },
  alreadyThere: {
    subject: 'You have an account already',
    text: ({ address }) =>
      `Somebody, perhaps you, wanted to open an account with this address. There is one already: sign in at\n\n${address}\n\nIf you forgot the password, choose "recover" there. ${ifNotYou}\n`,
  },
  event: {
    subject: 'Security of your account',
    text: ({ whose, what, at, address }) =>
      `About ${whose}: ${what} (${at}).\n\nIf that was not you or not expected, look at the sessions and devices and change the password:\n\n${address}\n`,
  },
  events: {
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
    'new-device': 'somebody signed in from a device that was not used before',
    'guesses-exhausted':
      'somebody guesses at the password; strangers have to wait for an hour now, your own devices do not',
  },
}
