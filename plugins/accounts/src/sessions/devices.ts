import { notFound, operation, Problem, Type } from '@bezel/core'
import { body, byId, done, id, nullable } from '../inputs.ts'
import { ownId } from '../own.ts'
import { placeSchema, type Seen, withPlaces } from './place.ts'

const time = Type.String({ format: 'date-time' })

interface Device extends Seen {
  id: string
  createdAt: string
  lastSeenAt: string
  rememberedUntil: string | null
}

const list = operation({
  name: 'account.devices',
  needs: 'own-account',
  summary: 'The browsers you signed in with',
  input: body({}),
  output: Type.Object({
    devices: Type.Array(
      Type.Object({
        id,
        ...placeSchema,
        name: nullable(Type.String()),
        createdAt: time,
        lastSeenAt: time,
        rememberedUntil: nullable(time),
      }),
    ),
  }),
  rest: 'GET /account/devices',
  graphql: 'query accountDevices',
  async run(ctx) {
    const rows = await ctx.db.query<Device>(
      `select id, name as "userAgent", address, created_at as "createdAt", last_seen_at as "lastSeenAt",
         remembered_until as "rememberedUntil"
       from accounts_devices where user_id = $1 order by last_seen_at desc`,
      [ownId(ctx)],
    )
    const devices = await withPlaces(ctx, rows)
    return { devices: devices.map(({ userAgent: name, ...device }) => ({ ...device, name })) }
  },
})

const forget = operation({
  name: 'account.forget-device',
  needs: 'own-account',
  stepUp: true,
  summary: 'Forget a browser: its sessions end, and it counts as new',
  input: byId,
  output: done,
  rest: 'DELETE /account/devices/:id',
  graphql: 'mutation forgetDevice',
  async run(ctx, { id: deviceId }) {
    const gone = await ctx.db.query(
      'delete from accounts_devices where id = $1 and user_id = $2 returning id',
      [deviceId, ownId(ctx)],
    )
    if (gone.length === 0) throw new Problem(notFound)
    await ctx.db.query('delete from bezel_core.sessions where device_id = $1', [deviceId])
    return { done: true }
  },
})

export const deviceOperations = [list, forget]
