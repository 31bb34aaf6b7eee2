import { crud, defineEvent, definePlugin, operation, Type } from '@bezel/core'
import { __Entity__ } from './entity.ts'

const finished = defineEvent('__name__.finished.v1', '__Entity__ was finished')

const finish = operation({
  name: '__collection__.finish',
  needs: '__collection__.finish',
  summary: 'Finish',
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  output: __Entity__,
  rest: 'POST /__collection__/:id/finish',
  graphql: 'mutation finish__Entity__',
  admin: { collection: '__collection__', on: 'record' },
  emits: [finished],
  run(ctx, { id }) {
    ctx.emit(finished, { id })
    return ctx.records(__Entity__).update(id, { status: 'done' })
  },
})

export default definePlugin({
  name: '__name__',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [__Entity__],
  operations: [...crud(__Entity__), finish],
  permissions: { '__collection__.finish': 'Finish __collection__' },
  events: [finished],
  migrations: new URL('../migrations/', import.meta.url),
  admin: {
    entry: new URL('../dist/admin.js', import.meta.url),
    nav: [{ group: 'Care', label: '__Label__ overview', to: '/__name__/overview' }],
  },
})
