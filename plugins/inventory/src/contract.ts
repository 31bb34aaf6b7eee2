export { Stone } from './entities/stone.ts'
export { Store } from './entities/store.ts'
