import { type Claims, doesNotApply, met, notMet, section, test } from '../proof.ts'
import { at } from './files.ts'

const pinned = test(at.repository, 'every dependency is pinned to one exact version')
const audited = test(at.code, 'the suite looks for known vulnerabilities of what it depends on')
const unforeseen = test(
  at.log,
  'what nobody foresaw is logged whole, and told to the caller as nothing but a number to ask about',
)
const signInLogged = test(
  at.log,
  'a sign-in that fails is a line that says when, where from, at what and why, and not with which password',
)
const logged = section('data', 'What is logged')
const everyLine = test(at.log, 'every line is one object that names its time, level and request')
const noWebRtc = doesNotApply('No WebRTC.')

export const architecture: Claims = {
  'V15.1.1': met('Written down.', section('README', 'Updating what we depend on')),
  'V15.1.2': met(
    'The lock file lists every package with its hash.',
    test(at.repository, 'packages come from the public registry under their names alone'),
    pinned,
    section('README', 'Updating what we depend on'),
  ),
  'V15.1.3': met('Written down, each with what holds it.', section('inputs', 'What takes long')),
  'V15.2.1': met('CI fails on known vulnerabilities from high on.', audited, pinned),
  'V15.2.2': met(
    'As written down.',
    test(at.overload, 'requests past the limit are told to come back, and those under way are answered'),
    test(at.exports, 'more exports at once than the pool can bear are asked to wait'),
    test(at.fileParts, 'a limiter runs so many at once and no more, failures included'),
    test(at.jobs, 'a job that takes too long has failed, and what it does later is rolled back'),
  ),
  'V15.2.3': met(
    'No explorer and no demo data in production; tests and benches are no part of what is built.',
    test(
      at.answers,
      'in production there is no explorer; monitoring takes a permission, the description of the API is for all',
    ),
    test(at.environment, 'a shop in production has no demo owner unless it asks for one'),
  ),
  'V15.3.1': met(
    'A record is answered with the fields its reader may read, in GraphQL with those asked for.',
    test(at.rest, 'who lacks a permission is refused, and fields it may not read do not exist for it'),
    test(at.graphql, 'fields one may not read are null, and cannot be filtered by'),
  ),
  'V15.3.2': met(
    'Vendors are not followed elsewhere; where others may redirect, every new address is checked.',
    test(
      at.vendors,
      'a vendor’s answer that sends elsewhere is not followed, for a secret goes with the request',
    ),
    test(at.httpClient, 'a redirect into the own network is refused'),
  ),
  'V15.3.3': met(
    'Names that a body does not have are refused.',
    test(
      at.requests,
      'fields that are not meant to be written are refused by every operation that takes a record',
    ),
  ),
  'V15.3.4': met(
    'Only configured proxies are believed; limits and logs use that address.',
    test(at.guesses, 'the word of a trusted proxy counts for where a request came from, and nobody else’s'),
  ),
  'V15.3.5': met(
    'Schemas check types without coercing; TypeScript is strict.',
    test(at.requests, 'a value of another type is refused, never made to fit'),
  ),
  'V15.3.6': met(
    'Names of input go into maps or objects without prototype, and schemas refuse them.',
    test(at.requests, 'names of the language are names like any other, and change no object'),
  ),
  'V15.3.7': met(
    'Address, body, cookies and headers are read apart; what stands twice is refused.',
    test(at.requests, 'a parameter that stands twice, or in two places, is refused'),
  ),
}

export const logging: Claims = {
  'V16.1.1': met('Written down.', logged),
  'V16.2.1': met(
    'When, where from, who, what; the request’s id joins lines, audit and answer.',
    signInLogged,
    everyLine,
  ),
  'V16.2.2': met(
    'UTC everywhere; synchronising clocks is the operator’s.',
    signInLogged,
    everyLine,
    section('deployment', 'Where logs go'),
  ),
  'V16.2.3': met('Standard output and the tables listed.', logged),
  'V16.2.4': met('One JSON object a line.', everyLine),
  'V16.2.5': met(
    'Secrets never, values of people never, ids instead.',
    test(at.canary, 'no log line says a secret'),
    test(at.log, 'input that is refused and limits that are reached are noted, without the input'),
    test(at.describeError, 'errors are told without the values of records'),
  ),
  'V16.3.1': met(
    'Refused ones in the log, successful ones with their factors in the security events.',
    signInLogged,
    test(at.accounts, 'every way in is noted with how it was proved, from where and with what'),
    test(at.log, 'a wrong key and a missing token are noted too'),
  ),
  'V16.3.2': met(
    'Every refusal, with operation and actor.',
    test(at.log, 'who tries what the role does not allow is noted by name of the operation and id'),
  ),
  'V16.3.3': met(
    'Refused input and reached limits too.',
    test(at.log, 'input that is refused and limits that are reached are noted, without the input'),
    test(at.signIn, 'strangers who guess lock nobody out of a device that was known before'),
  ),
  'V16.3.4': met('As errors, with where they came from.', unforeseen),
  'V16.4.1': met(
    'JSON escapes what would begin a line.',
    test(at.log, 'whatever somebody sends stays in its line'),
  ),
  'V16.4.2': met(
    'History is chained by hashes and read with a permission; standard output is the operator’s to keep.',
    test(at.seal, 'what was changed, taken out, put in, swapped or cut off is found'),
    test(at.auditOperations, 'the audit of everything is listed and narrowed for who has the permission'),
    section('deployment', 'Where logs go'),
  ),
  'V16.4.3': notMet(
    'Bezel writes to standard output; taking it to another system is the platform’s, and nothing here does or checks it.',
    section('deployment', 'Where logs go'),
  ),
  'V16.5.1': met(
    'A code and the request’s id.',
    unforeseen,
    test(at.problems, 'every refusal of every route is a problem with a known code and the request id'),
  ),
  'V16.5.2': met(
    'Time-outs everywhere; what fails is shown in health and takes nothing with it.',
    test(at.away, 'a database that says nothing is given up on, and asked anew on another connection'),
    test(at.health, 'checks that fail or hang are shown and fail nothing else'),
    test(at.httpClient, 'an answer that is too long, or never comes, is an error'),
  ),
  'V16.5.3': met(
    'An error rolls everything back; what is not configured is off.',
    test(at.dispatch, 'nobody hears of an operation that failed after it emitted its event'),
    test(at.smtp, 'without a server it is off, and says what to set'),
    test(at.vendorSettings, 'a vendor without its two settings is off, and says what to set'),
  ),
}

export const webRtc: Claims = {
  'V17.1.1': noWebRtc,
  'V17.2.1': noWebRtc,
  'V17.2.2': noWebRtc,
  'V17.2.3': noWebRtc,
  'V17.2.4': noWebRtc,
  'V17.3.1': noWebRtc,
  'V17.3.2': noWebRtc,
}
