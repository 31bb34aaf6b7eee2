import { at } from './asvs/files.ts'
import { type Proof, section, test } from './proof.ts'

interface Risk {
  state: 'met'
  /** Its name in our words. */
  about: string
  what: string
  proof: Proof[]
}

function risk(about: string, what: string, ...proof: Proof[]): Risk {
  return { state: 'met', about, what, proof }
}

/** The OWASP API Security Top 10 of 2023. */
export const risks: Record<string, Risk> = {
  API1: risk(
    'records of others',
    'Store, owner and account narrow every question in SQL; what one may not see answers like an id that does not exist. Ids are no permission.',
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
    test(at.files, 'who may read a file follows the record it belongs to'),
    test(at.subscriptions, 'a change reaches who may read it, and nobody else'),
  ),
  API2: risk(
    'broken sign-in',
    'Guesses are counted in the database before anything is compared, over REST and GraphQL alike; refusals are alike for unknown accounts; sessions are random, renewed with every proof, short and revocable.',
    test(
      at.guesses,
      'ten guesses an hour at one account over REST, GraphQL aliases and forged addresses together',
    ),
    test(at.passwords, 'known and unknown accounts cost the same statements'),
    test(at.factors, 'of many who enter the same code at once exactly one is let in'),
    test(at.accounts, 'whatever changes how somebody signs in, or what they may do, takes a fresh proof'),
    test(
      at.vendors,
      'a token counts with the algorithm and the keys that the vendor is known for, and no others',
    ),
  ),
  API3: risk(
    'fields of others',
    'One list of fields per entity governs reading, writing, filtering, sorting, including and exporting; unknown names in a body are refused.',
    test(at.rest, 'who lacks a permission is refused, and fields it may not read do not exist for it'),
    test(at.graphql, 'fields one may not read are null, and cannot be filtered by'),
    test(at.governed, 'no operation takes the value of a ruled field from who may not write that field'),
    test(
      at.requests,
      'fields that are not meant to be written are refused by every operation that takes a record',
    ),
    test(at.importAccess, 'fields that one may not set are no columns'),
  ),
  API4: risk(
    'using up resources',
    'Pages, questions, documents, bodies, uploads, exports and mails have limits; an overloaded process says when to come again. The ordinary requests of somebody signed in are not counted: see V2.4.1 in the ASVS table.',
    test(at.reach, 'a question has so many sort keys, filters and listed values, and no more'),
    test(at.graphql, 'queries that are too deep, too wide or too costly are refused before they run'),
    test(
      at.requests,
      'a body that is too long or too deep, or an address that is, is refused before it is understood',
    ),
    test(at.files, 'refused uploads leave nothing behind'),
    test(at.workbook, 'a bomb is refused, however it is packed'),
    test(at.overload, 'requests past the limit are told to come back, and those under way are answered'),
    test(at.register, 'five mails an hour go to an address, whoever asks'),
  ),
  API5: risk(
    'functions of others',
    'Every operation states what it needs, or the start stops; every one is tried for every role over REST and GraphQL. Nobody gives more than they hold.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the title as it stands in the file
    test(at.accessMatrix, '${caller.name} reaches exactly the operations that the declarations allow'),
    test(at.accessMatrix, 'the roles and operations of the matrix are those of the shop'),
    test(at.grants, 'a person cannot raise his own role'),
    test(at.grants, 'an API key gets no role and no stores that its maker lacks'),
  ),
  API6: risk(
    'machines in flows made for people',
    'What is there once is locked and sold once; registration, recovery and invitations are limited by address and by account and tell nothing about who has one.',
    test(at.transitions, 'of fifty who sell or reserve the same ring at once exactly one gets it'),
    test(at.parcels, 'of many who take the last stones at once, the parcel gives no more than it holds'),
    test(
      at.register,
      'who registers with a known address gets the same answer; its owner gets a mail of another kind',
    ),
    test(at.register, 'five mails an hour go to an address, whoever asks'),
  ),
  API7: risk(
    'requests sent by the server',
    'No operation takes an address to fetch. One client goes out, checks every address where it connects, redirects included, and refuses private networks that no setting names.',
    test(at.httpClient, 'a name with one address inside is refused, whatever its others are'),
    test(at.httpClient, 'a redirect into the own network is refused'),
    test(at.httpClient, 'what was checked is what is connected to: the name is resolved once'),
    test(at.publicAddress, 'no address of 10.0.0.0/8 is public, in numbers of either family'),
  ),
  API8: risk(
    'wrong configuration',
    'Safe headers on every answer, no cross-origin access, no explorer and no demo owner in production, errors without inner details; the doctor warns of settings that would harm a real shop.',
    test(at.answers, 'every answer tells browsers not to guess, frame, share or tell'),
    test(at.answers, 'no other origin may read an answer, whatever it says it is'),
    test(
      at.answers,
      'in production there is no explorer; monitoring takes a permission, the description of the API is for all',
    ),
    test(
      at.log,
      'what nobody foresaw is logged whole, and told to the caller as nothing but a number to ask about',
    ),
    test(at.doctor, 'settings that would harm a real shop are warned of in production only'),
  ),
  API9: risk(
    'forgotten parts of the API',
    'The description is made of the operations themselves; a test compares it with the routes, and the committed one with the code. There is one version, `/api/v1`.',
    test(at.openapi, 'every route of the API is described, with a summary, a tag and what may go wrong'),
    test('tests/contract/reference.test.ts', 'docs/reference says what the code says'),
    test(
      'core/test/http/unrouted.test.ts',
      'a method that an address does not take is told apart from an address that is none',
    ),
    section('deployment', 'What talks to what'),
  ),
  API10: risk(
    'believing other APIs',
    'What vendors answer is verified, limited in size and time, read by a schema, and sent nowhere else; redirects are not followed with a secret.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the title as it stands in the file
    test(at.vendorSignIn, 'what is wrong with an answer of ${id} signs nobody in'),
    test(
      at.vendors,
      'a vendor’s answer that sends elsewhere is not followed, for a secret goes with the request',
    ),
    test(at.vendors, 'a vendor that says it is another one is refused, in its description and in its answer'),
    test(at.httpClient, 'an answer that is too long, or never comes, is an error'),
  ),
}
