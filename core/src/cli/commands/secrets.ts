import { encryptedColumns, rotateSecrets } from '../../secrets/rotate.ts'
import { type Arguments, UsageError } from '../arguments.ts'
import { withApp } from '../with-app.ts'

/** `bezel secrets rotate`: encrypts everything anew under BEZEL_SECRET; earlier secrets are in BEZEL_SECRET_PREVIOUS until then. */
export async function run({ positional: [verb], json }: Arguments): Promise<void> {
  if (verb !== 'rotate') throw new UsageError('Say what to do: bezel secrets rotate')
  await withApp(async ({ database, kernel, plugins }) => {
    const rotated = await rotateSecrets(database, kernel.keyring, encryptedColumns(kernel, plugins))
    const count = rotated.reduce((sum, { count }) => sum + count, 0)
    const lines = rotated.map(({ table, column, count }) => `${table}.${column}: ${count}`)
    const text = `${lines.join('\n')}\n${count} values are under the current secret now. BEZEL_SECRET_PREVIOUS can go once every server was restarted.\n`
    process.stdout.write(json ? `${JSON.stringify({ rotated, count })}\n` : text)
  })
}
