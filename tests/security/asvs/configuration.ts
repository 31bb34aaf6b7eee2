import { type Claims, met, notMet, section, test } from '../proof.ts'
import { at } from './files.ts'

const beside = test(at.answers, 'no folder is listed, and no file beside those built for browsers is served')
const production = test(
  at.answers,
  'in production there is no explorer; monitoring takes a permission, the description of the API is for all',
)
const noCache = test(at.answers, 'what the API answers and every refusal is kept by no cache')
const noLogged = test(at.canary, 'no log line says a secret')
const signedOut = test(
  at.signOut,
  'every page of the admin offers to sign out, and then the browser keeps nothing of anybody',
)
const endedElsewhere = test(
  at.signOut,
  'a session that ended elsewhere leaves nothing either, and what was typed comes back to its person',
)
const ownFiles = test(at.openapi, 'the pages for people load nothing from elsewhere and run no inline script')
const secretFile = test(
  at.environment,
  'the embedded mode makes a secret and keeps it; a folder that cannot be written is a problem',
)

export const configuration: Claims = {
  'V13.1.1': met(
    'Written down; nobody can name an address to fetch.',
    section('deployment', 'What talks to what'),
  ),
  'V13.2.1': notMet(
    'The database, mail and vendors are reached with passwords and secrets that stay the same until somebody changes them, as those services offer it.',
  ),
  'V13.2.2': notMet(
    'One role of the database serves and migrates; a second one without rights to change tables cannot be configured.',
    section('deployment', 'Rights'),
  ),
  'V13.2.3': met(
    'The embedded database has a random password; a secret is made or asked for, never supplied.',
    test(at.embedded, 'the server is durable, private and speaks UTF-8'),
    secretFile,
  ),
  'V13.2.4': notMet(
    'Private networks are refused but for origins that a setting names; there is no list of the public hosts that may be reached. The firewall can have it.',
    test(at.httpClient, 'an origin that is trusted may be inside; its neighbour on another port may not'),
    section('deployment', 'What talks to what'),
  ),
  'V13.2.5': notMet('As V13.2.4.'),
  'V13.3.1': notMet(
    'Secrets come from the environment, which a vault can fill, or in embedded mode from a file beside the data; Bezel asks no vault itself.',
    test(at.code, 'the repository holds no secret'),
    section('cryptography', 'Secrets'),
  ),
  'V13.3.2': met(
    'Only the process’ own user reads them.',
    test(at.embedded, 'the server is durable, private and speaks UTF-8'),
    secretFile,
    section('cryptography', 'Secrets'),
  ),
  'V13.4.1': met('Only what was built for browsers is served.', beside, section('deployment', 'Rights')),
  'V13.4.2': met(
    '`NODE_ENV=production` has no explorer and no demo owner.',
    production,
    test(at.explorer, 'in production there is no GraphiQL'),
  ),
  'V13.4.3': met('None.', beside),
  'V13.4.4': met('TRACE is refused.', test(at.answers, 'TRACE tells nothing of what was sent')),
  'V13.4.5': met(
    'The description of the API is public on purpose, as the API is; metrics and details of health take a permission.',
    production,
    test(at.metrics, 'metrics are only for who may read them'),
    test(at.health, 'why is for those who may see it, without personal values'),
  ),
}

export const data: Claims = {
  'V14.1.1': met(
    'Four levels, written down; fields say which they are.',
    section('data', 'Levels of protection'),
  ),
  'V14.1.2': met(
    'Written down for each level.',
    section('data', 'What each level takes'),
    section('data', 'How long what is kept'),
  ),
  'V14.2.1': met(
    'Credentials are read from bodies, cookies and headers alone; tokens of mails stand behind `#`; addresses are not logged.',
    test(at.requests, 'a credential in an address is none'),
    test(at.log, 'what was searched for is in no line, only the path'),
  ),
  'V14.2.2': met(
    'No cache between keeps an answer; in the process only who a credential is stays, for less than half a second.',
    noCache,
  ),
  'V14.2.3': met(
    'Pages load from and talk to this host alone.',
    ownFiles,
    test(
      at.answers,
      'pages run our own scripts, have no other base and no plugins; what is no page runs nothing',
    ),
  ),
  'V14.2.4': met(
    'As written down for each level.',
    noLogged,
    test(at.canary, 'no table holds a secret as it is, the audit, the outbox and the jobs included'),
    test(at.canary, 'no export and no audit answer holds a secret'),
    test(at.erasure, 'after an erasure no personal value is left anywhere in the database'),
    test(at.tidy, 'what is kept for a while only is deleted after it, and nothing sooner'),
    test(at.files, 'a browser keeps photographs of goods for some minutes, and nothing about people'),
  ),
  'V14.3.1': met(
    'At sign-out, without the server too, and whenever nobody is signed in any more.',
    signedOut,
    endedElsewhere,
    test(
      at.adminForm,
      'while nobody is signed in the device keeps no draft, and each person gets back their own',
    ),
    test(at.answers, 'signing out ends the session at the server and empties what the browser kept'),
    test(at.portal, 'a customer opens an account, secures it, and signs in with each of its factors'),
  ),
  'V14.3.2': met(
    '`no-store` on all answers with data; photographs of goods are kept for five minutes.',
    noCache,
    test(at.files, 'a browser keeps photographs of goods for some minutes, and nothing about people'),
  ),
  'V14.3.3': notMet(
    'While somebody is signed in, drafts of forms (without secret fields) and the titles of records just opened lie in the browser’s storage.',
    signedOut,
  ),
}
