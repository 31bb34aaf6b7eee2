import accounts from '@bezel/accounts'
import facebook from '@bezel/auth-facebook'
import google from '@bezel/auth-google'
import linkedin from '@bezel/auth-linkedin'
import { defineConfig } from '@bezel/core'
import customers from '@bezel/customers'
import smtp from '@bezel/email-smtp'
import inventory from '@bezel/inventory'

export default defineConfig({
  name: 'Bezel',
  currency: 'USD',
  plugins: [accounts, google, facebook, linkedin, smtp, customers, inventory],
})
