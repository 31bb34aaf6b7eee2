import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { sharedLines, without } from '../contract/shared-data.ts'
import { chapters } from './asvs/chapters.ts'
import { levels } from './asvs/ids.ts'
import { createFinder, flaws, titlesIn } from './check-proof.ts'
import { securityDocuments } from './documents.ts'
import { section, test } from './proof.ts'
import { risks } from './top-ten.ts'

const claims = Object.assign({}, ...chapters.map((chapter) => chapter.claims))

t.test(
  'every requirement of ASVS of levels 1 and 2 is proved, does not apply, or is openly missing',
  async (t) => {
    t.same(
      flaws(claims, [...levels.keys()], (id) => levels.get(id) === 2),
      [],
    )
    const spoken = chapters.flatMap((chapter) => Object.keys(chapter.claims))
    t.same(spoken, [...new Set(spoken)], 'once each')
    for (const { number, claims } of chapters)
      for (const id of Object.keys(claims)) t.ok(id.startsWith(`V${number}.`), id)
  },
)

t.test('every risk of the API Security Top 10 is met by tests', async (t) => {
  const ids = Array.from({ length: 10 }, (_, index) => `API${index + 1}`)
  t.same(
    flaws(risks, ids, () => false),
    [],
  )
})

t.test('a proof that is not there is found missing', async (t) => {
  const find = createFinder()
  const here = 'tests/security/verification.test.ts'
  t.equal(find(test(here, 'a proof that is not there is found missing')), undefined)
  t.match(find(test(here, 'a proof that is not')), /has no test/)
  t.match(find(test('tests/security/nothing.test.ts', 'x')), /there is no/)
  t.match(find(section('asvs', 'A heading of nothing')), /has no section/)
  const code = ['t.test("it\'s", run)', "c.test('a \\'b\\'')", 't.test(\n  `$' + '{x} y`, run)'].join('\n')
  t.same([...titlesIn(code)], ["it's", "a 'b'", '$' + '{x} y'])
  const one = { V1: { state: 'met' as const, what: 'x', proof: [] } }
  t.same(
    flaws(one, ['V1', 'V2'], () => false),
    ['V2 is not spoken of', 'V1: is proved by nothing'],
  )
})

t.test('the documents of security say what the claims say', async (t) => {
  for (const [name, text] of Object.entries(securityDocuments())) {
    const file = new URL(`../../docs/security/${name}`, import.meta.url)
    const committed = existsSync(file) ? readFileSync(file, 'utf8') : ''
    t.ok(
      committed === text,
      `docs/security/${name} is up to date; if the change is meant, run: npm run generate`,
    )
  }
})

const list = 'security/asvs/ASVS-5.0.0.csv'
t.test('the ids are those of the standard', { skip: without(list) }, async (t) => {
  const inList = sharedLines(list).flatMap((line) => {
    const [, id, level] = /^.*?,(V\d+\.\d+\.\d+),.*,([12])$/.exec(line) ?? []
    return id ? [`${id} ${level}`] : []
  })
  const ours = [...levels].map(([id, level]) => `${id} ${level}`)
  t.same([...inList].sort(), [...ours].sort())
})
