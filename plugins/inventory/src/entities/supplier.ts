import { defineEntity, email, optional, phone, text } from '@bezel/core'

/** Who goods come from: dealers, makers, consignors. */
export const Supplier = defineEntity('Supplier', {
  collection: 'suppliers',
  nav: 'Inventory',
  naturalKey: ['code'],
  fields: {
    name: text({ max: 160, search: 'A', synonyms: ['company', 'supplier', 'vendor', 'firm'] }),
    code: text({
      max: 40,
      unique: true,
      search: 'B',
      synonyms: ['supplier code', 'vendor code', 'short name'],
    }),
    email: optional(email()),
    phone: optional(phone()),
    website: optional(text({ max: 300 })),
    memoTerms: optional(text({ long: true, help: 'Agreed terms for goods on memo' })),
    notes: optional(text({ long: true })),
  },
  list: { columns: ['name', 'code', 'email', 'phone'], sort: 'name' },
})
