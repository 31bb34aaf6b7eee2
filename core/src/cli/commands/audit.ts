import { verifyAudit } from '../../audit/verify.ts'
import { type Arguments, UsageError } from '../arguments.ts'
import { withApp } from '../with-app.ts'

/** `bezel audit verify`: exit status 1 when history was tampered with. */
export async function run({ positional: [verb], json }: Arguments): Promise<void> {
  if (verb !== 'verify') throw new UsageError('Say what to do: bezel audit verify')
  await withApp(async ({ database }) => {
    const report = await database.transaction(async (tx) => {
      // One view of the whole chain, whatever is sealed meanwhile.
      await tx.connection.query('set transaction isolation level repeatable read, read only')
      return verifyAudit(tx)
    })
    const { verified, unsealed, head, broken } = report
    const lines = broken
      ? [
          `Entry ${broken.sealNumber}${broken.id ? ` (${broken.id})` : ''}: ${broken.reason}.`,
          `${verified} entries before it hold. Compare them with a backup.`,
        ]
      : [`${verified} entries hold, ${unsealed} wait for their seal.`, `Last seal ${head || '(none)'}`]
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${lines.join('\n')}\n`)
    if (broken) process.exitCode = 1
  })
}
