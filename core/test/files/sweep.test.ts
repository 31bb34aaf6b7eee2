import { access, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type FileService, files } from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import type { FileOwner } from '../../src/files/files.ts'
import { deleteBytes, sweepFiles } from '../../src/files/sweep.ts'
import { runAsSystem } from '../../src/operation/transaction.ts'

const app = await testApp({ plugins: [] })
t.teardown(() => app.end())
const service = app.kernel.services.get(files.name) as FileService

async function save(name: string, owner?: FileOwner): Promise<string> {
  const stored = await service.store(Readable.from([Buffer.from(name)]), name)
  const { id } = await runAsSystem(app.kernel, 'test', (ctx) => service.record(ctx, stored, owner))
  return id
}

async function sweep(): Promise<void> {
  const { signal } = new AbortController()
  await sweepFiles.steps({
    signal,
    log: app.kernel.log,
    step: (work) => runAsSystem(app.kernel, sweepFiles.name, work),
  })
}

async function age(id: string): Promise<void> {
  await app.database.query(`update files set created_at = now() - interval '25 hours' where id = $1`, [id])
}

async function ids(): Promise<string[]> {
  return (await app.database.query<{ id: string }>('select id from files')).map(({ id }) => id)
}

async function keys(): Promise<string[]> {
  return (await app.database.query<{ key: string }>('select key from bezel_core.file_blobs')).map(
    ({ key }) => key,
  )
}

t.test('the sweep deletes what nobody needs, bytes included, and nothing else', async (t) => {
  const [role] = await app.database.query<{ id: string }>('select id from roles limit 1')
  const owner = { entity: 'Role', id: role?.id ?? '' }
  const kept = [await save('owned', owner), await save('young')]
  const foreign = await save('of a plugin that is not loaded', { entity: 'Piece', id: owner.id })
  const gone = [
    await save('abandoned'),
    await save('of a deleted record', { entity: 'Role', id: app.kernel.environment.newId() }),
  ]
  for (const id of [kept[0] as string, foreign, ...gone]) await age(id)
  const noRecord = await service.store(Readable.from([Buffer.from('x')]), 'x')
  const unfinished = await service.store(Readable.from([Buffer.from('y')]), 'y')
  await app.database.query(
    `update bezel_core.file_blobs set created_at = now() - interval '25 hours' where key = $1`,
    [noRecord.blobs.content],
  )
  const stale = join(service.folder, 'stale.raw')
  await writeFile(stale, 'z')
  await utimes(stale, 0, 0)

  await sweep()
  t.same((await ids()).sort(), [...kept, foreign].sort())
  t.same(await keys().then((all) => all.length), 4)
  t.equal(await service.storage.stat(noRecord.blobs.content), undefined)
  t.same(
    await service.storage.stat(unfinished.blobs.content),
    { size: 1 },
    'an upload under way is left alone',
  )
  await t.rejects(access(stale), 'left over from a crash')
})

t.test('the bytes of a deleted file are deleted at once, and again without harm', async (t) => {
  const id = await save('secret')
  const file = await service.open(id, 'content')
  t.equal((await buffer((await file?.stream()) as Readable)).toString(), 'secret')
  t.equal((await app.request('DELETE', `/api/v1/files/${id}`)).status, 204)
  const message = { id: 'm', name: 'files.deleted.v1', occurredAt: '', payload: { id } }
  for (let time = 0; time < 2; time++)
    await runAsSystem(app.kernel, 'test', (ctx) => deleteBytes.handle(ctx, message))
  t.equal(await service.open(id, 'content'), undefined)
})
