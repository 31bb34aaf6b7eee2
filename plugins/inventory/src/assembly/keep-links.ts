import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { linkedParts } from '../errors.ts'

const fixed = ['pieceId', 'stoneId', 'parcelId', 'species', 'shape', 'count', 'carat', 'cost']

/** What was set from the stock stays in the piece until it is taken apart: its row cannot be edited away. */
export async function keepLinkedStones(_: Context, writes: RecordWrite[]): Promise<void> {
  for (const { before, after } of writes) {
    const linked = before && (before.stoneId || before.parcelId)
    if (!linked) continue
    const same = (name: string) => JSON.stringify(before[name]) === JSON.stringify(after?.[name])
    if (!after || !fixed.every(same)) throw new Problem(linkedParts)
  }
}
