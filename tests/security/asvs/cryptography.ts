import { type Claims, doesNotApply, met, notMet, section, test } from '../proof.ts'
import { at } from './files.ts'

const notBroken = test(
  at.code,
  'no broken hash or cipher is used, but where a standard of others asks for it',
)
const tampered = test(at.keyring, 'a ciphertext that was changed in any bit, or cut, is refused')
const rehash = test(at.signIn, 'a password kept under an earlier policy is hashed anew at the next sign-in')
const algorithms = test(
  at.vendors,
  'a token counts with the algorithm and the keys that the vendor is known for, and no others',
)
const hsts = test(at.answers, 'where people come by HTTPS, browsers are told to come no other way')
const tls = section('deployment', 'TLS')

export const cryptography: Claims = {
  'V11.1.1': met('Written down, from making to ending a key.', section('cryptography', 'Keys')),
  'V11.1.2': met('Written down.', section('cryptography', 'Inventory')),
  'V11.2.1': met(
    'OpenSSL by `node:crypto`, and the libraries listed.',
    section('cryptography', 'Inventory'),
    notBroken,
  ),
  'V11.2.2': met(
    'Ciphertexts, hashes and backups name their algorithm and key; secrets rotate while the shop runs.',
    section('cryptography', 'Changing algorithms'),
    test(at.rotate, 'every value is under the current key afterwards, while others go on to write'),
    rehash,
  ),
  'V11.2.3': notMet(
    'Our own keys and hashes have 128 bits of security and more. Vendors sign their id tokens with RSA keys of 2048 bits, and passkeys may do the same (RS256), which counts as 112.',
    notBroken,
  ),
  'V11.3.1': met('AES-GCM alone.', notBroken),
  'V11.3.2': met(
    'AES-256-GCM.',
    notBroken,
    test(at.keyring, 'what is encrypted comes back, and never looks the same twice'),
  ),
  'V11.3.3': met(
    'GCM for values, chained chunks for backups.',
    tampered,
    test(at.container, 'a change of any one bit is noticed'),
    test(at.container, 'chunks that are dropped, repeated or swapped are noticed'),
  ),
  'V11.4.1': met(
    'SHA-256; TOTP is HMAC-SHA-1, which its standard asks for and which does not rest on collisions.',
    notBroken,
  ),
  'V11.4.2': met('argon2id with OWASP’s parameters, renewed at sign-in.', rehash),
  'V11.4.3': met(
    'SHA-256 whole.',
    test(at.seal, 'what was changed, taken out, put in, swapped or cut off is found'),
    test(at.keyring, 'a signature is of one purpose, one value and one secret'),
  ),
  'V11.4.4': doesNotApply('No key derives from a password.'),
  'V11.5.1': met(
    'Tokens have 256 bits of `node:crypto`; ids are no secrets.',
    test(at.code, 'what nobody may guess is random by cryptography'),
    test(
      at.answers,
      'cookies are of this host alone, over HTTPS only, and out of the reach of scripts and other sites',
    ),
  ),
  'V11.6.1': met(
    'Signatures are only verified, by `jose` and `@simplewebauthn/server`; no pair of keys is made.',
    algorithms,
    test(at.passkeys, 'an answer works once, for its challenge, at our address, and its counter goes on'),
  ),
}

export const transport: Claims = {
  'V12.1.1': doesNotApply('Bezel ends no TLS; the proxy before it does, and is told how.', tls),
  'V12.1.2': doesNotApply('The proxy’s, see V12.1.1.'),
  'V12.1.3': doesNotApply('No client certificates.'),
  'V12.2.1': met(
    'Behind its proxy, cookies go over HTTPS alone and browsers are told to come no other way.',
    hsts,
    tls,
  ),
  'V12.2.2': doesNotApply('The proxy’s certificate, see V12.1.1.'),
  'V12.3.1': notMet(
    'Mail and vendors are reached encrypted; that a database on another machine is, the doctor asks for in production but nothing enforces.',
    test(at.smtp, 'no mail goes over a connection that is not encrypted, unless told so'),
    test(at.doctor, 'settings that would harm a real shop are warned of in production only'),
  ),
  'V12.3.2': met(
    'Nothing switches the checks of certificates off.',
    test(at.code, 'no connection leaves out to check whom it talks to'),
  ),
  'V12.3.3': doesNotApply('One process, without inner services that speak HTTP.'),
  'V12.3.4': doesNotApply('No inner services with TLS; the database’s authority is named in `DATABASE_URL`.'),
}
