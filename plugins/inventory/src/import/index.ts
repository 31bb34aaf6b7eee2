export { stoneColumnHints } from './stone-columns.ts'
export * from './stone-values.ts'
