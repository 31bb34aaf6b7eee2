import { type Context, definePlugin, type Operation, operation, Role, Type } from '@bezel/core'

const input = Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false })
const output = Type.Object({ id: Type.String(), name: Type.String() })

/** The same two handlers, open to anybody and for those who are signed in: what lies between is what signing in costs. */
function handlers(name: 'open' | 'signed-in', needs: 'public' | 'signed-in'): Operation[] {
  return [
    operation({
      name: `bench.${name}-nothing`,
      needs,
      summary: 'Answer without asking the database',
      input,
      output,
      rest: `GET /bench/${name}/nothing/:id`,
      run: (_, { id }) => ({ id, name: 'nothing' }),
    }),
    operation({
      name: `bench.${name}-record`,
      needs,
      summary: 'Answer one record',
      input,
      output,
      rest: `GET /bench/${name}/record/:id`,
      async run(ctx: Context, { id }) {
        const { name: title } = await ctx.asSystem().records(Role).get(id)
        return { id, name: title }
      },
    }),
  ]
}

export default definePlugin({
  name: 'bench',
  version: '1.0.0',
  core: '^1.0.0',
  operations: [...handlers('open', 'public'), ...handlers('signed-in', 'signed-in')],
})
