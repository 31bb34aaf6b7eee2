import { type Claims, doesNotApply, met, notMet, section, test } from '../proof.ts'
import { at } from './files.ts'

const commonRefused = test(
  at.passwords,
  'every one of the 10,000 most common passwords of eight characters and more is refused',
)
const length = test(
  at.passwords,
  'a password alone has fifteen characters, any of Unicode, up to 128, and says what is wrong',
)
const change = test(at.passwords, 'a change asks for the old password, and every other session ends')
const unseen = test(
  at.code,
  'passwords are typed unseen, may be pasted, and are told to password managers as what they are',
)
const random = test(at.code, 'what nobody may guess is random by cryptography')
const pastFactor = test(
  at.identities,
  'a verified address signs in to its account, but past the second factor that it has',
)
// biome-ignore lint/suspicious/noTemplateCurlyInString: the title as it stands in the file
const faulty = test(at.vendorSignIn, 'what is wrong with an answer of ${id} signs nobody in')

export const authentication: Claims = {
  'V6.1.1': met(
    'Written down with every limit and why nobody can lock somebody else out.',
    section('authentication', 'Guessing'),
  ),
  'V6.1.2': met('Written down.', section('authentication', 'Words that passwords must not consist of')),
  'V6.1.3': met(
    'Written down; a test compares the list with the code.',
    section('authentication', 'Ways in'),
    test(at.accounts, 'there is no way to sign in but those that the document names'),
  ),
  'V6.2.1': met('15 characters, 8 beside a second factor; never fewer than 8 by any setting.', length),
  'V6.2.2': met('In the account.', change),
  'V6.2.3': met('The old one is asked for, and a fresh proof.', change),
  'V6.2.4': met(
    'Some 49,000 are refused, among them all of the 10,000 most common.',
    commonRefused,
    test(at.passwords, 'what a common password is decorated with does not make it a good one'),
  ),
  'V6.2.5': met(
    'No rules of composition.',
    test(at.accounts, 'a password of letters alone is as good as one of signs, and stays good for years'),
  ),
  'V6.2.6': met('Hidden until the person wants to see it.', unseen),
  'V6.2.7': met('Nothing stands in the way.', unseen),
  'V6.2.8': met(
    'As typed, after Unicode’s NFKC alone; nothing is cut or folded.',
    test(at.accounts, 'a password counts exactly as it was chosen'),
  ),
  'V6.2.9': met('Up to 128.', length),
  'V6.2.10': met(
    'No expiry.',
    test(at.accounts, 'a password of letters alone is as good as one of signs, and stays good for years'),
  ),
  'V6.2.11': met('The listed words, and those of the person.', length),
  'V6.2.12': met('The list at hand is of passwords seen in breaches.', commonRefused),
  'V6.3.1': met(
    'As written down.',
    test(
      at.guesses,
      'ten guesses an hour at one account over REST, GraphQL aliases and forged addresses together',
    ),
    test(at.signIn, 'strangers who guess lock nobody out of a device that was known before'),
    test(
      at.signIn,
      'one address guesses a hundred times an hour at all accounts together, whatever it forges',
    ),
    test(at.signIn, 'unknown accounts, wrong passwords and suspended users are refused in the same words'),
  ),
  'V6.3.2': met(
    'The demo owner exists beside demo data only, and neither does in production.',
    test(at.environment, 'a shop in production has no demo owner unless it asks for one'),
  ),
  'V6.3.3': notMet(
    'A role can take a second factor, and then nobody in it reaches anything without one; the roles of a new shop leave it to each person.',
    test(at.factors, 'a role that takes a second factor lets nobody do anything before one is set up'),
    test(at.passkeys, 'with a passkey the password alone gives no session'),
  ),
  'V6.3.4': met(
    'All ways end in one function that asks for the same factors.',
    test(at.accounts, 'there is no way to sign in but those that the document names'),
    pastFactor,
  ),
  'V6.4.1': met(
    'There are no first passwords: an invitation’s link is random, works once and for 7 days at most, and asks for a password of one’s own.',
    test(
      at.account,
      'an invitation brings a colleague into a role, once, and gives nothing the inviter lacks',
    ),
  ),
  'V6.4.2': met(
    'Neither hints nor questions.',
    test(at.accounts, 'nobody asks for anything to remember somebody by'),
  ),
  'V6.4.3': met(
    'By a link or code of a mail; it signs nobody in and leaves second factors in the way.',
    test(at.passwords, 'a forgotten password is chosen anew by link or code, once, and ends all sessions'),
    test(at.recovery, 'a new password by mail leaves the second factor in the way'),
  ),
  'V6.4.4': met(
    'By a recovery code, or by a colleague of equal rights who makes sure who asks.',
    section('authentication', 'Losing a factor'),
    test(at.account, 'staff sign somebody out and reset lost factors, but nobody who may do more'),
  ),
  'V6.5.1': met(
    'Each works once, however many use it together.',
    test(at.factors, 'of many who enter the same code at once exactly one is let in'),
    test(at.factors, 'a recovery code works once, also when many use it together'),
    test(at.register, 'of twenty who use one link at once exactly one gets the account'),
  ),
  'V6.5.2': met(
    'Recovery codes have 118 bits and are stored hashed.',
    test(at.recovery, 'a new password by mail leaves the second factor in the way'),
    test(at.factors, 'the seed of an app is encrypted and recovery codes are hashes in the database'),
  ),
  'V6.5.3': met('By `node:crypto` alone.', random),
  'V6.5.4': met(
    'Six digits, with five guesses; recovery codes have 118 bits.',
    test(at.register, 'a code takes five guesses, however many come at once'),
    test(at.recovery, 'a new password by mail leaves the second factor in the way'),
  ),
  'V6.5.5': notMet(
    'Links and codes of mails live 15 minutes where 10 are asked for, since mail may be slow; of an app’s codes the one before and the one after are taken, for clocks differ, so one lives 90 seconds.',
    test(
      at.register,
      'a link is over after fifteen minutes; a new mail brings a new one and voids the first',
    ),
  ),
  'V6.6.1': doesNotApply('No codes by SMS or telephone.'),
  'V6.6.2': met(
    'A code counts with the ticket of who asked for it.',
    test(at.register, 'the six digits of the mail confirm too, but only with the ticket of who registered'),
  ),
  'V6.6.3': met(
    'Five guesses a code, ten an hour.',
    test(at.register, 'a code takes five guesses, however many come at once'),
    test(at.factors, 'a ticket takes five guesses, and an account ten codes an hour'),
  ),
  'V6.8.1': met(
    'A person is the vendor and its subject together.',
    test(at.accounts, 'the same number at another vendor is another person'),
    test(at.identities, 'an unverified e-mail address never links to an account that exists'),
  ),
  'V6.8.2': met(
    'Signatures are verified; what is unsigned is refused.',
    faulty,
    test(
      at.vendors,
      'a token counts with the algorithm and the keys that the vendor is known for, and no others',
    ),
  ),
  'V6.8.3': doesNotApply('No SAML.'),
  'V6.8.4': met(
    'Nothing is expected of vendors: their answer counts as one factor, ours is asked for besides.',
    section('authentication', 'Ways in'),
    pastFactor,
  ),
}
