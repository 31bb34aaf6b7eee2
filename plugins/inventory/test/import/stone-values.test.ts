import fc from 'fast-check'
import t from 'tap'
import * as values from '../../src/import/index.ts'
import {
  readClarity,
  readColor,
  readCulet,
  readFinish,
  readFluorescence,
  readGirdle,
  readLab,
  readOrigin,
  readReport,
  readShape,
} from '../../src/import/index.ts'

t.test('shapes are stored in lower case', async (t) => {
  const cases = {
    RD: 'round',
    R: 'round',
    B: 'round',
    BR: 'round',
    'Round Brilliant': 'round',
    PR: 'princess',
    AS: 'asscher',
    Cu: 'cushion',
    CB: 'cushion',
    EC: 'emerald',
    EM: 'emerald',
    HS: 'heart',
    MQ: 'marquise',
    OV: 'oval',
    PS: 'pear',
    RA: 'radiant',
    TR: 'trillion',
    trillion: 'trillion',
    'TAPERED BAGUETTE': 'tapered baguette',
  }
  for (const [text, shape] of Object.entries(cases)) t.equal(readShape(text), shape, text)
  for (const text of ['TO', '', 'VS1', 'shape']) t.equal(readShape(text), undefined, text)
})

t.test('grades keep the words of the trade', async (t) => {
  t.same(
    ['X', 'EX', 'ID', 'VG', 'G', 'F', 'P', 'Premium', 'very good', 'vg'].map((text) =>
      readFinish('cut', text),
    ),
    [
      'Excellent',
      'Excellent',
      'Ideal',
      'Very Good',
      'Good',
      'Fair',
      'Poor',
      'Premium',
      'Very Good',
      'Very Good',
    ],
  )
  t.equal(readFinish('polish', 'Premium'), undefined)
  t.same(['si3', 'VS-1', 'LC', 'i 1', 'FL'].map(readClarity), ['SI3', 'VS1', 'IF', 'I1', 'FL'])
})

t.test('a colour is a letter or a fancy colour', async (t) => {
  t.same(readColor('G-H'), { grade: 'H', fancy: undefined })
  t.same(readColor('K-FAINT BROWN'), { grade: 'K', fancy: undefined })
  t.same(readColor('VIVID FANCY YELLOW'), {
    grade: undefined,
    fancy: { intensity: 'Fancy Vivid', hue: 'Yellow', overtones: [] },
  })
  t.same(readColor('FLY')?.fancy, { intensity: 'Fancy Light', hue: 'Yellow', overtones: [] })
  t.same(readColor('FVPK')?.fancy, { intensity: 'Fancy Vivid', hue: 'Pink', overtones: [] })
  t.same(readColor('FY')?.fancy, { intensity: 'Fancy', hue: 'Yellow', overtones: [] })
  t.equal(readColor('Fancy Intense Brownish Yellow')?.fancy?.overtones[0], 'Brownish')
  for (const text of ['C', '', 'FX', 'GIA', 'FRIDAY']) t.equal(readColor(text), undefined, text)
})

t.test('fluorescence, laboratory, girdle, culet and origin are read as lists write them', async (t) => {
  t.same(
    ['N', 'NG', 'FT', 'MD', 'S', 'VS'].map((text) => readFluorescence(text)?.grade),
    ['None', 'None', 'Faint', 'Medium', 'Strong', 'Very Strong'],
  )
  t.same(readFluorescence('MEDIUM YELLOW'), { grade: 'Medium', color: 'Yellow' })
  t.same(['EGL USA', 'gia', 'G.I.A.', 'GCAL', 'N', 'none', 'Non-Certified', 'who'].map(readLab), [
    'EGL',
    'GIA',
    'GIA',
    'GCAL',
    null,
    null,
    null,
    undefined,
  ])
  t.same(readGirdle('N-M F'), ['Thin', 'Medium'])
  t.same(readGirdle('SK F'), ['Slightly Thick', 'Slightly Thick'])
  t.same(readGirdle('MEDIUM TO SLIGHTLY THICK '), ['Medium', 'Slightly Thick'])
  t.same([' F', '2.9 F', 'XYZ'].map(readGirdle), [null, null, undefined])
  t.same(['NN', 'POINTED', 'VS'].map(readCulet), ['None', 'None', 'Very Small'])
  t.same(['LAB-CREATED', 'Lab Grown', 'CVD', 'man made', 'Y', 'Natural', 'N', 'moon'].map(readOrigin), [
    'lab_grown',
    'lab_grown',
    'lab_grown',
    'lab_grown',
    'lab_grown',
    'natural',
    'natural',
    undefined,
  ])
})

t.test('no text makes a reader throw', async (t) => {
  const { stoneColumnHints, readFinish: readGrade, ...readers } = values
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const read of Object.values(readers)) read(text)
      for (const scale of ['cut', 'polish', 'symmetry'] as const) readGrade(scale, text)
      for (const { looksLike } of Object.values(stoneColumnHints)) looksLike?.(text)
    }),
  )
  t.pass()
})

t.test('a laboratory and its number are told apart, and padding takes no time', async (t) => {
  t.same(readReport('GIA  2141438172'), { lab: 'GIA', number: '2141438172' })
  t.same(readReport('IGI-LG512345678'), { lab: 'IGI', number: 'LG512345678' })
  t.equal(readReport('GIA'), undefined)
  t.equal(readReport('2141438172'), undefined)
  t.equal(readReport(`GIA${' '.repeat(5000)}x`), undefined)
  t.equal(readClarity('VS'), 'VS2')
})
