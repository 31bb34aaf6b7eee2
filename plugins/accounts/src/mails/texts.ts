import type { Mail } from '../ports/mailer.ts'

export interface ProofMail {
  to: string
  publicUrl: string
  token: string
  code: string
}

const ifNotYou = 'If you did not ask for this, you need not do anything.'

/** The token stands behind `#`: browsers keep that part to themselves, so it reaches no log and no other site. */
function link({ publicUrl, token }: ProofMail, page: string): string {
  return `${publicUrl}/account/${page}#token=${token}`
}

function withProof(mail: ProofMail, page: string, subject: string, what: string, minutes: number): Mail {
  const { to, code } = mail
  const text = `${what}\n\n${link(mail, page)}\n\nor enter this code where you asked for it: ${code}\n\nBoth work once, for ${minutes} minutes. ${ifNotYou}\n`
  return { to, subject, text }
}

export const proofMinutes = 15

export const confirmMail = (mail: ProofMail) =>
  withProof(
    mail,
    'confirm',
    'Confirm your address',
    'Confirm your e-mail address to open your account:',
    proofMinutes,
  )

export const recoverMail = (mail: ProofMail) =>
  withProof(mail, 'reset', 'Choose a new password', 'Choose a new password for your account:', proofMinutes)

export const newAddressMail = (mail: ProofMail) =>
  withProof(
    mail,
    'email',
    'Confirm your new address',
    'Confirm that this is to be the e-mail address of your account:',
    proofMinutes,
  )

export const oldAddressMail = (mail: ProofMail) =>
  withProof(
    mail,
    'email',
    'Confirm the change of your address',
    'Somebody who is signed in to your account wants to change its e-mail address. Confirm that it is you:',
    proofMinutes,
  )

export function invitationMail(mail: ProofMail, { shop, days }: { shop: string; days: number }): Mail {
  const { to } = mail
  const text = `You are invited to work with ${shop}. Choose a password here:\n\n${link(mail, 'invitation')}\n\nThe link works once, for ${days} days.\n`
  return { to, subject: `Your invitation to ${shop}`, text }
}

/** For an address that registers although it has an account: whoever typed it learns nothing, its owner does. */
export function alreadyThereMail(to: string, publicUrl: string): Mail {
  const text = `Somebody, perhaps you, wanted to open an account with this address. There is one already: sign in at\n\n${publicUrl}/account\n\nIf you forgot the password, choose "recover" there. ${ifNotYou}\n`
  return { to, subject: 'You have an account already', text }
}

export function eventMail(to: string, publicUrl: string, whose: string, what: string, at: string): Mail {
  const text = `About ${whose}: ${what} (${at} UTC).\n\nIf that was not you or not expected, look at the sessions and devices and change the password:\n\n${publicUrl}/account\n`
  return { to, subject: 'Security of your account', text }
}
