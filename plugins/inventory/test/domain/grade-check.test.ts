import t from 'tap'
import { checkGrading, hasLabGrownClass } from '../../src/domain/index.ts'

const labGrown = { origin: 'lab_grown', lab: 'GIA', reportDate: '2025-11-03' } as const

t.test('a GIA report on a lab-grown diamond since October 2025 carries Premium or Standard', async (t) => {
  t.ok(hasLabGrownClass(labGrown))
  t.same(checkGrading({ ...labGrown, labGrownClass: 'Premium', color: null, clarity: null }), [])
  t.same(checkGrading({ ...labGrown, labGrownClass: 'Standard' }), [])
  t.match(checkGrading({ ...labGrown, color: 'F', clarity: 'VS1' }), [
    { field: 'color', severity: 'warning' },
    { field: 'clarity', severity: 'warning' },
  ])
})

t.test('earlier reports, other laboratories and natural diamonds keep colour and clarity', async (t) => {
  const graded = { color: 'F', clarity: 'VS1' }
  t.same(checkGrading({ ...labGrown, ...graded, reportDate: '2025-09-30' }), [])
  t.same(checkGrading({ ...labGrown, ...graded, lab: 'IGI' }), [])
  t.same(checkGrading({ origin: 'natural', lab: 'GIA', reportDate: '2026-01-01', ...graded }), [])
})

t.test('a class on a natural diamond, or a third class, is an error', async (t) => {
  t.match(checkGrading({ origin: 'natural', labGrownClass: 'Premium' }), [
    { field: 'labGrownClass', severity: 'error' },
  ])
  t.match(checkGrading({ ...labGrown, labGrownClass: 'Deluxe' }), [
    { field: 'labGrownClass', severity: 'error' },
  ])
})

t.test('grades that GIA does not give are worth a look', async (t) => {
  t.match(checkGrading({ lab: 'GIA', clarity: 'SI3' }), [{ field: 'clarity', severity: 'warning' }])
  t.match(checkGrading({ lab: 'GIA', shape: 'Pear', cut: 'Excellent' }), [
    { field: 'cut', severity: 'warning' },
  ])
  t.match(checkGrading({ lab: 'GIA', shape: 'Round', cut: 'Ideal' }), [{ field: 'cut', severity: 'warning' }])
  t.same(checkGrading({ lab: 'EGL', clarity: 'SI3', shape: 'Pear', cut: 'Ideal' }), [])
})
