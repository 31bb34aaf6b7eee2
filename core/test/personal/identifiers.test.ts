import { identifiersOf } from '@bezel/core'
import { testDatabase } from '@bezel/core/testing'
import fc from 'fast-check'
import pg from 'pg'
import t from 'tap'

const { url, drop } = await testDatabase()
const pool = new pg.Pool({ connectionString: url })
t.teardown(async () => {
  await pool.end()
  await drop()
})

async function finds(numbers: string, texts: string[]): Promise<boolean[]> {
  const { rows } = await pool.query(
    'select found ~ $1 as yes from unnest($2::text[]) with ordinality as f(found, n) order by n',
    [numbers, texts],
  )
  return rows.map(({ yes }) => yes)
}

t.test('a telephone number is found however it is written', async (t) => {
  const us = identifiersOf(['+12125550142']).numbers
  const written = [
    'call +1 212 555 0142 today',
    '(212) 555-0142',
    '2125550142',
    '1-212-555-0142',
    '001 212.555.0142',
    'tel:+12125550142',
  ]
  t.same(
    await finds(us, written),
    written.map(() => true),
  )
  const uk = identifiersOf(['+442079460958']).numbers
  const british = ['020 7946 0958', '+44 (0)20 7946 0958', '0044 20 7946 0958', '+44-20-7946-0958']
  t.same(
    await finds(uk, british),
    british.map(() => true),
  )
})

t.test('other numbers stay, longer ones that contain it too', async (t) => {
  const { numbers } = identifiersOf(['+12125550142', 'ann@x.example', 'Ann Bell', '12345'])
  const others = ['212 555 0143', '92125550142', '21255501427', 'order 12345', 'Ann Bell', 'R-2125']
  t.same(
    await finds(numbers, others),
    others.map(() => false),
  )
  t.same(await finds(identifiersOf(['Ann Bell']).numbers, ['', 'anything 2125550142']), [false, false])
})

t.test('whatever stands between the digits, up to three signs', async (t) => {
  const { numbers } = identifiersOf(['+12125550142'])
  const gap = fc.stringMatching(/^[ ()./-]{0,3}$/)
  await fc.assert(
    fc.asyncProperty(fc.array(gap, { minLength: 10, maxLength: 10 }), async (gaps) => {
      const text = [...'2125550142'].map((digit, at) => digit + (at < 9 ? gaps[at] : '')).join('')
      return (await finds(numbers, [`x ${text} y`]))[0] === true
    }),
    { numRuns: 40 },
  )
})
