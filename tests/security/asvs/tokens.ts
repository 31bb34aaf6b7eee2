import { type Claims, doesNotApply, met, test } from '../proof.ts'
import { at } from './files.ts'

// biome-ignore lint/suspicious/noTemplateCurlyInString: the title as it stands in the file
const faulty = test(at.vendorSignIn, 'what is wrong with an answer of ${id} signs nobody in')
const algorithms = test(
  at.vendors,
  'a token counts with the algorithm and the keys that the vendor is known for, and no others',
)
const link = test(at.files, 'a signed link works for anybody, for what it was made for and until it is over')
const began = test(at.identities, 'an answer counts only in the browser that began, with its own state, once')
const another = test(
  at.vendors,
  'a vendor that says it is another one is refused, in its description and in its answer',
)
const noResourceServer = doesNotApply('Bezel takes no OAuth access tokens.')
const noAuthorizationServer = doesNotApply('Bezel is no OAuth authorization server.')
const noProvider = doesNotApply('Bezel is no OpenID provider.')

export const tokens: Claims = {
  'V9.1.1': met(
    'Id tokens by their signature, our links and cookies by a keyed hash or authenticated encryption.',
    faulty,
    link,
    test(at.keyring, 'a ciphertext that was changed in any bit, or cut, is refused'),
  ),
  'V9.1.2': met('RS256 and nothing else.', algorithms),
  'V9.1.3': met(
    'The keys that the configured issuer publishes; what a token brings along is not looked at.',
    algorithms,
  ),
  'V9.2.1': met('Not before, issued, expiry; links and attempts have their own.', faulty, algorithms, link),
  'V9.2.2': met(
    'Everything signed names its purpose; of a vendor’s answer only the id token proves anything.',
    test(at.keyring, 'a signature is of one purpose, one value and one secret'),
    faulty,
  ),
  'V9.2.3': met('The audience must be our client, and the only one.', faulty),
  'V9.2.4': doesNotApply('Bezel issues no tokens to other services.'),
}

export const oauth: Claims = {
  'V10.1.1': met(
    'A vendor’s tokens stay in the call that read them; browsers get a session of ours.',
    test(at.vendors, 'of what a vendor answers only who somebody is leaves the adapter, no token'),
  ),
  'V10.1.2': met(
    'State, nonce and verifier are random, sealed into a cookie of the browser that began, and work once.',
    began,
    faulty,
  ),
  'V10.2.1': met('State and, where the vendor takes it, PKCE.', began),
  'V10.2.2': met(
    'The attempt names its vendor, each vendor has its own address to come back to, and `iss` must be right.',
    another,
    began,
  ),
  'V10.3.1': noResourceServer,
  'V10.3.2': noResourceServer,
  'V10.3.3': noResourceServer,
  'V10.3.4': noResourceServer,
  'V10.4.1': noAuthorizationServer,
  'V10.4.2': noAuthorizationServer,
  'V10.4.3': noAuthorizationServer,
  'V10.4.4': noAuthorizationServer,
  'V10.4.5': noAuthorizationServer,
  'V10.4.6': noAuthorizationServer,
  'V10.4.7': noAuthorizationServer,
  'V10.4.8': noAuthorizationServer,
  'V10.4.9': noAuthorizationServer,
  'V10.4.10': noAuthorizationServer,
  'V10.4.11': noAuthorizationServer,
  'V10.5.1': met(
    'The nonce must be that of the attempt, wherever the vendor gives one; a code works once everywhere.',
    faulty,
    began,
  ),
  'V10.5.2': met(
    'By `sub`, with the vendor.',
    test(at.accounts, 'the same number at another vendor is another person'),
  ),
  'V10.5.3': met('The issuer must be the configured one, letter by letter.', another),
  'V10.5.4': met('`aud` and `azp`.', faulty),
  'V10.5.5': doesNotApply('No back-channel logout.'),
  'V10.6.1': noProvider,
  'V10.6.2': noProvider,
  'V10.7.1': noAuthorizationServer,
  'V10.7.2': noAuthorizationServer,
  'V10.7.3': noAuthorizationServer,
}
