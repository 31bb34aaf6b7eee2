import { type Claims, doesNotApply, met, notMet, section, test } from '../proof.ts'
import { at } from './files.ts'

const everyAnswer = test(at.answers, 'every answer tells browsers not to guess, frame, share or tell')
const cookies = test(
  at.answers,
  'cookies are of this host alone, over HTTPS only, and out of the reach of scripts and other sites',
)
const policy = test(
  at.answers,
  'pages run our own scripts, have no other base and no plugins; what is no page runs nothing',
)
const download = test(
  at.files,
  'a type is what the content says, and what could run is offered for download only',
)
const noRedirect = test(at.answers, 'nothing is sent on to another address, HTTPS is not replaced silently')
const sockets = test(
  at.subscriptions,
  'nobody listens without signing in, and a page of another site gets no socket',
)

export const frontend: Claims = {
  'V3.2.1': met(
    'What is no page comes with a policy that lets nothing run; uploads are downloads.',
    policy,
    download,
  ),
  'V3.2.2': met('React writes texts; nothing sets HTML.', test(at.code, 'pages write texts as texts')),
  'V3.3.1': met('`Secure` and `__Host-` wherever the public address is one of HTTPS.', cookies),
  'V3.3.2': met(
    '`SameSite=Lax` for all: the session must survive a link from a mail; writing takes a token besides.',
    cookies,
  ),
  'V3.3.3': met('All cookies are `__Host-`.', cookies),
  'V3.3.4': met('All cookies are `HttpOnly`, and the token of a session is nowhere else.', cookies),
  'V3.4.1': met(
    'Two years, with subdomains, on every answer of a shop whose address is HTTPS.',
    test(at.answers, 'where people come by HTTPS, browsers are told to come no other way'),
  ),
  'V3.4.2': met(
    'No cross-origin access is given to anybody.',
    test(at.answers, 'no other origin may read an answer, whatever it says it is'),
  ),
  'V3.4.3': met('Nothing by default, our own scripts, inline ones by their hash.', policy),
  'V3.4.4': met('On every answer.', everyAnswer),
  'V3.4.5': met('`no-referrer` on every answer.', everyAnswer),
  'V3.4.6': met('`frame-ancestors` none on every answer.', everyAnswer),
  'V3.5.1': met(
    'By cookie every method but reading takes the token of its session in a header.',
    test(
      at.requests,
      'by cookie alone nothing is done that takes a person: every other method takes the token',
    ),
    test(at.requests, 'the token of one session is none of another'),
  ),
  'V3.5.2': met(
    'We do not rely on preflights: the token is asked for in any case, and only JSON is read.',
    test(
      at.requests,
      'a form of another site cannot even send what we read: only JSON, or a file with the token',
    ),
  ),
  'V3.5.3': met(
    'What answers GET changes nothing.',
    test(at.requests, 'what can be asked by GET changes nothing'),
  ),
  'V3.5.4': notMet(
    'The admin and the customers’ portal are pages of one host. Two host names would need two public addresses in the settings.',
  ),
  'V3.5.5': met(
    'Pages listen to no messages of other windows.',
    test(at.code, 'pages take no messages from other windows'),
  ),
  'V3.7.1': met('HTML, CSS and JavaScript; the policy forbids plugins.', policy),
  'V3.7.2': met(
    'The server sends browsers to its own pages only; to a vendor they go by a click, at the address of its configured issuer.',
    noRedirect,
    test(at.vendorSettings, 'the adapters begin at the vendors’ own addresses'),
  ),
}

export const services: Claims = {
  'V4.1.1': met(
    'Every body has its media type, texts their UTF-8.',
    test(at.answers, 'every body says what it is, texts with their characters'),
  ),
  'V4.1.2': met(
    'Bezel redirects nothing to HTTPS; how the proxy does it for pages alone is written down.',
    noRedirect,
    section('deployment', 'TLS'),
  ),
  'V4.1.3': met(
    'Only `X-Forwarded-For` is read, and only from proxies that are configured.',
    test(at.guesses, 'the word of a trusted proxy counts for where a request came from, and nobody else’s'),
    noRedirect,
  ),
  'V4.2.1': met(
    'Ambiguous lengths are refused by the parser of Node.js.',
    test(
      at.answers,
      'a request that has two lengths, or a broken one, is refused and nothing behind it is read',
    ),
  ),
  'V4.3.1': met(
    'Depth, root fields, cost and length are weighed before a document runs.',
    test(at.graphql, 'queries that are too deep, too wide or too costly are refused before they run'),
    test(at.limits, 'fragments that spread each other over and over are weighed once each'),
    test(at.limits, 'a document that is too long is not even read'),
    test(at.limits, 'nor over WebSocket'),
  ),
  'V4.3.2': met(
    'The API is made for other programs, so its schema is public like OpenAPI. A shop may list the documents it answers, and then it answers no others.',
    test(at.persisted, 'a shop that lists its documents answers no others'),
  ),
  'V4.4.1': met(
    'The socket is opened at the page’s own address; HSTS and the proxy make it `wss`.',
    test(at.code, 'pages open sockets at their own address, encrypted wherever the page came encrypted'),
    section('deployment', 'TLS'),
  ),
  'V4.4.2': met('A page of another origin gets no socket.', sockets),
  'V4.4.3': met(
    'Sockets use the session or the API key of the request, nothing of their own.',
    sockets,
    test(
      at.subscriptions,
      'whoever loses his key or session loses his open sockets too, though nothing happens',
    ),
  ),
  'V4.4.4': doesNotApply('Sockets have no tokens of their own.'),
}

export const files: Claims = {
  'V5.1.1': met(
    'Types, sizes and treatment of each way to upload are written down.',
    section('inputs', 'Uploads'),
  ),
  'V5.2.1': met(
    'Counted while they come in; what is too large is refused and not kept.',
    test(at.files, 'refused uploads leave nothing behind'),
    test(at.importAccess, 'a file that is too large is refused while it comes in, and nothing of it is kept'),
  ),
  'V5.2.2': met(
    'The first bytes decide; images are written anew, imports parsed; the name gets the ending of its content.',
    test(at.files, 'a file is named as what it is, whatever its sender or who renames it says'),
    download,
    test(at.dealerLists, 'a workbook is known by what it is, whatever its name, and so is a CSV file'),
    test(at.importMeaning, 'a file that is none is refused at once'),
  ),
  'V5.2.3': met(
    'Workbooks have limits of parts, size and ratio, checked before and while unpacking. Other archives are not unpacked.',
    test(at.workbook, 'a bomb is refused, however it is packed'),
  ),
  'V5.3.1': met(
    'Uploads lie outside of what is served, and are sent as downloads.',
    download,
    test(at.answers, 'no folder is listed, and no file beside those built for browsers is served'),
  ),
  'V5.3.2': met(
    'Keys of stored files are our own; a name is only shown.',
    test(at.fileParts, 'the local disk stores whole files, by keys of ours only'),
    test(at.fileParts, 'a name is shown as people wrote it, but is never a path or a trick'),
  ),
  'V5.4.1': met(
    'The name in the header is the record’s, with the ending of its content.',
    test(at.files, 'a file is named as what it is, whatever its sender or who renames it says'),
  ),
  'V5.4.2': met(
    'Encoded by RFC 6266, in mails by the library.',
    test(at.files, 'an uploaded photo is turned upright, loses its EXIF and gets a thumbnail'),
    test(at.smtp, 'what a name or an address hides adds no receiver and no header'),
  ),
  'V5.4.3': notMet('No virus scanner is asked. It would be a port that uploads wait for.', download),
}
