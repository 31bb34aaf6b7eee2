import { permissions } from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

const app = await testApp({ plugins: shop.plugins })
t.teardown(() => app.end())

interface Catalogue {
  permissions: { name: string }[]
  operations: { permissions: string[] }[]
}
interface Role {
  name: string
  permissions: string[]
}
const catalogue: Catalogue = (await app.request('GET', '/api/v1/access/catalogue')).body
const declared = catalogue.permissions.map(({ name }) => name)
/** What some operation takes; parts of a record go with the record. */
const needed = [...new Set(catalogue.operations.flatMap((one) => one.permissions))]
const roles: Role[] = (await app.request('GET', '/api/v1/roles?limit=200')).body.data

t.test('roles to start from give only what there is', async (t) => {
  t.ok(roles.length >= 9)
  for (const role of roles) {
    const unknown = role.permissions.filter(
      (given) => given !== '*' && !declared.some((name) => permissions([given]).allows(name)),
    )
    t.same(unknown, [], role.name)
  }
})

t.test('a manager does everything but roles, keys and the system', async (t) => {
  const manager = permissions(roles.find(({ name }) => name === 'manager')?.permissions ?? [])
  const kept = needed.filter((name) => !manager.allows(name)).sort()
  t.same(kept, [
    'access.explain',
    'api-keys.delete',
    'api-keys.read',
    'api-keys.write',
    'audit.read',
    'custom-fields.delete',
    'custom-fields.read',
    'custom-fields.write',
    'jobs.read',
    'jobs.write',
    'mails.read',
    'roles.delete',
    'roles.write',
    'system.read',
    'users.delete',
  ])
})
