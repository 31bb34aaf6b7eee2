import fc from 'fast-check'
import t from 'tap'
import { covers, groupsOf, nounOf, toggled } from '../admin/roles/matrix-model.ts'
import { openShop } from './shop.ts'

const permissions = ['stones.read', 'stones.write', 'stones.sell', 'users.read'].map((name) => ({
  name,
  summary: name,
  plugin: nounOf(name) === 'users' ? 'core' : 'inventory',
}))

t.test('the matrix has a group per plugin, the three usual permissions apart from the others', async (t) => {
  const [inventory, core] = groupsOf(permissions)
  t.match(inventory, { plugin: 'inventory', nouns: [{ noun: 'stones', more: [{ name: 'stones.sell' }] }] })
  t.match(core, { plugin: 'core', nouns: [{ noun: 'users', usual: { read: { name: 'users.read' } } }] })
})

t.test('a tick changes that permission and no other, however it was given', async () => {
  const names = permissions.map(({ name }) => name)
  const granted = fc.subarray([...names, 'stones.*', 'users.*'])
  fc.assert(
    fc.property(granted, fc.constantFrom(...names), fc.boolean(), (given, name, on) => {
      const [before] = [new Set(given)]
      const after = toggled(before, name, on, permissions)
      return (
        covers(after, name) === on &&
        names.every((other) => other === name || covers(after, other) === covers(before, other))
      )
    }),
  )
})

t.test('colleagues see how somebody signs in, and let them try again after too many guesses', async (t) => {
  const shop = await openShop(t)
  const robin = await shop.colleague('robin@shop.example', ['users.read', 'users.write'])
  const owner = (path: string) => shop.request('POST', `/api/v1${path}`, {})
  const access = async () => (await shop.request('GET', `/api/v1/users/${robin.id}/access`)).body
  t.match(await access(), { hasPassword: true, locked: false, totp: false, sessions: [{ id: String }] })

  const stranger = () => shop.browser().signIn('robin@shop.example', 'wrong wrong wrong wrong')
  for (let guess = 0; guess < 11; guess++) await stranger()
  t.match(await stranger(), { status: 429 })
  t.match(await access(), { locked: true })
  t.match(await owner(`/users/${robin.id}/unlock`), { status: 200 })
  t.match(await access(), { locked: false })
  t.match(await stranger(), { status: 401 })
  t.match(await owner(`/users/${robin.id.replace(/^./, 'f')}/unlock`), { status: 404 })
})

t.test('the catalogue names every permission with its plugin, and what takes it', async (t) => {
  const shop = await openShop(t)
  const { body } = await shop.request('GET', '/api/v1/access/catalogue')
  t.match(
    body.permissions.find(({ name }: { name: string }) => name === 'invitations.write'),
    { plugin: 'accounts', summary: 'Create and change invitations' },
  )
  t.match(
    body.operations.find(({ name }: { name: string }) => name === 'roles.create'),
    { permissions: ['roles.write'] },
  )
})
