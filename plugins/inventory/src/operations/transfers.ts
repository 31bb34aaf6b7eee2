import { idAmong, type Operation, operation, Type } from '@bezel/core'
import { Transfer } from '../entities/transfer.ts'
import { documentStatus } from '../errors.ts'
import { goodsMoved, transferReceived, transferSent } from '../events.ts'
import { cancelTransfer, receiveTransfer, sendTransfer } from '../transfer/transfers.ts'
import { movesBy } from './documents.ts'
import { body, id, location, maybe, reason } from './inputs.ts'

const shared = { ...movesBy('transfers'), output: Transfer }

const when = (...states: string[]) => ({ record: Transfer, in: states, otherwise: documentStatus })
const lines = (description: string) => ({
  ...Type.Array(idAmong('lines', { received: ['open', 'missing'] }), { minItems: 1, maxItems: 500 }),
  description,
})

const send = operation({
  ...shared,
  name: 'transfers.send',
  summary: 'Send the goods to the other store',
  input: body({ id }),
  rest: 'POST /transfers/:id/send',
  graphql: 'mutation sendTransfer',
  admin: { collection: 'transfers', on: 'record' },
  when: when('draft'),
  emits: [transferSent, goodsMoved],
  run: (ctx, { id }) => sendTransfer(ctx, id),
})

const receive = operation({
  ...shared,
  name: 'transfers.receive',
  summary: 'Receive the goods, all but those named as missing',
  input: body({
    id,
    locationId: location,
    missingLineIds: maybe({ ...lines('They stay in transit until they turn up'), title: 'Missing' }),
    lineIds: maybe({ ...lines('All that are on their way when none is named'), title: 'Lines' }),
  }),
  rest: 'POST /transfers/:id/receive',
  graphql: 'mutation receiveTransfer',
  admin: { collection: 'transfers', on: 'record' },
  when: when('sent', 'received'),
  emits: [transferReceived, goodsMoved],
  run: (ctx, { id, ...receipt }) => receiveTransfer(ctx, id, receipt),
})

const cancel = operation({
  ...shared,
  name: 'transfers.cancel',
  summary: 'Give the transfer up; goods on their way come back',
  input: body({ id, locationId: maybe(location), reason: maybe(reason) }),
  rest: 'POST /transfers/:id/cancel',
  graphql: 'mutation cancelTransfer',
  admin: { collection: 'transfers', on: 'record', danger: true },
  when: when('draft', 'sent'),
  emits: [goodsMoved],
  run: (ctx, { id, ...grounds }) => cancelTransfer(ctx, id, grounds),
})

export const transferOperations: Operation[] = [send, receive, cancel]
