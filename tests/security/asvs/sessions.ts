import { type Claims, doesNotApply, met, section, test } from '../proof.ts'
import { at } from './files.ts'

const renewed = test(
  at.stepUp,
  'confirming who one is gives the session a new token, and the old one is over',
)
const newSession = test(at.signIn, 'a sign-in gives a new session, and ends the one the browser had')
const cookies = test(
  at.answers,
  'cookies are of this host alone, over HTTPS only, and out of the reach of scripts and other sites',
)
const lives = test(
  at.stepUp,
  'a session ends after an hour without use, and twelve hours after signing in whatever its use',
)
const listed = test(at.signIn, 'sessions are listed with device and place, and revoked one by one')
const fresh = test(at.accounts, 'a person ends other sessions only after proving who they are')
const matrix = test(
  at.accessMatrix,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the title as it stands in the file
  '${caller.name} reaches exactly the operations that the declarations allow',
)

export const sessions: Claims = {
  'V7.1.1': met('Written down.', section('authentication', 'Sessions')),
  'V7.1.2': met(
    'As many as wanted, all listed; written down.',
    section('authentication', 'Sessions'),
    test(at.accounts, 'many sessions of one person are fine, and all are seen'),
  ),
  'V7.1.3': met('Written down.', section('authentication', 'Vendors’ sessions')),
  'V7.2.1': met(
    'Tokens are looked up in the database.',
    newSession,
    test(at.cluster, 'a session that one worker ended is out in both within a second'),
  ),
  'V7.2.2': met('Tokens are random and of one session.', newSession),
  'V7.2.3': met(
    '256 bits of `node:crypto`.',
    cookies,
    test(at.code, 'what nobody may guess is random by cryptography'),
  ),
  'V7.2.4': met('A new one with every sign-in and every proof; the old one is over.', newSession, renewed),
  'V7.3.1': met('One hour.', lives),
  'V7.3.2': met('Twelve hours.', lives),
  'V7.4.1': met(
    'The row is deleted.',
    test(at.answers, 'signing out ends the session at the server and empties what the browser kept'),
  ),
  'V7.4.2': met(
    'Within a second.',
    test(at.signIn, 'who is suspended is out within a second'),
    test(at.accounts, 'who is deleted is out'),
  ),
  'V7.4.3': met(
    'A changed password ends the others by itself; after any other change they can be ended with one button.',
    test(at.passwords, 'a change asks for the old password, and every other session ends'),
    fresh,
  ),
  'V7.4.4': met(
    'In the menu of every page.',
    test(
      at.signOut,
      'every page of the admin offers to sign out, and then the browser keeps nothing of anybody',
    ),
    test(at.portal, 'a customer opens an account, secures it, and signs in with each of its factors'),
  ),
  'V7.4.5': met(
    'Who manages users, for those who may do no more than themselves.',
    test(at.account, 'staff sign somebody out and reset lost factors, but nobody who may do more'),
  ),
  'V7.5.1': met(
    'A proof within the last 15 minutes.',
    test(at.accounts, 'whatever changes how somebody signs in, or what they may do, takes a fresh proof'),
    test(at.stepUp, 'a dangerous operation asks who signed in long ago to confirm it'),
  ),
  'V7.5.2': met('Listed, and ended after a fresh proof.', listed, fresh),
  'V7.6.1': met(
    'Our sessions are our own, as written down.',
    section('authentication', 'Vendors’ sessions'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the title as it stands in the file
    test(at.vendorSignIn, '${id} registers somebody and signs them in again'),
  ),
  'V7.6.2': met(
    'It begins with a click here, and counts in the browser where that was.',
    test(at.identities, 'an answer counts only in the browser that began, with its own state, once'),
  ),
}

export const authorization: Claims = {
  'V8.1.1': met('Written down.', section('access', 'Functions'), section('access', 'Records')),
  'V8.1.2': met('Written down.', section('access', 'Fields')),
  'V8.2.1': met('Every operation, every role, REST and GraphQL.', matrix),
  'V8.2.2': met(
    'Store, owner and account narrow every question.',
    test(
      at.storeScope,
      'what can be listed and belongs to records of a store is narrowed to the stores of who asks',
    ),
    test(
      at.accessMatrix,
      "what belongs to another's account is not there, by any operation of one's own account",
    ),
    test(
      at.accessMatrix,
      'a customer reaches no row of anybody, even in a role that was given every reading permission by mistake',
    ),
  ),
  'V8.2.3': met(
    'One list of fields governs reading, writing, filtering and exporting.',
    test(at.rest, 'who lacks a permission is refused, and fields it may not read do not exist for it'),
    test(at.governed, 'no operation takes the value of a ruled field from who may not write that field'),
    test(at.exports, 'who may not read a field gets no column of it, and no export without the permission'),
  ),
  'V8.3.1': met('In the operation runner.', matrix),
  'V8.4.1': doesNotApply(
    'One shop, one installation with its own database. Stores within it are kept apart, see V8.2.2.',
  ),
}
