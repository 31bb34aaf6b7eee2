import type { Readable } from 'node:stream'
import { openContent, type Sink } from './read.ts'
import type { BackupReport } from './report.ts'

export interface VerifyOptions {
  input: Readable
  secret: Buffer
  previousSecrets?: readonly Buffer[]
}

/**
 * Reads a backup to its end without touching a database: decrypts it and checks every hash and count.
 * @throws BackupError BACKUP_FORMAT, BACKUP_WRONG_KEY, BACKUP_DAMAGED, BACKUP_TRUNCATED
 */
export async function verifyBackup({
  input,
  secret,
  previousSecrets = [],
}: VerifyOptions): Promise<BackupReport> {
  try {
    const content = await openContent(input, [secret, ...previousSecrets])
    return await content.readInto(nowhere)
  } finally {
    input.destroy()
  }
}

const nowhere: Sink = {
  table: (_table, data) => drain(data),
  tableRead: async () => {},
  file: (_path, data) => drain(data),
}

async function drain(data: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of data);
}
