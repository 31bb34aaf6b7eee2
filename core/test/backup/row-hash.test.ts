import fc from 'fast-check'
import t from 'tap'
import { createRowHash, type RowSum } from '../../src/backup/row-hash.ts'

function sumOf(rows: string[], pieceBytes = 1_000_000): RowSum {
  const bytes = Buffer.from(rows.map((row) => `${row}\n`).join(''))
  const rowHash = createRowHash()
  for (let at = 0; at < bytes.length; at += pieceBytes) rowHash.update(bytes.subarray(at, at + pieceBytes))
  return rowHash.sum()
}

const rows = fc.array(
  fc.string({ unit: 'binary' }).map((row) => row.replaceAll('\n', '')),
  { maxLength: 30 },
)

t.test('neither the order of rows nor where chunks end matters', async () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 20 }), (list, pieceBytes) => {
      const [one, two] = [sumOf(list), sumOf(list.toReversed(), pieceBytes)]
      return one.hash === two.hash && one.rows === list.length && two.rows === list.length
    }),
  )
})

t.test('a lost, doubled or changed row matters', async (t) => {
  const { hash } = sumOf(['a', 'b', 'c'])
  for (const other of [
    ['a', 'b'],
    ['a', 'b', 'c', 'c'],
    ['a', 'b', 'd'],
    ['a', 'bc'],
    ['a', 'b', 'c', ''],
  ]) {
    t.not(sumOf(other).hash, hash, other.join())
  }
  t.not(sumOf(['a', 'a']).hash, sumOf(['b', 'b']).hash, 'equal rows do not cancel each other out')
})
