import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import t from 'tap'
import { plainName } from '../../src/files/files.ts'
import { createLimiter } from '../../src/files/limiter.ts'
import { localDisk } from '../../src/files/local-disk.ts'
import { parseRange } from '../../src/files/range.ts'
import { sniff } from '../../src/files/sniff.ts'
import { FileMissing } from '../../src/files/storage.ts'

t.test('the local disk stores whole files, by keys of ours only', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'bezel-disk-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const disk = localDisk(folder)
  const key = `ab/cd/${'abcd'.padEnd(32, '0')}`
  const about = { mediaType: 'text/plain' }
  t.equal(await disk.put(key, Readable.from([Buffer.from('hello '), Buffer.from('ring')]), about), 10)
  t.equal((await buffer(await disk.get(key))).toString(), 'hello ring')
  t.equal((await buffer(await disk.get(key, { start: 6, end: 8 }))).toString(), 'rin')
  t.same(await disk.stat(key), { size: 10 })

  async function* broken() {
    yield Buffer.from('half')
    throw new Error('the line went dead')
  }
  await t.rejects(disk.put(key, Readable.from(broken()), about), { message: 'the line went dead' })
  t.equal((await buffer(await disk.get(key))).toString(), 'hello ring', 'what was there stays')
  t.same(await readdir(join(folder, 'ab', 'cd')), [key.slice(6)], 'and no half file beside it')

  await disk.delete(key)
  await disk.delete(key)
  t.equal(await disk.stat(key), undefined)
  await t.rejects(disk.get(key), FileMissing)
  for (const bad of ['../../etc/passwd', 'ab/cd/../../../x', '/etc/passwd', 'ab/cd/abcd\0']) {
    await t.rejects(disk.delete(bad), FileMissing, JSON.stringify(bad))
    await t.rejects(disk.put(bad, Readable.from([]), about), FileMissing, JSON.stringify(bad))
  }
})

t.test('a range lies within the file, whatever is asked', async (t) => {
  const number = fc.oneof(fc.constant(''), fc.nat(40).map(String), fc.constant('99999999999999999999'))
  fc.assert(
    fc.property(number, number, fc.nat(30), (first, last, size) => {
      const range = parseRange(`bytes=${first}-${last}`, size)
      return typeof range !== 'object' || (range.start >= 0 && range.start <= range.end && range.end < size)
    }),
  )
  t.same(parseRange('bytes=0-0', 1), { start: 0, end: 0 })
  t.equal(parseRange('bytes=0-', 0), 'unsatisfiable')
  t.equal(parseRange('bytes=5-2', 10), undefined)
})

t.test('a name is shown as people wrote it, but is never a path or a trick', async (t) => {
  const cases = [
    ['C:\\a\\ring.jpg', 'ring.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['ring\u202egpj.exe', 'ringgpj.exe'],
    ['a\0b\n.txt', 'ab.txt'],
    ['', 'file'],
    ['/', 'file'],
    ['Zoe\u0308 💍.png', 'Zoë 💍.png'],
  ]
  for (const [sent, shown] of cases) t.equal(plainName(sent as string), shown)
  t.equal([...plainName('💍'.repeat(500))].length, 200)
})

t.test('types are told by the first bytes', async (t) => {
  const cases: [Buffer | string, string, string][] = [
    [Buffer.from('89504e470d0a1a0a', 'hex'), 'x.txt', 'image/png'],
    [Buffer.from('RIFF....WEBPVP8 ', 'latin1'), '', 'image/webp'],
    [Buffer.from('\0\0\0\x20ftypavif', 'latin1'), '', 'image/avif'],
    [Buffer.from('\0\0\0\x20ftypisom', 'latin1'), 'a.jpg', 'video/mp4'],
    ['PK\x03\x04', 'stock.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['PK\x03\x04', 'stock.html', 'application/zip'],
    ['solid ring', 'ring.stl', 'model/stl'],
    ['<svg onload="x">', 'a.svg', 'text/plain'],
    ['BEGIN:VCARD', 'a.vcf', 'text/vcard'],
    ['a\0b', 'a.txt', 'application/octet-stream'],
    [Buffer.from('é'.repeat(9)).subarray(0, 17), 'a.txt', 'text/plain'],
    [Buffer.from([0xc3, 0x28]), 'a.txt', 'application/octet-stream'],
    ['', 'a.txt', 'application/octet-stream'],
  ]
  for (const [head, name, type] of cases) t.equal(sniff(Buffer.from(head), name), type, `${name} ${type}`)
})

t.test('a limiter runs so many at once and no more, failures included', async (t) => {
  const limit = createLimiter(2)
  let running = 0
  let most = 0
  const work = async (fails: boolean) => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running--
    if (fails) throw new Error('no')
  }
  const results = await Promise.allSettled(
    Array.from({ length: 9 }, (_, index) => limit(() => work(index % 3 === 0))),
  )
  t.equal(most, 2)
  t.equal(results.filter(({ status }) => status === 'rejected').length, 3)
  t.equal(await limit(async () => 7), 7)
})
