import { createBackup } from '../../backup/index.ts'
import { type Arguments, UsageError } from '../arguments.ts'
import { loadShop, openDatabase } from '../load-shop.ts'
import { localFiles } from '../local-files.ts'
import { sayBackup } from '../say-backup.ts'
import { writeWholeFile } from '../whole-file.ts'

const log = (message: string) => process.stderr.write(`${message}\n`)

/** `bezel backup <file>`: one consistent snapshot, encrypted with BEZEL_SECRET, also while the server runs. */
export async function run({ positional: [file], json }: Arguments): Promise<void> {
  if (!file) throw new UsageError('Say where to: bezel backup <file>')
  const shop = await loadShop()
  const database = await openDatabase(shop, 'command', log)
  try {
    const secret = Buffer.from(shop.settings.secrets[0] as string)
    const filesDir = localFiles(shop)
    const { connection } = database
    const report = await writeWholeFile(file, (out) =>
      createBackup({ connection, out, secret, ...(filesDir && { filesDir }), log }),
    )
    process.stdout.write(
      json ? `${JSON.stringify({ ...report, file })}\n` : `${sayBackup('Backed up', report)} to ${file}.\n`,
    )
  } finally {
    await database.close()
  }
}
