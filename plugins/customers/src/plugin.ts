import { crud, definePlugin } from '@bezel/core'
import { Customer } from './entities/customer.ts'
import { CustomerAddress } from './entities/customer-address.ts'

export default definePlugin({
  name: 'customers',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [Customer, CustomerAddress],
  operations: [...crud(Customer), ...crud(CustomerAddress)],
  permissions: { 'customers.notes': 'Read and write the private notes about customers' },
  migrations: new URL('../migrations/', import.meta.url),
})
