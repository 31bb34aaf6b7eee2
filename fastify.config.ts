import accounts from '@bezel/accounts'
import { defineConfig } from '@bezel/core'
import customers from '@bezel/customers'
import inventory from '@bezel/inventory'

export default defineConfig({
  name: 'Bezel',
  currency: 'USD',
  plugins: [accounts, customers, inventory],
})
