import t from 'tap'
import { notFound } from '../../src/errors/catalog.ts'
import { Problem } from '../../src/errors/problem.ts'
import { describeError, placesOf } from '../../src/jobs/describe-error.ts'

t.test('errors are told without the values of records', async (t) => {
  const database = Object.assign(
    new Error('duplicate key value violates unique constraint "users_email_key"'),
    {
      code: '23505',
      constraint: 'users_email_key',
      detail: 'Key (email)=(ada@example.com) already exists.',
    },
  )
  const told: [unknown, string][] = [
    [new Error('No mailbox "ada@example.com"'), 'Error: No mailbox "…"'],
    [new Error('Cannot mail ada.lovelace+ring@example.co.uk: refused'), 'Error: Cannot mail …: refused'],
    [
      new TypeError("Cannot read properties of undefined (reading 'name')"),
      `TypeError: Cannot read properties of undefined (reading "…")`,
    ],
    [new Error('Call +44 20 7946 0958 failed after 3 tries'), 'Error: Call … failed after 3 tries'],
    [database, 'Database error 23505 (constraint users_email_key)'],
    [new Problem(notFound), 'NOT_FOUND: There is no such record, or you may not see it.'],
    ['ada@example.com', 'Something was thrown that is no Error'],
    [undefined, 'Something was thrown that is no Error'],
  ]
  for (const [error, text] of told) t.equal(describeError(error), text)
  t.ok(describeError(new Error('x '.repeat(1000))).length <= 300)
})

t.test('the places of an error leave its message out', async (t) => {
  const places = placesOf(new Error('ada@example.com\nis unknown'))
  t.ok(places.length > 0)
  t.ok(places.every((place) => place.startsWith('at ')))
})
