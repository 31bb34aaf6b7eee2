import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { crc32 } from 'node:zlib'
import {
  crud,
  defineEntity,
  definePlugin,
  type FileService,
  file,
  files,
  list,
  optional,
  reference,
  text,
} from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import sharp from 'sharp'
import t from 'tap'
import { migrateUp, readMigrations } from '../../src/database/migrations.ts'
import { sweepFiles } from '../../src/files/sweep.ts'
import { draftMigrations } from '../../src/inspect/draft.ts'
import { findDrift } from '../../src/inspect/drift.ts'
import { writeDraft } from '../../src/inspect/write-draft.ts'
import { runAsSystem } from '../../src/operation/transaction.ts'

const Shop = defineEntity('Shop', { collection: 'shops', fields: { name: text() } })
const Ring = defineEntity('Ring', {
  collection: 'rings',
  scope: 'shop',
  fields: {
    name: text(),
    shop: optional(reference('Shop')),
    photo: optional(file()),
    gallery: list(file(), { default: [] }),
  },
})

const Wearer = defineEntity('Wearer', {
  collection: 'wearers',
  fields: { name: text({ personal: true }), photo: optional(file()) },
})

const folder = await mkdtemp(join(tmpdir(), 'bezel-files-'))
const rings = definePlugin({
  name: 'rings',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [Shop, Ring, Wearer],
  operations: [...crud(Shop), ...crud(Ring), ...crud(Wearer)],
  migrations: pathToFileURL(`${folder}/`),
})
const app = await testApp({ plugins: [rings], env: { CORE_UPLOAD_MAX_MEGABYTES: '1' } })
for (const draft of draftMigrations(await findDrift(app.database, app.kernel.registry.models)))
  await writeDraft(rings.migrations as URL, draft)
await migrateUp(app.database, await readMigrations('rings', rings.migrations as URL))
const base = await app.server.listen({ host: '127.0.0.1', port: 0 })
const service = app.kernel.services.get(files.name) as FileService
t.teardown(async () => {
  await app.end()
  await rm(folder, { recursive: true })
})

interface Sent {
  key?: string | null
  query?: string
  part?: string
  headers?: Record<string, string>
}

async function upload(
  content: Buffer | string,
  name: string,
  { key = app.key, query = '', part = 'file', headers = {} }: Sent = {},
) {
  const body = new FormData()
  body.append(part, new Blob([content], { type: 'text/html' }), name)
  const answer = await fetch(`${base}/api/v1/files${query}`, {
    method: 'POST',
    body,
    headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers },
  })
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any }
}

async function read(path: string, { key = app.key, headers = {} }: Sent = {}) {
  const answer = await fetch(path.startsWith('http') ? path : base + path, {
    headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers },
  })
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
}

async function photo(width = 800, height = 600): Promise<Buffer> {
  const image = sharp({ create: { width, height, channels: 3, background: '#0b6b4f' } })
  return image
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Secret place' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .toBuffer()
}

/** A few bytes that claim to be a picture of 3.6 gigapixels. */
async function hugePng(): Promise<Buffer> {
  const image = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  image.writeUInt32BE(60_000, 16)
  image.writeUInt32BE(60_000, 20)
  image.writeUInt32BE(crc32(image.subarray(12, 29)), 29)
  return image
}

async function ringWith(values: object) {
  const made = await app.request('POST', '/api/v1/rings', { name: 'Eternity', ...values })
  t.equal(made.status, 201, JSON.stringify(made.body))
  return made.body.id as string
}

async function blobCount(): Promise<number> {
  const [row] = await app.database.query<{ count: number }>(
    'select count(*)::int as count from bezel_core.file_blobs',
  )
  return row?.count ?? -1
}

t.test('an uploaded photo is turned upright, loses its EXIF and gets a thumbnail', async (t) => {
  const turned = await sharp(await photo())
    .withMetadata({ orientation: 6, exif: { IFD0: { Copyright: 'Secret place' } } })
    .toBuffer()
  t.ok(turned.includes('Secret place'))
  const { status, headers, body } = await upload(turned, 'C:\\pictures\\Żółty pierścień.jpg')
  t.equal(status, 201, JSON.stringify(body))
  t.equal(headers.get('location'), `/api/v1/files/${body.id}`)
  t.match(body, {
    name: 'Żółty pierścień.jpg',
    mediaType: 'image/jpeg',
    width: 600,
    height: 800,
    ownerId: null,
  })

  const content = await read(`/api/v1/files/${body.id}/content`)
  t.equal(content.status, 200)
  t.notOk(content.body.includes('Secret place'))
  t.equal((await sharp(content.body).metadata()).exif, undefined)
  t.equal(createHash('sha256').update(content.body).digest('hex'), body.sha256)
  t.equal(content.body.length, body.size)
  t.match(Object.fromEntries(content.headers), {
    'content-type': 'image/jpeg',
    'content-security-policy': /sandbox/,
    'x-content-type-options': 'nosniff',
    'content-disposition': /^inline; filename=".*"; filename\*=UTF-8''%C5%BB/,
  })
  t.match(
    (await read(`/api/v1/files/${body.id}/content?download=true`)).headers.get('content-disposition'),
    /^attachment/,
  )

  const small = await read(`/api/v1/files/${body.id}/thumbnail`)
  t.match(await sharp(small.body).metadata(), { format: 'webp', width: 240, height: 320 })
})

t.test('a type is what the content says, and what could run is offered for download only', async (t) => {
  const svg = await upload(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'ring.svg',
  )
  t.equal(svg.body.mediaType, 'text/plain')
  const page = await upload('<!doctype html><script>alert(1)</script>', 'ring.jpg')
  t.equal(page.body.mediaType, 'text/plain')
  for (const { body } of [svg, page]) {
    const { headers } = await read(`/api/v1/files/${body.id}/content`)
    t.match(headers.get('content-disposition'), /^attachment/)
    t.equal(headers.get('content-type'), 'text/plain; charset=utf-8')
  }
  t.equal((await upload('%PDF-1.7 …', 'certificate.exe')).body.mediaType, 'application/pdf')
  t.equal((await upload('a,b\n1,2\n', 'stones.csv')).body.mediaType, 'text/csv')
  t.equal((await upload('', 'nothing')).body.size, 0)
  t.equal((await read(`/api/v1/files/${page.body.id}/thumbnail`)).status, 404)
})

t.test('a file is named as what it is, whatever its sender or who renames it says', async (t) => {
  const named = async (content: string, name: string) => (await upload(content, name)).body
  t.equal((await named('%PDF-1.7 …', 'certificate.exe')).name, 'certificate.exe.pdf')
  t.equal((await named('<!doctype html><script>alert(1)</script>', 'ring.jpg')).name, 'ring.jpg.txt')
  t.equal((await named('@echo off', 'start.bat')).name, 'start.bat.txt')
  t.equal((await named('MZ\0\0\x01', 'setup.exe')).name, 'setup.exe.bin')
  t.equal((await named('ISO-10303-21;', 'bezel.step')).name, 'bezel.step', 'what misleads nobody stays')
  const notes = await named('plain words', 'notes.md')
  await app.request('PATCH', `/api/v1/files/${notes.id}`, { name: 'invoice.html' })
  const { headers } = await read(`/api/v1/files/${notes.id}/content`)
  t.match(headers.get('content-disposition'), /filename="invoice\.html\.txt"/)
})

t.test('a browser keeps photographs of goods for some minutes, and nothing about people', async (t) => {
  const kept = async (id: string, query = '') =>
    (await read(`/api/v1/files/${id}/content${query}`)).headers.get('cache-control')
  const { id } = (await upload(await photo(), 'ring.jpg')).body
  t.equal(await kept(id), 'private, max-age=300')
  t.equal(await kept(id, '?download=true'), 'no-store')
  t.equal(await kept((await upload('%PDF-1.7 …', 'appraisal.pdf')).body.id), 'no-store')
  const face = (await upload(await photo(), 'face.jpg')).body.id
  await app.request('POST', '/api/v1/wearers', { name: 'Ada', photoId: face })
  t.equal(await kept(face), 'no-store')
})

t.test('refused uploads leave nothing behind', async (t) => {
  const before = await blobCount()
  const under = await readdir(service.folder)
  const large = await upload(Buffer.alloc(1024 * 1024 + 1, 'a'), 'large.txt')
  t.match(large, { status: 413, body: { code: 'PAYLOAD_TOO_LARGE', detail: /1 MB/ } })
  const broken = await upload((await photo()).subarray(0, 2000), 'cut.jpg')
  t.match(broken, { status: 422, body: { code: 'IMAGE_UNREADABLE' } })
  const bomb = await upload(await hugePng(), 'bomb.png')
  t.match(bomb, { status: 422, body: { code: 'IMAGE_UNREADABLE' } })
  t.match(await upload('x', 'x', { part: 'other' }), { status: 400, body: { code: 'FILE_REQUIRED' } })
  t.match(await app.request('POST', '/api/v1/files', { file: 'x' }), { status: 415 })
  t.match(await upload('x', 'x', { query: '?ownerEntity=Ring' }), {
    status: 400,
    body: { code: 'INVALID_QUERY' },
  })
  t.match(await upload('x', 'x', { key: null }), { status: 401 })
  const half = { authorization: `Bearer ${app.key}`, 'content-type': 'multipart/form-data; boundary=b' }
  for (const payload of [
    '--b\r\nnothing',
    '--b\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\nhalf a f',
    '',
  ]) {
    const answer = await app.server.inject({ method: 'POST', url: '/api/v1/files', headers: half, payload })
    t.match(answer.json(), { status: 400, code: 'FILE_REQUIRED' }, JSON.stringify(payload))
  }
  t.equal(await blobCount(), before)
  t.same(await readdir(service.folder), under)
})

t.test('a part of a file can be asked for', async (t) => {
  const { body } = await upload('0123456789', 'digits.txt')
  const part = (range: string, headers = {}) =>
    read(`/api/v1/files/${body.id}/content`, { headers: { range, ...headers } })
  const cases: [string, number, string, string | null][] = [
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=5-999', 206, '56789', 'bytes 5-9/10'],
    ['bytes=0-1,4-5', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
  ]
  for (const [range, status, text, contentRange] of cases) {
    const answer = await part(range)
    t.same(
      [answer.status, answer.body.toString(), answer.headers.get('content-range')],
      [status, text, contentRange],
      range,
    )
  }
  const past = await part('bytes=10-')
  t.equal(past.status, 416)
  t.equal(past.headers.get('content-range'), 'bytes */10')
  t.match(JSON.parse(past.body.toString()), { code: 'RANGE_NOT_SATISFIABLE' })
  t.equal((await part('bytes=2-4', { 'if-range': '"other"' })).status, 200, 'a changed file is sent whole')
  const etag = (await part('bytes=0-')).headers.get('etag') ?? ''
  t.equal(
    (await read(`/api/v1/files/${body.id}/content`, { headers: { 'if-none-match': etag } })).status,
    304,
  )
})

t.test('a signed link works for anybody, for what it was made for and until it is over', async (t) => {
  const { body } = await upload(await photo(), 'ring.jpg')
  const made = await app.request('POST', `/api/v1/files/${body.id}/link`, { minutes: 5 })
  const url = (made.body.url as string).replace('http://127.0.0.1', base)
  t.equal((await read(url, { key: null })).status, 200)
  t.equal((await read(`/api/v1/files/${body.id}/content`, { key: null })).status, 401)
  t.equal((await read(url.replace('/content', '/thumbnail'), { key: null })).status, 403)
  t.equal((await read(url.replace(/expires=\d+/, 'expires=99999999999'), { key: null })).status, 403)
  const old = service.link(body.id, { minutes: 5 }).url.replace('http://127.0.0.1', base)
  const { now } = app.kernel.environment
  app.kernel.environment.now = () => new Date(now().getTime() + 6 * 60_000)
  const over = await read(old, { key: null })
  app.kernel.environment.now = now
  t.match(JSON.parse(over.body.toString()), { code: 'FILE_LINK_EXPIRED' })
})

t.test('who may read a file follows the record it belongs to', async (t) => {
  const shop = (await app.request('POST', '/api/v1/shops', { name: 'Bond Lane' })).body.id
  const ring = await ringWith({ shopId: shop })
  const owned = (await upload('receipt', 'receipt.txt', { query: `?ownerEntity=Ring&ownerId=${ring}` })).body
  t.equal(owned.ownerId, ring)
  const loose = (await upload('loose', 'loose.txt')).body
  const keys = {
    rings: await app.keyWith(['rings.read']),
    shops: await app.keyWith(['shops.read', 'shops.write']),
    files: await app.keyWith(['files.read']),
  }
  const reads = async (key: string, { id }: { id: string }) =>
    (await read(`/api/v1/files/${id}/content`, { key })).status
  t.same([await reads(keys.rings, owned), await reads(keys.rings, loose)], [200, 404])
  t.same([await reads(keys.shops, owned), await reads(keys.shops, loose)], [404, 404])
  t.same([await reads(keys.files, owned), await reads(keys.files, loose)], [404, 200])

  const listed = async (key: string) =>
    (await app.request('GET', '/api/v1/files?limit=200', undefined, { key })).body.data.map(
      ({ id }: { id: string }) => id,
    )
  t.same(await listed(keys.rings), [owned.id])
  t.notOk((await listed(keys.files)).includes(owned.id))
  t.equal(
    (await app.request('DELETE', `/api/v1/files/${owned.id}`, undefined, { key: keys.rings })).status,
    404,
    'reading is not deleting',
  )
  t.match(await upload('x', 'x', { key: keys.rings, query: `?ownerEntity=Ring&ownerId=${ring}` }), {
    status: 403,
  })
  t.match(
    await upload('x', 'x', { query: '?ownerEntity=Ring&ownerId=0199e0a4-6c1f-7b52-9d3e-5a1c8f20b647' }),
    { status: 404 },
  )
  t.match(await upload('x', 'x', { query: `?ownerEntity=Nothing&ownerId=${ring}` }), { status: 404 })

  await app.database.query(`update rings set photo_id = $1 where id = $2`, [loose.id, ring])
  t.equal(await reads(keys.rings, loose), 200, 'a record that shows it makes it readable')
})

t.test('a file in a list is seen by who sees the record, and the sweep leaves it', async (t) => {
  const [shown, lost] = [(await upload('shown', 'shown.txt')).body, (await upload('lost', 'lost.txt')).body]
  const ring = await ringWith({})
  const rings = await app.keyWith(['rings.read'])
  const reads = async () => (await read(`/api/v1/files/${shown.id}/content`, { key: rings })).status
  t.equal(await reads(), 404)
  const made = await app.request('PATCH', `/api/v1/rings/${ring}`, { gallery: [shown.id] })
  t.same(made.body.gallery, [shown.id])
  t.equal(await reads(), 200)

  await app.database.query(`update files set created_at = now() - interval '25 hours' where id = any($1)`, [
    [shown.id, lost.id],
  ])
  await sweepFiles.steps({
    signal: new AbortController().signal,
    log: app.kernel.log,
    step: (work) => runAsSystem(app.kernel, sweepFiles.name, work),
  })
  const left = await app.database.query<{ id: string }>('select id from files where id = any($1)', [
    [shown.id, lost.id],
  ])
  t.same(left, [{ id: shown.id }])
})

t.test('people limited to some stores reach the files of those stores only', async (t) => {
  const [mine, other] = [
    (await app.request('POST', '/api/v1/shops', { name: 'Mine' })).body.id,
    (await app.request('POST', '/api/v1/shops', { name: 'Other' })).body.id,
  ]
  const call = {
    actor: {
      type: 'user',
      id: null,
      name: 'Seller',
      permissions: { granted: ['*'], key: '*', allows: () => true },
      stores: [mine],
    },
    requestId: 'test',
  } as const
  for (const [shop, seen] of [
    [mine, true],
    [other, false],
  ] as const) {
    const ring = await ringWith({ shopId: shop })
    const { id } = (await upload('x', 'x.txt', { query: `?ownerEntity=Ring&ownerId=${ring}` })).body
    const outcome = await app.run('files.get', { id }, call).then(
      () => true,
      () => false,
    )
    t.equal(outcome, seen)
  }
})

t.test('an upload repeated with the same key is stored once', async (t) => {
  const before = await blobCount()
  const headers = { 'idempotency-key': 'once' }
  const [first, second] = [
    await upload('same', 'same.txt', { headers }),
    await upload('same', 'same.txt', { headers }),
  ]
  t.equal(second.status, 201, JSON.stringify(second.body))
  t.equal(first.body.id, second.body.id)
  t.equal(await blobCount(), before + 1)
  t.equal((await upload('other', 'same.txt', { headers })).status, 422)
  t.equal(await blobCount(), before + 1)
})

t.test('a file is given to a record once, and renamed but never retyped', async (t) => {
  const { body } = await upload('x', 'x.txt')
  const owner = { ownerEntity: 'Ring', ownerId: await ringWith({}) }
  t.equal((await app.request('POST', `/api/v1/files/${body.id}/attach`, owner)).body.ownerId, owner.ownerId)
  t.match(await app.request('POST', `/api/v1/files/${body.id}/attach`, owner), {
    status: 409,
    body: { code: 'FILE_BELONGS_ALREADY' },
  })
  t.equal((await app.request('PATCH', `/api/v1/files/${body.id}`, { name: 'y.txt' })).body.name, 'y.txt')
  t.equal((await app.request('PATCH', `/api/v1/files/${body.id}`, { mediaType: 'text/html' })).status, 400)
})

t.test('a record names files that are there, and that its writer may read', async (t) => {
  const nowhere = '0199e0a4-6c1f-7b52-9d3e-5a1c8f20b647'
  const [mine, other] = [(await upload('a', 'a.txt')).body.id, (await upload('b', 'b.txt')).body.id]
  const values = { name: 'Eternity', photoId: nowhere, gallery: [mine, nowhere] }
  const missing = { message: 'There is no such file. Upload it first.' }
  t.match(await app.request('POST', '/api/v1/rings', values), {
    status: 400,
    body: {
      code: 'VALIDATION_FAILED',
      errors: [
        { pointer: '/photoId', ...missing },
        { pointer: '/gallery/1', ...missing },
      ],
    },
  })
  const ring = await ringWith({ gallery: [mine] })
  const asClerk = { key: await app.keyWith(['rings.*']) }
  const stolen = await app.request('PATCH', `/api/v1/rings/${ring}`, { gallery: [mine, other] }, asClerk)
  t.match(stolen, { status: 400, body: { errors: [{ pointer: '/gallery/1', ...missing }] } })
  t.match(
    await app.request('PATCH', `/api/v1/rings/${ring}`, { photoId: other }, asClerk),
    { status: 400, body: { errors: [{ pointer: '/photoId', ...missing }] } },
    'or showing it would make it readable',
  )
  await app.database.query('delete from files where id = $1', [mine])
  t.match(
    await app.request('PATCH', `/api/v1/rings/${ring}`, { name: 'Band', gallery: [mine] }, asClerk),
    { status: 200 },
    'what the record showed before is not asked about again',
  )
})

t.test('a file that a record shows is not deleted until it is taken out there', async (t) => {
  for (const field of ['photoId', 'gallery'] as const) {
    const { id } = (await upload('shown', 'shown.txt')).body
    const ring = await ringWith({ [field]: field === 'gallery' ? [id] : id })
    const remove = () => app.request('DELETE', `/api/v1/files/${id}`)
    t.match(await remove(), { status: 409, body: { code: 'FILE_IN_USE', detail: /rings/ } }, field)
    await app.request('PATCH', `/api/v1/rings/${ring}`, { [field]: field === 'gallery' ? [] : null })
    t.match(await remove(), { status: 204 }, field)
  }
})

t.test('a file is either shown or deleted, whoever comes first', async (t) => {
  for (let round = 0; round < 5; round++) {
    const { id } = (await upload('both', 'both.txt')).body
    const ring = await ringWith({})
    const [shown, deleted] = await Promise.all([
      app.request('PATCH', `/api/v1/rings/${ring}`, { gallery: [id] }),
      app.request('DELETE', `/api/v1/files/${id}`),
    ])
    t.ok((shown.status === 200) !== (deleted.status === 204), `${shown.status} ${deleted.status}`)
  }
})
