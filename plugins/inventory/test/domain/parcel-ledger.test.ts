import fc from 'fast-check'
import t from 'tap'
import {
  changeParcel,
  checkParcelLedger,
  EMPTY_PARCEL,
  type ParcelMovement,
  type ParcelMovementKind,
  parcelAt,
} from '../../src/domain/index.ts'

function rows(...steps: [ParcelMovementKind, number, number][]): ParcelMovement[] {
  return steps.map(([kind, count, milliCarats], index) => ({
    parcelId: 'melee',
    at: `2026-03-${String(index + 1).padStart(2, '0')}T12:00:00Z`,
    sequence: index,
    kind,
    count,
    milliCarats,
    actor: 'ann',
  }))
}

const melee = rows(['receive', 100, 2000], ['set', -24, -480], ['correct', 0, -3], ['split_out', -76, -1517])

t.test('a parcel keeps count and weight of any day', async (t) => {
  t.same(parcelAt(melee, '2026-02-28T00:00:00Z'), EMPTY_PARCEL)
  t.same(parcelAt(melee, '2026-03-02T12:00:00Z'), { count: 76, milliCarats: 1520 })
  t.same(parcelAt(melee, '2026-03-03T13:00:00Z'), { count: 76, milliCarats: 1517 })
  t.same(parcelAt(melee, '2026-04-01T00:00:00Z'), EMPTY_PARCEL)
  t.same(checkParcelLedger(melee), [])
})

t.test('neither count nor weight goes below zero', async (t) => {
  const parcel = { count: 10, milliCarats: 200 }
  t.match(changeParcel(parcel, { count: -11, milliCarats: -200 }), {
    ok: false,
    code: 'INVENTORY_PARCEL_SHORT',
  })
  t.match(changeParcel(parcel, { count: -1, milliCarats: -201 }), {
    ok: false,
    message: 'The parcel holds 10 stones of 0.200 ct: 1 stone of 0.201 ct cannot be taken.',
  })
  t.same(changeParcel(parcel, { count: -10, milliCarats: -200 }), { ok: true, balance: EMPTY_PARCEL })
})

t.test('no weight is left without stones, and no stones without weight', async (t) => {
  const parcel = { count: 10, milliCarats: 200 }
  t.match(changeParcel(parcel, { count: -10, milliCarats: -190 }), {
    ok: false,
    code: 'INVENTORY_PARCEL_REMAINDER',
  })
  t.match(changeParcel(parcel, { count: -9, milliCarats: -200 }), {
    ok: false,
    code: 'INVENTORY_PARCEL_REMAINDER',
  })
  t.throws(() => changeParcel(parcel, { count: 0.5, milliCarats: 10 }), RangeError)
})

t.test('a row entered late can make the past impossible, and is found', async (t) => {
  const late: ParcelMovement = {
    ...rows(['sell', -90, -1800])[0],
    parcelId: 'melee',
    at: '2026-03-01T18:00:00Z',
    sequence: 99,
  } as ParcelMovement
  const faults = checkParcelLedger([...melee, late])
  t.same(
    faults.map(({ movement, balance }) => [movement.kind, balance.count]),
    [
      ['set', -14],
      ['correct', -14],
      ['split_out', -90],
    ],
  )
})

t.test('movements that were all granted leave a sound ledger', async (t) => {
  const change = fc.record({
    count: fc.integer({ min: -50, max: 50 }),
    milliCarats: fc.integer({ min: -900, max: 900 }),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let balance = EMPTY_PARCEL
      const granted = changes.filter((one) => {
        const result = changeParcel(balance, one)
        if (result.ok) balance = result.balance
        return result.ok
      })
      const written = rows(
        ...granted
          .slice(0, 28)
          .map(({ count, milliCarats }): [ParcelMovementKind, number, number] => [
            'correct',
            count,
            milliCarats,
          ]),
      )
      const end = parcelAt(written, '2026-12-31T00:00:00Z')
      return checkParcelLedger(written).length === 0 && end.count >= 0 && end.milliCarats >= 0
    }),
  )
  t.pass()
})
