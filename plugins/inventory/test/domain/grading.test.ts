import fc from 'fast-check'
import t from 'tap'
import {
  CLARITY_GRADES,
  COLOR_GRADES,
  COLOR_GROUPS,
  CULET_GRADES,
  CUT_GRADES,
  colorGroup,
  compareGrades,
  FINISH_GRADES,
  FLUORESCENCE_GRADES,
  GIRDLE_GRADES,
  gradeRank,
  gradesBetween,
  isAtLeast,
} from '../../src/domain/index.ts'
import { sharedJson, skipWithout } from './reference.ts'

interface GemGrading {
  color: string[]
  color_groups: Record<string, string>
  clarity: string[]
  cut: string[]
  polish_symmetry: string[]
  fluorescence: string[]
  girdle: string[]
  culet: string[]
}

t.test(
  'the grades are those of the reference, in its order',
  { skip: skipWithout('jewelry-reference') },
  async (t) => {
    const gia = sharedJson<GemGrading>('jewelry-reference/gem-grading.json')
    t.same(COLOR_GRADES, gia.color)
    t.same(
      CLARITY_GRADES.filter((grade) => grade !== 'SI3'),
      gia.clarity,
    )
    t.same(
      CUT_GRADES.filter((grade) => grade !== 'Ideal' && grade !== 'Premium'),
      gia.cut,
    )
    t.same(
      FINISH_GRADES.filter((grade) => grade !== 'Ideal'),
      gia.polish_symmetry,
    )
    t.same(FLUORESCENCE_GRADES, gia.fluorescence)
    t.same(GIRDLE_GRADES, gia.girdle)
    t.same(CULET_GRADES, gia.culet)
    const groups = Object.entries(COLOR_GROUPS).map(([name, ends]) => [
      name.replace(' ', '_'),
      ends.join('-'),
    ])
    t.same(Object.fromEntries(groups), gia.color_groups)
  },
)

t.test('grades sort and compare the best first', async (t) => {
  t.same(
    ['SI1', 'FL', 'I1', 'SI3', 'VVS2'].sort((a, b) => compareGrades('clarity', a, b)),
    ['FL', 'VVS2', 'SI1', 'SI3', 'I1'],
  )
  t.same(
    ['?', 'G', 'D'].sort((a, b) => compareGrades('color', a, b)),
    ['D', 'G', '?'],
    'unknown grades come last',
  )
  t.ok(isAtLeast('clarity', 'VS1', 'VS1'))
  t.ok(isAtLeast('cut', 'Ideal', 'Excellent'))
  t.notOk(isAtLeast('color', 'K', 'J'))
  t.notOk(isAtLeast('color', '', 'J'))
  t.equal(gradeRank('polish', 'Premium'), undefined, 'Premium is a cut grade only')
})

t.test('a range of grades holds both ends, whichever is named first', async (t) => {
  t.same(gradesBetween('color', 'G', 'J'), ['G', 'H', 'I', 'J'])
  t.same(gradesBetween('clarity', 'SI1', 'VS1'), ['VS1', 'VS2', 'SI1'])
  t.same(gradesBetween('cut', 'Good', 'Good'), ['Good'])
})

t.test('every colour belongs to one GIA group', async (t) => {
  t.equal(colorGroup('F'), 'colorless')
  t.equal(colorGroup('G'), 'near colorless')
  t.equal(colorGroup('M'), 'faint')
  t.equal(colorGroup('R'), 'very light')
  t.equal(colorGroup('Z'), 'light')
  const sizes = Object.values(COLOR_GROUPS).map(([best, least]) => gradesBetween('color', best, least).length)
  t.equal(
    sizes.reduce((sum, size) => sum + size, 0),
    COLOR_GRADES.length,
  )
})

t.test('comparing is a total order that isAtLeast agrees with', async (t) => {
  const grade = fc.constantFrom(...CLARITY_GRADES)
  fc.assert(
    fc.property(grade, grade, (a, b) => {
      const order = compareGrades('clarity', a, b)
      return order === -compareGrades('clarity', b, a) && isAtLeast('clarity', a, b) === order <= 0
    }),
  )
  t.pass()
})
