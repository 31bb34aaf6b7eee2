import fc from 'fast-check'
import t from 'tap'
import {
  daysUntil,
  formatLifeDate,
  isLifeDate,
  nextOccurrence,
  parseLifeDate,
  remindersDue,
  yearsOn,
} from '../../src/domain/life-event.ts'

t.test('dates are read with and without a year', async (t) => {
  t.same(parseLifeDate('1996-04-15'), { year: 1996, month: 4, day: 15 })
  t.same(parseLifeDate('19960415'), { year: 1996, month: 4, day: 15 })
  for (const text of ['--04-15', '--0415', '04-15', ' 0415 '])
    t.same(parseLifeDate(text), { month: 4, day: 15 }, text)
  t.same(parseLifeDate('--02-29'), { month: 2, day: 29 })
  for (const text of ['2025-02-29', '--13-01', '--04-31', '1996', '15.4.1996', '', '0000-01-01'])
    t.equal(parseLifeDate(text), undefined, text)
  t.equal(formatLifeDate({ month: 4, day: 5 }), '--04-05')
  t.equal(formatLifeDate({ year: 980, month: 4, day: 5 }), '0980-04-05')
})

t.test('the next occurrence counts the day itself and passes the turn of the year', async (t) => {
  const birthday = { year: 1980, month: 3, day: 1 }
  t.equal(nextOccurrence(birthday, '2026-03-01'), '2026-03-01')
  t.equal(nextOccurrence(birthday, '2026-03-02'), '2027-03-01')
  t.equal(daysUntil(birthday, '2026-12-31'), 60)
  t.equal(yearsOn(birthday, '2026-03-01'), 46)
  t.equal(yearsOn({ month: 3, day: 1 }, '2026-03-01'), undefined)
})

t.test('29 February is celebrated on the 28th in other years', async (t) => {
  const leap = { month: 2, day: 29 }
  t.equal(nextOccurrence(leap, '2026-02-01'), '2026-02-28')
  t.equal(nextOccurrence(leap, '2026-03-01'), '2027-02-28')
  t.equal(nextOccurrence(leap, '2027-03-01'), '2028-02-29')
  t.equal(nextOccurrence(leap, '2028-02-28'), '2028-02-29')
  t.equal(nextOccurrence(leap, '2100-01-01'), '2100-02-28')
})

t.test('a wedding in the future is not celebrated before it', async (t) => {
  t.equal(nextOccurrence({ year: 2030, month: 6, day: 1 }, '2026-01-01'), '2030-06-01')
})

t.test('reminders are those within the lead days, soonest first', async (t) => {
  const events = [
    { id: 'a', date: { year: 1980, month: 3, day: 20 } },
    { id: 'b', date: { month: 3, day: 2 } },
    { id: 'c', date: { month: 2, day: 28 } },
  ]
  const due = remindersDue(events, '2026-03-01', 19)
  t.same(
    due.map(({ event, ...rest }) => ({ id: event.id, ...rest })),
    [
      { id: 'b', occursOn: '2026-03-02', daysUntil: 1 },
      { id: 'a', occursOn: '2026-03-20', daysUntil: 19, years: 46 },
    ],
  )
})

t.test('the next occurrence is never past and at most a year away', async () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const life = fc
    .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
    .filter(isLifeDate)
  fc.assert(
    fc.property(life, day, (date, from) => daysUntil(date, from) >= 0 && daysUntil(date, from) <= 366),
  )
  fc.assert(
    fc.property(life, (date) => JSON.stringify(parseLifeDate(formatLifeDate(date))) === JSON.stringify(date)),
  )
})

t.test('a day that is none is refused', async (t) => {
  t.throws(() => nextOccurrence({ month: 1, day: 1 }, '2026-02-30x'), RangeError)
})
