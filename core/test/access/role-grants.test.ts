import { definePlugin, type Grants, type Plugin } from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import { applyGrants } from '../../src/access/apply-grants.ts'

const trial = (permissions: string[], grants: Grants): Plugin =>
  definePlugin({
    name: 'repairs',
    version: '1.0.0',
    core: '^1.0.0',
    permissions: Object.fromEntries(permissions.map((name) => [name, name])),
    grants,
  })
const first = trial(['repairs.see'], { manager: ['repairs.*'], 'bench jeweler': ['repairs.see'] })
const app = await testApp({ plugins: [first] })
t.teardown(() => app.end())

interface RoleBody {
  id: string
  name: string
  version: number
  permissions: string[]
}
const roles = async (): Promise<RoleBody[]> => (await app.request('GET', '/api/v1/roles?limit=200')).body.data
const named = async (name: string) => (await roles()).find((role) => role.name === name)
const change = async (name: string, body: object) => {
  const { status } = await app.request('PATCH', `/api/v1/roles/${(await named(name))?.id}`, body)
  if (status !== 200) throw new Error(`${name} could not be changed: ${status}`)
}
/** What another start does, with a plugin as it is by then. */
const startWith = (plugin: Plugin) =>
  applyGrants(app.kernel, [...app.plugins.filter(({ name }) => name !== plugin.name), plugin])

t.test('a new installation has the roles to start from, with what the plugins grant', async (t) => {
  t.match(await named('manager'), {
    permissions: ['files.*', 'users.read', 'users.write', 'roles.read', 'repairs.*'],
  })
  t.match(await named('bench jeweler'), { permissions: ['files.read', 'files.write', 'repairs.see'] })
  t.same((await named('guest'))?.permissions, [])
})

t.test('what an owner took away or deleted stays so, however often the shop starts', async (t) => {
  await change('manager', { permissions: ['files.*'] })
  await app.request('DELETE', `/api/v1/roles/${(await named('accountant'))?.id}`)
  const before = await roles()
  await startWith(first)
  t.same(await roles(), before)
})

t.test('a permission that is new is given once, also to a role that has another name by now', async (t) => {
  await change('bench jeweler', { name: 'goldsmith' })
  const second = trial(['repairs.see', 'repairs.estimate'], {
    manager: ['repairs.*'],
    accountant: ['repairs.estimate'],
    'bench jeweler': ['repairs.see', 'repairs.estimate'],
  })
  await startWith(second)
  t.same((await named('goldsmith'))?.permissions, [
    'files.read',
    'files.write',
    'repairs.see',
    'repairs.estimate',
  ])
  t.same((await named('manager'))?.permissions, ['files.*'], 'nothing that was there before comes back')
  t.equal(await named('bench jeweler'), undefined)
  t.equal(await named('accountant'), undefined)
  await change('goldsmith', { permissions: [] })
  await startWith(second)
  t.same((await named('goldsmith'))?.permissions, [])
})

t.test('the history of a role tells that a plugin brought a permission along', async (t) => {
  const id = (await named('goldsmith'))?.id
  const { body } = await app.request('GET', `/api/v1/roles/${id}/history`)
  t.ok(JSON.stringify(body).includes('roles.grant'))
})

t.test('of processes that start at once one makes the roles, and none fails', async (t) => {
  await app.database.query(`delete from bezel_core.facts where name = 'permission:repairs.see'`)
  await change('goldsmith', { permissions: [] })
  await Promise.all(Array.from({ length: 4 }, () => startWith(first)))
  t.match(await named('goldsmith'), { permissions: ['repairs.see'] })
})
