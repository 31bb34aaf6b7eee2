import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import t from 'tap'
import { ErrorFile, mapColumns } from '../../src/transfer/index.ts'
import { readAll } from './support.ts'

async function errorFileOf(headers: string[], rejected: Parameters<ErrorFile['write']>[0]): Promise<Buffer> {
  const out = new PassThrough()
  const whole = buffer(out)
  const file = new ErrorFile(out, headers)
  await file.write(rejected)
  t.equal(file.rows, rejected.length)
  await file.end()
  return whole
}

t.test('rejected rows come back with what is wrong, ready to be corrected and sent again', async (t) => {
  const written = await errorFileOf(
    ['Stock #', 'Carat', 'Note'],
    [
      {
        row: 7,
        values: ['A-1', 'heavy', '=1+1'],
        problems: [
          { field: 'carat', message: 'must be a number' },
          { field: 'note', message: 'must not be so, really' },
        ],
      },
      {
        row: 9,
        values: ['A-2', undefined, { a: 1 }],
        problems: [{ message: 'The row has 5 cells, the header 3' }],
      },
    ],
  )
  t.equal(written.subarray(0, 3).toString('hex'), 'efbbbf', 'Excel needs the mark')
  const { source, values } = await readAll(written)
  t.same(source.headers, ['Stock #', 'Carat', 'Note', '_row', '_field', '_error'])
  t.strictSame(values, [
    ['A-1', 'heavy', '=1+1', '7', 'carat; note', 'must be a number; must not be so, really'],
    ['A-2', '', '{"a":1}', '9', '', 'The row has 5 cells, the header 3'],
  ])
  t.match(written.toString(), /'=1\+1/, 'no formula runs in it')
})

t.test('the columns of an earlier error file are replaced, and never imported', async (t) => {
  const written = await errorFileOf(
    ['a', '_row', '_field', '_error', 'b'],
    [{ row: 2, values: ['1', '7', 'x', 'old', '2'], problems: [{ field: 'b', message: 'new' }] }],
  )
  const { source, values } = await readAll(written)
  t.same([source.headers, values], [['a', 'b', '_row', '_field', '_error'], [['1', '2', '2', 'b', 'new']]])
  const column = (name: string) => ({ name, label: name, kind: 'text' })
  t.same(
    mapColumns(source.headers, [column('row'), column('field'), column('error'), column('a')], []).map(
      (one) => one.column,
    ),
    ['a', undefined, undefined, undefined, undefined],
  )
})
