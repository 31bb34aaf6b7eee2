import t from 'tap'
import { splitJoined } from '../../src/transfer/normalise/joined.ts'

t.test('several e-mail addresses in one cell are told apart', async (t) => {
  t.same(splitJoined('email', 'a@x.example ::: b@y.example'), ['a@x.example', 'b@y.example'])
  t.same(splitJoined('email', 'a@x.example; b@y.example, a@x.example'), ['a@x.example', 'b@y.example'])
  t.same(splitJoined('email', 'a@x.example\nb@y.example'), ['a@x.example', 'b@y.example'])
  t.same(splitJoined('email', 'a@x.example'), ['a@x.example'])
})

t.test('several telephone numbers in one cell are told apart', async (t) => {
  t.same(splitJoined('phone', '+1 212 555 0123 ::: (212) 555-0124'), ['+1 212 555 0123', '(212) 555-0124'])
  t.same(splitJoined('phone', '212 555 0123 / 212 555 0124'), ['212 555 0123', '212 555 0124'])
})

t.test('a cell that does not hold several whole ones stays as it is', async (t) => {
  t.same(splitJoined('email', 'ask a colleague, or b@y.example'), ['ask a colleague, or b@y.example'])
  t.same(splitJoined('phone', '212 555 0123 / 24'), ['212 555 0123 / 24'])
  t.same(splitJoined('text', 'a@x.example; b@y.example'), ['a@x.example; b@y.example'])
})
