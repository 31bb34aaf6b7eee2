import { system } from '../../access/actor.ts'
import type { Role } from '../../builtin/entities.ts'
import type { RecordOf } from '../../entity/entity.ts'
import type { Page } from '../../query/list-query.ts'
import { type Arguments, requiredFlag, UsageError } from '../arguments.ts'
import { withApp } from '../with-app.ts'

/** `bezel key create --role <role>`: prints the key alone on standard output. */
export async function run(args: Arguments): Promise<void> {
  if (args.positional[0] !== 'create') throw new UsageError('Say what to do: bezel key create --role <role>')
  const roleName = requiredFlag(args, 'role')
  const name = args.flags.get('name')
  await withApp(async (app) => {
    const call = { actor: system, requestId: 'cli' }
    const filters = [{ field: 'name', operator: 'eq', operand: roleName }]
    const { data } = (await app.run('roles.list', { filters }, call)) as Page<RecordOf<typeof Role>>
    const role = data[0]
    if (!role)
      throw new UsageError(
        `There is no role "${roleName}". Create it in the admin under Settings, or use "owner".`,
      )
    const made = (await app.run(
      'api-keys.create',
      { name: typeof name === 'string' ? name : `${roleName} key`, roleId: role.id },
      call,
    )) as { id: string; key: string }
    process.stdout.write(args.json ? `${JSON.stringify(made)}\n` : `${made.key}\n`)
  })
}
