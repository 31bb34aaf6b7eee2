import { type Claims, doesNotApply, met, notMet, section, test } from '../proof.ts'
import { at } from './files.ts'

const attacks = test(
  at.strings,
  'attacks are texts like any other: stored, read back equal, and harmless in every question',
)
const exact = test(
  at.strings,
  'texts that break programs come back byte by byte, over REST and GraphQL, and break no question',
)
const formulas = test(
  at.write,
  'what a spreadsheet would run is defused, numbers and phones stay as they are',
)
const types = test(at.requests, 'a value of another type is refused, never made to fit')
const ringOnce = test(
  at.transitions,
  'of fifty who sell or reserve the same ring at once exactly one gets it',
)
const lastStones = test(
  at.parcels,
  'of many who take the last stones at once, the parcel gives no more than it holds',
)
const asTexts = test(at.code, 'pages write texts as texts')

export const writing: Claims = {
  'V1.1.1': met(
    'A body is parsed once, an address decoded once by the router, then checked; nothing is decoded after that.',
    exact,
  ),
  'V1.1.2': met(
    'Texts are kept as they came and escaped by what prints them: React, JSON, the writers of files, the protocol of PostgreSQL.',
    exact,
    formulas,
  ),
  'V1.2.1': met(
    'React escapes pages; the few pages made by the server, workbooks and headers escape what they print.',
    asTexts,
    test(at.explorer, 'developers get GraphiQL from our own files, with nothing inline'),
    test(at.openapiParts, 'the table of errors lists each code once, and can hold any text'),
    test(at.write, 'control characters and broken surrogates survive in a workbook'),
    test(at.files, 'an uploaded photo is turned upright, loses its EXIF and gets a thumbnail'),
  ),
  'V1.2.2': met(
    'Addresses are built with encoded parts; links are made to our own paths, mail and telephone only.',
    test(at.code, 'only addresses of the web are made into links'),
    test(at.adminAddress, 'every state survives being written into an address and read back'),
  ),
  'V1.2.3': met(
    'JSON is printed by the serialiser alone; no script is built from data.',
    exact,
    test(at.code, 'no text becomes code, but for the columns of entities'),
  ),
  'V1.2.4': met('Values are parameters of statements, names come from definitions and are quoted.', attacks),
  'V1.2.5': met(
    'Programs get lists of arguments; no shell is started.',
    test(at.code, 'programs are started with a list of arguments, never by a shell'),
    test(at.embedded, 'a data folder whose name a shell would misread works'),
  ),
  'V1.2.6': doesNotApply('No LDAP.'),
  'V1.2.7': doesNotApply('No XPath.'),
  'V1.2.8': doesNotApply('No LaTeX.'),
  'V1.2.9': met(
    'No pattern is made of input; those made of our own words escape their signs.',
    test(at.code, 'patterns are made of our own words, not of what people send'),
  ),
  'V1.3.1': doesNotApply('No input is HTML: there is no rich editor, and notes are plain text.'),
  'V1.3.2': met(
    'No eval. The one function made of text maps columns, with names as quoted data.',
    test(at.code, 'no text becomes code, but for the columns of entities'),
    test(at.columns, 'names are data in the function that is made of them, whatever they are'),
  ),
  'V1.3.3': met(
    'Spreadsheets, label printers and mail get texts in which their commands are harmless.',
    formulas,
    test(at.zpl, 'signs that command the printer are harmless in a text'),
    test(at.smtp, 'what a name or an address hides adds no receiver and no header'),
  ),
  'V1.3.4': met(
    'An SVG is a text for download, never shown as a picture or page.',
    test(at.files, 'a type is what the content says, and what could run is offered for download only'),
  ),
  'V1.3.5': doesNotApply('No Markdown, style sheets, BBCode or the like are taken from anybody.'),
  'V1.3.6': met(
    'Nobody can give an address to fetch. What goes out passes one client that checks every address where it connects.',
    test(at.httpClient, 'an address of an own network is refused, in numbers and by name'),
    test(at.httpClient, 'what was checked is what is connected to: the name is resolved once'),
    test(at.httpClient, 'a redirect into the own network is refused'),
    test(at.publicAddress, 'addresses of own networks and special purposes are told from public ones'),
  ),
  'V1.3.7': doesNotApply('No template language; mails and labels are written by code.'),
  'V1.3.8': doesNotApply('No JNDI.'),
  'V1.3.9': doesNotApply('No memcache.'),
  'V1.3.10': doesNotApply('Nothing interprets format strings of input.'),
  'V1.3.11': met(
    'Addresses and names are encoded by the mail library; line breaks add nothing.',
    test(at.smtp, 'what a name or an address hides adds no receiver and no header'),
  ),
  'V1.4.1': doesNotApply('All code is TypeScript, whose strings and arrays are checked by the engine.'),
  'V1.4.2': met(
    'Money and weights are integers within the range of their column; what does not fit exactly is refused.',
    test(at.normalise, 'decimals become integers without rounding, or say that they cannot'),
    test(at.normalise, 'money is read into minor units of its currency'),
    types,
  ),
  'V1.4.3': met(
    'Memory is the engine’s; connections, files and streams are let go whoever leaves.',
    test(at.exports, 'a reader who goes away ends the export and frees its connection'),
    test(at.workbook, 'leaving the loop early closes the workbook'),
    test(at.importMemory, 'memory stays flat however many rows a file has'),
  ),
  'V1.5.1': met(
    'XML occurs in workbooks only, read by a parser that knows no entities.',
    test(at.workbook, 'entities are not expanded'),
  ),
  'V1.5.2': met(
    'JSON is the only format of objects; it is checked against a schema, and names of the language are plain names.',
    test(at.requests, 'names of the language are names like any other, and change no object'),
    types,
  ),
}

export const logic: Claims = {
  'V2.1.1': met('Written down per kind of value; the schemas are public.', section('inputs', 'Formats')),
  'V2.1.2': met('Written down.', section('inputs', 'Values that belong together')),
  'V2.1.3': met('Written down, each with whom it is for.', section('inputs', 'Business limits')),
  'V2.2.1': met(
    'Every operation has a schema; what it does not name is refused.',
    types,
    test(at.rest, 'bad input names the field and the remedy'),
    test(
      at.requests,
      'fields that are not meant to be written are refused by every operation that takes a record',
    ),
  ),
  'V2.2.2': met(
    'The runner checks on the server, whatever a page did.',
    types,
    test(at.rest, 'bad input names the field and the remedy'),
  ),
  'V2.2.3': met(
    'Operations and constraints of the database check values together.',
    test(at.prices, 'a rule that contradicts itself is refused with its reasons'),
    test(at.care, 'a budget runs upwards, in one currency'),
    test(at.stockMigration, 'rules of the data hold in the database itself'),
  ),
  'V2.3.1': met(
    'The state of a record, or a ticket of the step before, decides which step may come.',
    test(
      at.factors,
      'with an authenticator app a password alone gives no session, only the question for a code',
    ),
    test(at.transitions, 'every transition of the table is an operation of pieces and stones'),
    test(
      at.register,
      'a link is over after fifteen minutes; a new mail brings a new one and voids the first',
    ),
  ),
  'V2.3.2': met(
    'Limits are in the operations and in the database.',
    test(
      at.prices,
      'no price is made of stones for nothing, set below cost unseen, or by a rule that is switched off',
    ),
    test(at.reach, 'a question has so many sort keys, filters and listed values, and no more'),
    test(at.register, 'five mails an hour go to an address, whoever asks'),
    lastStones,
  ),
  'V2.3.3': met(
    'One transaction per operation, with its audit, events and jobs.',
    test(at.documents, 'a memo whose goods cannot all be lent lends none'),
    test(at.dispatch, 'nobody hears of an operation that failed after it emitted its event'),
    test(at.jobs, 'a job of a transaction that failed never runs'),
  ),
  'V2.3.4': met('Row locks and constraints on everything that is there once.', ringOnce, lastStones),
  'V2.4.1': notMet(
    'Guesses, mails, the size of questions, exports at once and overload are limited; the ordinary requests of somebody signed in are not counted, so what they may read they may read at any speed.',
    test(at.guesses, 'of forty guesses at once no more than the limit go ahead'),
    test(at.register, 'five mails an hour go to an address, whoever asks'),
    test(at.exports, 'more exports at once than the pool can bear are asked to wait'),
    test(at.overload, 'requests past the limit are told to come back, and those under way are answered'),
  ),
}
