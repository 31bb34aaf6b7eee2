import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { listFiles, openFileStage, readFileBytes } from '../../src/backup/files.ts'
import { verifyBackup } from '../../src/backup/index.ts'
import { backUp, emptyShop, filledShop, folder, restore, secret } from './fixtures/shop.ts'

t.setTimeout(120_000)

const schema = 'create table rings (id int primary key)'

async function contentOf(dir: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const path of listFiles(dir)) {
    found[path] = createHash('sha256')
      .update(await readFile(join(dir, path)))
      .digest('hex')
  }
  return found
}

t.test('files are in the backup and come back the same', async (t) => {
  const shop = await filledShop(t, schema)
  const source = await folder(t)
  await mkdir(join(source, 'ab/cd'), { recursive: true })
  await writeFile(join(source, 'empty'), '')
  await writeFile(join(source, 'ab/cd/Ring größe ½.jpg'), randomBytes(300_000))
  await writeFile(join(source, 'ab/line\nbreak'), 'x')
  await symlink('/etc/passwd', join(source, 'link'))
  const file = await backUp(t, shop, source)
  t.match(file.report, { files: 3, fileBytes: 300_001 }, 'a link is no file')

  const target = join(await folder(t), 'made/by/restore')
  const report = await restore(file, await emptyShop(t), schema, { filesDir: target })
  t.same(report, file.report)
  t.same(await contentOf(target), await contentOf(source))
  t.same((await readdir(target)).sort(), ['ab', 'empty'], 'nothing is left of the stage')
  t.same(await verifyBackup({ input: createReadStream(file.path), secret }), file.report)
})

t.test('a shop without files, or restored without them, is fine', async (t) => {
  const shop = await filledShop(t, schema)
  const none = await backUp(t, shop, join(await folder(t), 'missing'))
  t.equal(none.report.files, 0)
  const source = await folder(t)
  await writeFile(join(source, 'photo'), 'x')
  const report = await restore(await backUp(t, shop, source), await emptyShop(t), schema)
  t.equal(report.files, 1)
})

t.test('a failed restore leaves the files as they were', async (t) => {
  const shop = await filledShop(t, schema)
  const source = await folder(t)
  await writeFile(join(source, 'a'), 'new')
  await writeFile(join(source, 'b'), randomBytes(200_000))
  const file = await backUp(t, shop, source)
  const whole = await readFile(file.path)
  await writeFile(file.path, whole.subarray(0, whole.length - 10))
  const target = await folder(t)
  await writeFile(join(target, 'a'), 'old')
  await t.rejects(restore(file, await emptyShop(t), schema, { filesDir: target }), {
    code: 'BACKUP_TRUNCATED',
  })
  t.same(await readdir(target), ['a'])
  t.equal(await readFile(join(target, 'a'), 'utf8'), 'old')
})

t.test('a file that is deleted while the backup runs does not stop it', async (t) => {
  const dir = await folder(t)
  await writeFile(join(dir, 'gone'), 'x')
  for await (const path of listFiles(dir)) {
    await unlink(join(dir, path))
    for await (const _ of readFileBytes(dir, path)) t.fail('no bytes')
  }
})

t.test('a path out of the folder is refused', async (t) => {
  const stage = await openFileStage(await folder(t))
  async function* bytes() {
    yield Buffer.from('x')
  }
  for (const path of ['../x', 'a/../../x', '/etc/x', '', 'a\0b', '..']) {
    await t.rejects(stage.write(path, bytes()), { code: 'BACKUP_DAMAGED' }, JSON.stringify(path))
  }
})
