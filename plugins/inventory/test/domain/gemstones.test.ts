import t from 'tap'
import { BIRTHSTONES, MOHS_HARDNESS, parseShape } from '../../src/domain/index.ts'
import { sharedJson, skipWithout } from './reference.ts'

interface GemGrading {
  shapes: string[]
  birthstones: Record<string, string[]>
  mohs: Record<string, number | string>
}

t.test(
  'birthstones, hardness and shapes are those of the reference',
  { skip: skipWithout('jewelry-reference') },
  async (t) => {
    const gems = sharedJson<GemGrading>('jewelry-reference/gem-grading.json')
    t.same(BIRTHSTONES, gems.birthstones)
    for (const shape of gems.shapes) t.equal(parseShape(shape), shape)
    for (const [names, hardness] of Object.entries(gems.mohs)) {
      const [softest, hardest] = String(hardness)
        .split('-')
        .map((value) => Math.round(Number(value) * 10))
      for (const name of names.match(/[a-z]+/g) ?? []) {
        const known = MOHS_HARDNESS[name]
        if (known) t.same(known, [softest, hardest ?? softest], name)
      }
    }
  },
)
