import { defineConfig } from '@bezel/core'
import customers from '@bezel/customers'
import inventory from '@bezel/inventory'

export default defineConfig({
  name: '__Label__',
  currency: 'USD',
  plugins: [customers, inventory],
})
