import type { AdminManifest, EntityDescriptor, FieldDescriptor, FieldKind } from '../src/entity/types.ts'

/** A field with the least one has to say about it. */
export function field(name: string, kind: FieldKind, more: Partial<FieldDescriptor> = {}): FieldDescriptor {
  const label = more.label ?? name
  return { name, kind, label, required: false, writable: true, sortable: true, filters: ['eq'], ...more }
}

export const stone: EntityDescriptor = {
  name: 'Stone',
  collection: 'stones',
  label: 'Stone',
  labelPlural: 'Stones',
  title: ['stockNumber', 'carat'],
  fields: [
    field('id', 'id', { writable: false }),
    field('version', 'measure', { writable: false, sortable: false, filters: [] }),
    field('stockNumber', 'text', {
      label: 'Stock number',
      required: true,
      filters: ['eq', 'contains', 'startsWith'],
    }),
    field('carat', 'measure', { label: 'Carat', unit: 'ct', decimals: 3, filters: ['eq', 'gte', 'lte'] }),
    field('cut', 'enum', {
      label: 'Cut',
      options: [
        { value: 'ideal', label: 'Ideal' },
        { value: 'good', label: 'Good' },
      ],
      filters: ['eq', 'in', 'isNull'],
    }),
    field('price', 'money', { label: 'Price', filters: ['eq', 'gte', 'lte'] }),
    field('supplierId', 'reference', {
      label: 'Supplier',
      collection: 'suppliers',
      relation: 'supplier',
      filters: ['eq', 'in'],
    }),
    field('secret', 'encrypted'),
    field('custom.hallmark', 'text', { label: 'Hallmark', custom: true }),
  ],
  relations: [
    { name: 'parts', label: 'Parts', type: 'many', collection: 'parts', via: 'stoneId', owned: true },
  ],
  searchable: true,
  list: { columns: ['stockNumber', 'carat', 'cut', 'price', 'supplierId'], sort: '-carat' },
  can: { create: true, update: true, delete: true, import: true, export: true },
}

export const part: EntityDescriptor = {
  ...stone,
  name: 'Part',
  collection: 'parts',
  label: 'Part',
  labelPlural: 'Parts',
  title: ['name'],
  fields: [
    field('id', 'id', { writable: false }),
    field('stoneId', 'reference'),
    field('name', 'text', { required: true }),
    field('note', 'text', { nullable: true }),
  ],
  relations: [],
}

export const lookup = (collection: string | undefined): EntityDescriptor | undefined =>
  [stone, part].find((entity) => entity.collection === collection)

export const manifest: AdminManifest = {
  app: { name: 'Bezel', version: '1', currency: 'USD', locales: ['en'], demo: false },
  user: { id: 'u1', name: 'Olivia Bennett', email: null, permissions: ['*'] },
  nav: [
    { group: 'Settings', label: 'Users', to: '/users' },
    { group: 'Inventory', label: 'Stones', to: '/stones' },
    { group: 'Inventory', label: 'Stone counts', to: '/stones/counts' },
    { group: 'Inventory', label: 'Stones again', to: '/stones' },
  ],
  panels: [],
  entities: [stone, part],
  actions: [],
}

/** Answers the key itself, so that tests do not depend on wording. */
export const key = (name: string): string => name
