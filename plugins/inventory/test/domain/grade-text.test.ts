import fc from 'fast-check'
import t from 'tap'
import {
  GRADE_SCALES,
  type GradeScale,
  parseColorGrade,
  parseFancyColor,
  parseFancyHue,
  parseFancyIntensity,
  parseFluorescence,
  parseGrade,
  parseGradeRange,
  parseLab,
  parseShape,
} from '../../src/domain/index.ts'
import { sharedJson, sharedText, skipWithout } from './reference.ts'

t.test('the abbreviations of the trade become grades', async (t) => {
  const cases: [GradeScale, string, string | undefined][] = [
    ['cut', 'X', 'Excellent'],
    ['cut', 'ID', 'Ideal'],
    ['cut', 'premium', 'Premium'],
    ['cut', 'VERY GOOD', 'Very Good'],
    ['polish', 'vg', 'Very Good'],
    ['symmetry', 'V.G.', 'Very Good'],
    ['polish', 'premium', undefined],
    ['symmetry', 'VG-EX', 'Very Good'],
    ['symmetry', 'EX-VG', 'Very Good'],
    ['clarity', 'VS-1', 'VS1'],
    ['clarity', 'si 2', 'SI2'],
    ['clarity', 'LC', 'IF'],
    ['clarity', 'P1', 'I1'],
    ['clarity', 'SI1-SI2', 'SI2'],
    ['clarity', 'VS', undefined],
    ['color', 'f+', 'F'],
    ['color', 'G-H', 'H'],
    ['color', 'C', undefined],
    ['fluorescence', 'NN', 'None'],
    ['fluorescence', 'NG', 'None'],
    ['fluorescence', 'FT', 'Faint'],
    ['fluorescence', 'VST', 'Very Strong'],
    ['girdle', 'STK', 'Slightly Thick'],
    ['girdle', 'XTN', 'Extremely Thin'],
    ['girdle', 'SL.THICK', 'Slightly Thick'],
    ['girdle', 'VTK', 'Very Thick'],
    ['culet', 'VS', 'Very Small'],
    ['culet', 'POINTED', 'None'],
    ['labGrown', 'PREMIUM', 'Premium'],
    ['cut', '', undefined],
  ]
  for (const [scale, text, grade] of cases) t.equal(parseGrade(scale, text), grade, `${scale} "${text}"`)
})

t.test('a girdle is stated as a range', async (t) => {
  t.same(parseGradeRange('girdle', 'MEDIUM - SL.THICK'), ['Medium', 'Slightly Thick'])
  t.same(parseGradeRange('girdle', 'Medium To Slightly Thick (Partly Faceted)'), ['Medium', 'Slightly Thick'])
  t.same(parseGradeRange('girdle', 'SLIGHTLY THICK TO THICK FACETED'), ['Slightly Thick', 'Thick'])
  t.same(parseGradeRange('girdle', 'EX.THIN - VERY THICK'), ['Extremely Thin', 'Very Thick'])
  t.same(parseGradeRange('girdle', ' Thick '), ['Thick', 'Thick'])
  t.equal(parseGradeRange('girdle', '3.5 F'), undefined)
})

t.test('fluorescence is read with its colour', async (t) => {
  t.same(parseFluorescence('MEDIUM YELLOW'), { grade: 'Medium', color: 'Yellow' })
  t.same(parseFluorescence('Strong Blue'), { grade: 'Strong', color: 'Blue' })
  t.same(parseFluorescence('MB'), { grade: 'Medium', color: 'Blue' })
  t.same(parseFluorescence('VSBL'), { grade: 'Very Strong', color: 'Blue' })
  t.same(parseFluorescence('None'), { grade: 'None', color: undefined })
  t.equal(parseFluorescence('lots'), undefined)
})

t.test('a tinted colour keeps its letter, a fancy colour is on its own scale', async (t) => {
  t.equal(parseColorGrade('K-FAINT BROWN'), 'K')
  t.equal(parseColorGrade('m (faint brown)'), 'M')
  t.equal(parseColorGrade('Fancy Yellow'), undefined)
  t.same(parseFancyColor('VIVID FANCY YELLOW'), { intensity: 'Fancy Vivid', hue: 'Yellow', overtones: [] })
  t.same(parseFancyColor('Fancy Vivid Yellow'), { intensity: 'Fancy Vivid', hue: 'Yellow', overtones: [] })
  t.same(parseFancyColor('Fancy Intense Brownish Yellow'), {
    intensity: 'Fancy Intense',
    hue: 'Yellow',
    overtones: ['Brownish'],
  })
  t.same(parseFancyColor('Fancy Light Pinkish Brown'), {
    intensity: 'Fancy Light',
    hue: 'Brown',
    overtones: ['Pinkish'],
  })
  t.same(parseFancyColor('Fancy grey'), { intensity: 'Fancy', hue: 'Gray', overtones: [] })
  t.equal(parseFancyColor('K'), undefined)
  t.equal(parseFancyColor('Fancy Cat'), undefined)
  t.equal(parseFancyIntensity('FI'), 'Fancy Intense')
  t.equal(parseFancyIntensity('strong'), undefined)
  t.equal(parseFancyHue('Y'), 'Yellow')
  t.equal(parseFancyHue('teal'), undefined)
})

t.test('shapes and laboratories are read in their many spellings', async (t) => {
  t.equal(parseShape('RD'), 'Round')
  t.equal(parseShape('pear shape'), 'Pear')
  t.equal(parseShape('Sq. Emerald'), 'Emerald')
  t.equal(parseShape('TO'), undefined)
  t.equal(parseLab('G.I.A.'), 'GIA')
  t.equal(parseLab('EGL USA'), 'EGL')
  t.equal(parseLab('Gübelin'), 'Gübelin')
  t.equal(parseLab('none'), undefined)
})

t.test('every grade is read back from its own name, whatever its case', async (t) => {
  for (const [scale, grades] of Object.entries(GRADE_SCALES)) {
    for (const grade of grades)
      t.equal(parseGrade(scale as GradeScale, grade.toLowerCase()), grade, `${scale} ${grade}`)
  }
})

t.test('no text makes a parser throw', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const scale of Object.keys(GRADE_SCALES) as GradeScale[]) parseGrade(scale, text)
      for (const parse of [parseFluorescence, parseColorGrade, parseFancyColor, parseShape, parseLab])
        parse(text)
    }),
  )
  t.pass()
})

interface VocabularyEntry {
  fields: { name?: string; abbr?: string; aliases?: string; desc?: string }
}

const VOCABULARY = 'jewelry-reference/diamond-vocabulary'

t.test(
  'the words of a published trade vocabulary are known',
  { skip: skipWithout(VOCABULARY) },
  async (t) => {
    const meanings: [string, (text: string) => unknown][] = [
      ['color', parseColorGrade],
      ['clarity', (text) => parseGrade('clarity', text)],
      ['cut', parseShape],
      ['grading', (text) => parseGrade('cut', text)],
      ['fluorescence', (text) => parseGrade('fluorescence', text)],
      ['fancycolorintensity', parseFancyIntensity],
    ]
    for (const [file, parse] of meanings) {
      for (const { fields } of sharedJson<VocabularyEntry[]>(`${VOCABULARY}/${file}.json`)) {
        const meaning = parse(fields.name ?? fields.abbr ?? '')
        t.not(meaning, undefined, `${file} ${fields.name ?? fields.abbr}`)
        const words = [fields.abbr, ...(fields.aliases ?? '').split(/\r?\n/)].filter((word) => word?.trim())
        for (const word of words)
          t.equal(parse(word ?? ''), meaning, `${file} "${word}" is ${String(meaning)}`)
      }
    }
  },
)

t.test(
  'at least 95 % of the grades in real stock lists are read',
  { skip: skipWithout('jewelry-feeds') },
  async (t) => {
    const columns: [RegExp, (text: string) => unknown][] = [
      [/^shape$/i, parseShape],
      [/^color$/i, (text) => parseColorGrade(text) ?? parseFancyColor(text)],
      [/^clarity$/i, (text) => parseGrade('clarity', text)],
      [/^cut grade$/i, (text) => parseGrade('cut', text)],
      [/^polish$/i, (text) => parseGrade('polish', text)],
      [/^symmetry$/i, (text) => parseGrade('symmetry', text)],
      [/^fluor(escence)?( intensity)?$/i, parseFluorescence],
      [/^girdle \(?thi/i, (text) => parseGradeRange('girdle', text)],
      [/^culet( size)?$/i, (text) => parseGrade('culet', text)],
      [/^(lab|certifier)$/i, parseLab],
    ]
    const files = ['decor_diamonds', 'fischersample', 'hasenfeld', 'premier', 'puregrowndiamonds']
    const cells = files.flatMap((file) => feedCells(sharedText(`jewelry-feeds/${file}.csv`)))
    for (const [header, parse] of columns) {
      const values = cells.filter((cell) => header.test(cell.header)).map((cell) => cell.value)
      const read = values.filter((value) => parse(value) !== undefined).length
      t.ok(values.length > 100 && read / values.length >= 0.95, `${header}: ${read} of ${values.length}`)
    }
  },
)

/** Enough of CSV for these five files: none has a quoted line break in the columns looked at. */
function feedCells(csv: string): { header: string; value: string }[] {
  const rows = csv
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1] ?? ''))
  const [headers = [], ...records] = rows
  return records
    .flatMap((record) =>
      record.map((value, index) => ({ header: headers[index]?.trim() ?? '', value: value.trim() })),
    )
    .filter((cell) => cell.value !== '')
}
