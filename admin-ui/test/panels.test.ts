import t from 'tap'
import { createPanelRegistry } from '../src/panels/registry.ts'
import { definePanel } from '../src/sdk/panel.ts'

const Part = () => null
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

t.test('panels add pages, slots, cells and inputs, each with the plugin to blame', async (t) => {
  const panel = definePanel({
    pages: [{ path: '/counts', title: 'Counts', component: Part }],
    slots: { 'dashboard.cards': Part },
    columns: { 'stones.cut': Part },
    fields: { 'stones.cut': Part },
  })
  const registry = createPanelRegistry(async () => ({ default: panel }))
  registry.load([{ plugin: 'inventory', entry: '/a.js' }])
  t.equal(registry.snapshot().settled, false)
  await settle()
  const snapshot = registry.snapshot()
  t.match(snapshot.pages, [{ plugin: 'inventory', path: '/counts' }])
  t.match(snapshot.slots('dashboard.cards'), [{ plugin: 'inventory' }])
  t.equal(snapshot.column('stones.cut')?.plugin, 'inventory')
  t.equal(snapshot.field('stones.cut')?.component, Part)
  t.same(snapshot.slots('nowhere'), [])
})

t.test('a part of a record page says which relations it shows, plain parts show none', async (t) => {
  const panel = definePanel({
    slots: {
      'customers.record.side': { component: Part, shows: ['consents', 'timeline'] },
      'customers.record.main': Part,
      'stones.record.main': { component: Part, shows: ['movements'] },
    },
  })
  const registry = createPanelRegistry(async () => ({ default: panel }))
  registry.load([{ plugin: 'customers', entry: '/a.js' }])
  await settle()
  const snapshot = registry.snapshot()
  t.same([...snapshot.shown('customers')], ['consents', 'timeline'])
  t.same([...snapshot.shown('parcels')], [])
  t.equal(snapshot.slots('customers.record.side')[0]?.component, Part)
  t.equal(snapshot.slots('customers.record.main')[0]?.component, Part)
})

t.test('a panel that cannot be loaded is named, and the others work', async (t) => {
  t.capture(console, 'error')
  const registry = createPanelRegistry(async (url) => {
    if (url === '/broken.js') throw new Error('404')
    return url === '/odd.js' ? {} : { default: definePanel({}) }
  })
  let heard = 0
  registry.subscribe(() => {
    heard += 1
  })
  registry.load([
    { plugin: 'a', entry: '/a.js' },
    { plugin: 'b', entry: '/broken.js' },
    { plugin: 'c', entry: '/odd.js' },
  ])
  await settle()
  const snapshot = registry.snapshot()
  t.same(snapshot.failed, ['b', 'c'])
  t.equal(snapshot.state('a'), 'ready')
  t.ok(snapshot.settled)
  t.ok(heard >= 4)
})

t.test('a panel is loaded once, however often the manifest comes', async (t) => {
  let loads = 0
  const registry = createPanelRegistry(async () => {
    loads += 1
    return { default: definePanel({}) }
  })
  registry.load([{ plugin: 'a', entry: '/a.js' }])
  registry.load([{ plugin: 'a', entry: '/a.js' }])
  await settle()
  t.equal(loads, 1)
})
