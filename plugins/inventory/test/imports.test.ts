import t from 'tap'
import { openShop } from './shop.ts'

const shop = await openShop()
const address = await shop.app.server.listen({ host: '127.0.0.1', port: 0 })
await shop.app.startWork()
t.teardown(() => shop.app.end())

async function importText(
  collection: string,
  text: string,
): Promise<{ status: string; created: number; updated: number }> {
  const headers = { authorization: `Bearer ${shop.app.key}` }
  const body = new FormData()
  body.append('file', new Blob([text]), 'file.csv')
  const sent = await fetch(`${address}/api/v1/${collection}/import`, { method: 'POST', headers, body })
  let record = (await sent.json()) as { id: string; status: string; created: number; updated: number }
  while (!['completed', 'failed', 'cancelled'].includes(record.status)) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    record = await shop.send('GET', `/imports/${record.id}`)
  }
  return record
}

t.test('imported goods have their receipt in the ledger, and what a later file changes', async (t) => {
  const made = await importText('stones', 'stockNumber,carat,shape\nIM-1,1.01,RD\nIM-2,0.52,PR\n')
  t.match(made, { status: 'completed', created: 2 })
  const { data } = await shop.send('GET', '/stones?stockNumber=IM-1')
  t.match(await shop.movements({ stoneId: data[0].id }), [{ type: 'receive', toStatus: 'in_stock' }])
  await importText('stones', 'stockNumber,carat,ownership\nIM-1,1.01,consignment\nIM-2,0.53,owned\n')
  t.match(await shop.movements({ stoneId: data[0].id }), [
    { type: 'receive' },
    { type: 'correct', fromOwnership: 'owned', toOwnership: 'consignment', reason: 'Changed by an import' },
  ])
  const other = (await shop.send('GET', '/stones?stockNumber=IM-2')).data[0]
  t.equal((await shop.movements({ stoneId: other.id })).length, 1, 'a corrected weight is no movement')
})

t.test('imported pieces are found by their tags', async (t) => {
  await importText('pieces', 'itemNumber,name,store,epc\nIM-9,Ring,A,3074257BF7194E4000001A85\n')
  const { matches } = await shop.send('GET', '/lookup?code=3074257BF7194E4000001A85')
  t.equal(matches[0].number, 'IM-9')
})

t.test('a row that names a file which is not there is refused, the others come in', async (t) => {
  const form = new FormData()
  const dot = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  form.append('file', new Blob([dot], { type: 'image/png' }), 'dot.png')
  const sent = await fetch(`${address}/api/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.app.key}` },
    body: form,
  })
  const file = (await sent.json()) as { id: string }
  const gone = '01890000-0000-7000-8000-000000000000'
  const rows = [
    `F-1,Ring,${shop.storeA},${file.id}`,
    `F-2,Ring,${shop.storeA},${gone}`,
    `F-3,Ring,${shop.storeA},`,
  ]
  const made = await importText('pieces', `itemNumber,name,storeId,More photos\n${rows.join('\n')}\n`)
  t.match(made, { created: 2, failed: 1 })
  const run = await shop.send('GET', `/pieces?itemNumber=F-1`)
  t.same(run.data[0].photos, [file.id])
  const again = `itemNumber,name,storeId,More photos\nF-3,Ring,${shop.storeA},${gone}\nF-1,Gold ring,${shop.storeA},${file.id}\n`
  t.match(await importText('pieces', again), { updated: 1, failed: 1 })
  t.same((await shop.send('GET', '/pieces?itemNumber=F-3')).data[0].photos, [])
})
