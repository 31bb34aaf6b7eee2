import { brotliDecompressSync } from 'node:zlib'
import t from 'tap'
import { createManifests } from '../../src/admin/manifests.ts'
import { actorWith, testApp } from '../../src/testing/app.ts'
import { things } from '../importing/fixtures/things.ts'

const app = await testApp({ plugins: [things] })
t.teardown(() => app.end())
const { kernel, plugins } = app
const shop = { name: 'Bezel', version: '1', currency: 'USD', locales: ['en'], demo: false }
const manifests = createManifests({ kernel, plugins, panels: [], app: shop })
const read = async (granted: string[]) => {
  const sent = await manifests(actorWith(granted), 'ada@example.com')
  return { ...sent, manifest: JSON.parse(sent.json) }
}

t.test('the same person gets the same manifest, made once', async (t) => {
  const [first, again] = [await read(['things.read']), await read(['things.read'])]
  t.equal(first.etag, again.etag)
  t.equal(first.brotli, again.brotli, 'the very same bytes')
  t.equal(brotliDecompressSync(first.brotli).toString(), first.json)
  t.equal(first.manifest.user.email, 'ada@example.com')
})

t.test('other permissions give another manifest', async (t) => {
  const [reader, nobody] = [await read(['things.read']), await read([])]
  t.not(reader.etag, nobody.etag)
  t.ok(reader.manifest.entities.some((one: { collection: string }) => one.collection === 'things'))
  t.notOk(nobody.manifest.entities.some((one: { collection: string }) => one.collection === 'things'))
})

t.test(
  'a field that is defined is in the next manifest, and gone from the one after it is deleted',
  async (t) => {
    const names = async () => {
      const { manifest } = await read(['things.read'])
      const entity = manifest.entities.find((one: { collection: string }) => one.collection === 'things')
      return entity.fields.map(({ name }: { name: string }) => name)
    }
    t.notOk((await names()).includes('custom.grade'))
    const made = await app.request('POST', '/api/v1/custom-fields', {
      collection: 'things',
      name: 'grade',
      label: 'Grade',
      type: 'text',
    })
    t.equal(made.status, 201)
    t.ok((await names()).includes('custom.grade'))
    t.equal((await app.request('DELETE', `/api/v1/custom-fields/${made.body.id}`)).status, 204)
    t.notOk((await names()).includes('custom.grade'))
  },
)
