import { type Operation, operation } from '@bezel/core'
import { Transfer } from '../entities/transfer.ts'
import { goodsMoved, transferReceived, transferSent } from '../events.ts'
import { cancelTransfer, receiveTransfer, sendTransfer } from '../transfer/transfers.ts'
import { movesBy } from './documents.ts'
import { body, id, ids, maybe, reason } from './inputs.ts'

const shared = { ...movesBy('transfers'), output: Transfer }

const send = operation({
  ...shared,
  name: 'transfers.send',
  summary: 'Send the goods to the other store',
  input: body({ id }),
  rest: 'POST /transfers/:id/send',
  graphql: 'mutation sendTransfer',
  admin: { collection: 'transfers', on: 'record' },
  emits: [transferSent, goodsMoved],
  run: (ctx, { id }) => sendTransfer(ctx, id),
})

const receive = operation({
  ...shared,
  name: 'transfers.receive',
  summary: 'Receive the goods, all but those named as missing',
  input: body({ id, locationId: id, missingLineIds: maybe(ids), lineIds: maybe(ids) }),
  rest: 'POST /transfers/:id/receive',
  graphql: 'mutation receiveTransfer',
  admin: { collection: 'transfers', on: 'record' },
  emits: [transferReceived, goodsMoved],
  run: (ctx, { id, ...receipt }) => receiveTransfer(ctx, id, receipt),
})

const cancel = operation({
  ...shared,
  name: 'transfers.cancel',
  summary: 'Give the transfer up; goods on their way come back',
  input: body({ id, locationId: maybe(id), reason: maybe(reason) }),
  rest: 'POST /transfers/:id/cancel',
  graphql: 'mutation cancelTransfer',
  admin: { collection: 'transfers', on: 'record', danger: true },
  emits: [goodsMoved],
  run: (ctx, { id, ...grounds }) => cancelTransfer(ctx, id, grounds),
})

export const transferOperations: Operation[] = [send, receive, cancel]
